"""The demo's operating model: written by one, published by another, in use in the county."""

from datetime import timedelta
from typing import Any, Final

from luukku.programme.models import Indicator, Output, Programme
from luukku.programme.services.sharing import adopting, writing
from luukku.project.demo.region import ActorOf
from luukku.surveys.models import CriteriaSet

OUTPUT: Final = "EP.O2"
TOLD: Final[dict[str, Any]] = {
    "title": "Perheen yhteinen suunnitelma", "language": "fi",
    "summary": "Koko perhe ja yksi työntekijä tekevät yhden suunnitelman, ja jokainen lapsi on siinä nimellään.",
    "place": "Perhekeskukset", "area": "Pirkanmaa", "funder": "Hyvinvointialue ja kunnat", "whole": "Perheet mukaan",
    "environment": "Kuntia on monta, osa pieniä. Perhe asioi neuvolassa, koulussa ja työllisyyspalveluissa.",
    "needs": "Jokaisella oli oma paperinsa, eikä perhe tiennyt, kuka vastaa mistäkin. Lapset puuttuivat papereista.",
    "target_group": "Hiljattain muuttaneet perheet. Vanhempien ryhmältä kysyttiin, mitä suunnitelmassa pitää lukea.",
    "change": "Perhe tietää, mitä on sovittu, kuka tekee ja milloin. Lapsen osuus on osa sitä.",
    "measuring": "Lasketaan perheet, joilla on suunnitelma voimassa, ja kysytään perheiltä, ymmärsivätkö he sen.",
    "idea": "1. Haastatellaan perhe tulkin kanssa.\n2. Kirjoitetaan tavoitteet perheen omin sanoin.\n"
    "3. Sovitaan, kuka tekee ja mihin päivään mennessä.\n4. Tarkistetaan, että kaikki ymmärsivät.\n"
    "5. Katsotaan yhdessä puolen vuoden päästä.",
    "conditions": "Yksi vastuutyöntekijä perhettä kohti, tulkki joka tapaamiseen ja kaksi tuntia aikaa.",
    "evidence": "Kokeilussa perheet osasivat kertoa tavoitteensa itse. Näyttö on vielä ohutta: perheitä on vähän.",
    "contact_name": "Perheet mukaan -ohjelma", "contact_email": "perheet.mukaan@example.org", "licence": "CC-BY-4.0",
}  # fmt: skip
ADAPTED: Final = "Ensimmäinen tapaaminen pidetään perheen kotona, jos perhe niin haluaa."
CAME: Final = "Perheet tulevat tapaamisiin. Aikaa kuluu enemmän kuin ajateltiin."


def load(programme: Programme, actor_of: ActorOf) -> None:
    """A model that is out, and one place that took it into use."""
    writer, approver = actor_of("sari", 60), actor_of("helena", 55)
    model = writing.begin(writer, title=TOLD["title"], summary=TOLD["summary"])
    writing.save(writer, model.pk, edits=1, told=TOLD)
    sets = list(CriteriaSet.objects.filter(is_published=True).values_list("pk", flat=True)[:1])
    figures = list(Indicator.objects.filter(programme=programme).values_list("pk", flat=True)[:1])
    version = writing.choose_parts(writer, model.pk, items=[], sets=sets, indicators=figures)
    writing.submit(writer, model.pk)
    writing.publish(approver, model.pk, edits=version.edits)
    output = Output.objects.get(programme=programme, code=OUTPUT)
    writing.change_keeping(
        writer, model.pk, owner_id=writer.user_id, owner_role="Ohjelman koordinaattori", output_id=output.pk
    )
    noting = actor_of("sari", 20)
    told = adopting.Told(
        level=2, since_on=noting.day - timedelta(days=14), region="Pirkanmaa", adaptation=ADAPTED, outcome=CAME
    )
    row = adopting.adopt(noting, model.pk, told)
    adopting.sign_off(actor_of("helena", 19), row.pk)
