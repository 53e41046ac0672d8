"""Papers of one family in the demo, and what a person of it has asked about the data on them."""

import io
from datetime import datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from luukku.accounts.actors import actor_for
from luukku.casework.models import Case, Document, FamilyMembership, Person
from luukku.casework.services import Demand, DocumentFacts, add_document, add_version, note_correction
from luukku.core.actor import Actor
from luukku.core.clock import HELSINKI, helsinki_day
from luukku.project.demo.region import Region

FAMILY = "Al-Saadi"
DAYS_AGO = 9


def arrive(region: Region, at: datetime) -> None:
    """Let the papers come to the family, unless they have."""
    case = Case.objects.active().filter(family__name=FAMILY).select_related("family", "organisation").first()
    if case is None or Document.objects.filter(case=case).exists():
        return
    worker = case.responsible_workers.order_by("-during").select_related("user").first()
    day = helsinki_day(at) - timedelta(days=DAYS_AGO)
    moment = min(datetime.combine(day, time(10), tzinfo=HELSINKI), at)
    actor = actor_for(worker.user, case.organisation, moment) if worker else None
    if actor is None:
        return
    rows = FamilyMembership.objects.filter(family=case.family).select_related("person").order_by("role", "person__name")
    people = [row.person for row in rows]
    _keep(actor, case, people)
    _ask(actor, case, people[0])


def _keep(actor: Actor, case: Case, people: list[Person]) -> None:
    child = people[-1]
    decision = DocumentFacts("Varhaiskasvatuspäätös", Document.Kind.DECISION, about=child, is_shared=True)
    letter = add_document(actor, case.pk, facts=decision, upload=_text("paatos.txt", "Paikka alkaa 1.8."))
    add_version(actor, letter.pk, upload=_text("paatos.txt", "Paikka alkaa 15.8."), note="Alkamispäivä muuttui")
    drawing = DocumentFacts(title="Lapsen piirros: meidän koti", kind=Document.Kind.PICTURE, about=child)
    add_document(actor, case.pk, facts=drawing, upload=_picture())


def _ask(actor: Actor, case: Case, person: Person) -> None:
    demand = Demand(
        target="other",
        place="Muistiinpano ensimmäisestä tapaamisesta",
        old_text="Puhuu vähän suomea.",
        new_text="Ymmärtää suomea arjessa ja puhuu sitä töissä.",
        grounds="Olen käynyt kurssin loppuun.",
        received_on=actor.day,
    )
    note_correction(actor, case.pk, person.pk, asked_by_id=person.pk, demand=demand)


def _text(name: str, words: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode())


def _picture() -> SimpleUploadedFile:
    picture = Image.new("RGB", (320, 240), "#fffaf0")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((90, 110, 230, 200), outline="#24543f", width=5)
    pen.polygon([(80, 110), (160, 50), (240, 110)], outline="#a8501a", width=5)
    pen.ellipse((260, 20, 300, 60), outline="#a8501a", width=5)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return SimpleUploadedFile("piirros.png", target.getvalue())
