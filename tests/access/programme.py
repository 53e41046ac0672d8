"""A programme of the scene's organisation with one of everything, and one that is closed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from luukku.accounts.tests.factories import Worker
from luukku.core.actor import Role
from luukku.programme.models import CorrectiveAction, Indicator, Meeting, Passage, Programme, SourceConflict
from luukku.programme.services import indicators, programmes, threads
from luukku.programme.services.importing import bringing
from luukku.programme.services.meetings import agenda, attending, calling, holding
from luukku.programme.services.owners import Who
from luukku.programme.services.reporting import publishing
from luukku.programme.services.sharing import adopting, exporting, writing
from luukku.programme.services.sharing import bringing as packages
from luukku.programme.tests import factories as make
from luukku.programme.tests import sharing
from luukku.programme.tests.reports import a_report
from luukku.surveys.models import Finding
from luukku.surveys.services import findings
from luukku.surveys.tests import factories as surveys

CSV = "kind;code;text\ngoal;G-brought;Tuotu tavoite\n"


def put(writer: Worker, at: datetime) -> Mapping[str, UUID | str]:
    """The ids that the programmes' doors need."""
    programme = make.a_programme(writer, at=at, text="Kotoutumisen ohjelma", short_text="Koto", region="Kuvitelma")
    indicator = indicators.add_indicator(writer.as_actor(at), programme.pk, text="Perheitä kahvilassa")
    told = bringing.Told("tavoitteet.csv", "csv", CSV.encode(), programme.pk)
    return (
        {
            "programme": programme.pk,
            "programme_indicator": indicator.pk,
            "programme_closed": _closed(writer, at),
            "programme_heard": _heard(writer, at).pk,
            "programme_run": bringing.look_at(writer.as_actor(at), told).pk,
        }
        | _goals(writer, programme, at)
        | _told_by_sources(programme)
        | _meetings(writer, programme, at)
        | _reports(writer, programme, at)
        | _models(writer, at, indicator)
    )


def _goals(writer: Worker, programme: Programme, at: datetime) -> dict[str, UUID | str]:
    """A goal with a measure that somebody answers for, an output, what was promised, and a thread through them."""
    goal = make.a_goal(writer, programme, "Arki sujuu", at=at, theme_name="Arki")
    measure = make.a_measure(writer, programme, goal, at=at, text="Avataan kahvila", due="syksyllä 2027")
    party = make.a_party(writer, programme, at=at, name="Kunnan työryhmä")
    duty = make.a_duty(writer, party, at=at)
    make.an_owner(writer, "measure", measure, party, date(2026, 1, 7), at=at)
    open_one = CorrectiveAction.objects.create(programme=programme, text="Kutsutaan järjestöt mukaan")
    agreed = CorrectiveAction.objects.create(
        programme=programme, text="Vuokrataan tila", owner=party, due_on=date(2026, 9, 1), state="agreed"
    )
    thread = threads.begin(writer.as_actor(at), facts={"text": "Kohtaaminen", "why": "", "pattern": "kahvila"})
    link = threads.link(writer.as_actor(at), thread.pk, kind="measure", key=str(measure.pk), reason="Arkea yhdessä")
    remark = Passage.objects.create(
        programme=programme, kind="remark", text="Vertaisryhmä?", is_tentative=True, goal=goal
    )
    return {
        "programme_goal": goal.pk,
        "programme_measure": measure.pk,
        "programme_party": party.pk,
        "programme_duty": duty.pk,
        "programme_output": make.an_output(programme, "Perheen opas").pk,
        "programme_remark": remark.pk,
        "programme_correction": open_one.pk,
        "programme_agreed": agreed.pk,
        "programme_thread": thread.pk,
        "programme_thread_link": link.pk,
    }


def _told_by_sources(programme: Programme) -> dict[str, UUID | str]:
    """A meeting that nobody holds here yet, and two sources that disagree."""
    meeting = Meeting.objects.create(programme=programme, text="Ohjausryhmä", held_on=date(2026, 3, 2))
    conflict = SourceConflict.objects.create(
        programme=programme, what="Päivä", fingerprint="1" * 64,
        values=[{"code": "A", "text": "7.4.", "source": "A:1"}, {"code": "B", "text": "3.5.", "source": "B:1"}],
    )  # fmt: skip
    return {"programme_meeting": meeting.pk, "programme_conflict": conflict.pk}


def _closed(writer: Worker, at: datetime) -> UUID:
    closed = make.a_programme(writer, at=at, text="Vanha hanke")
    programmes.close(writer.as_actor(at), closed.pk, closed_on=date(2026, 1, 30))
    return closed.pk


def _reports(writer: Worker, programme: Programme, at: datetime) -> dict[str, UUID | str]:
    """A report, and one that is on the public site."""
    report, public = (a_report(writer, programme, at=at) for _edition in range(2))
    lead = replace(writer.as_actor(at), roles=frozenset({Role.CASEWORKER, Role.SUPERVISOR}))
    publishing.publish(lead, public.pk)
    return {"programme_report": report.pk, "programme_public_report": public.pk}


def _meetings(writer: Worker, programme: Programme, at: datetime) -> dict[str, UUID | str]:
    """A meeting that is closed with a promise in it, and one that goes on and looks at it."""
    actor = writer.as_actor(at)
    closed = calling.call(actor, programme.pk, facts={"text": "Edellinen kokous", "held_on": date(2026, 2, 2)})
    item = agenda.add(actor, closed.pk, text="Tilat")
    calling.open_meeting(actor, closed.pk)
    promise = holding.Action("Vuokrataan sali", Who(name="Tilapalvelu"), date(2026, 9, 1))
    holding.write_item(actor, item.pk, holding.Told(holding.Notes(1, "Puhuttiin.", "discussion"), action=promise))
    calling.close_meeting(actor, closed.pk)
    coming = calling.call(actor, programme.pk, facts={"text": "Tuleva kokous", "held_on": date(2026, 7, 2)})
    asked = attending.ask(actor, coming.pk, name="Järjestön edustaja")
    going_on = calling.call(actor, programme.pk, facts={"text": "Tämä kokous", "held_on": date(2026, 3, 3)})
    present = agenda.add(actor, going_on.pk, text="Mitä tehdään?")
    calling.open_meeting(actor, going_on.pk)
    return {
        "programme_closed_meeting": closed.pk,
        "programme_coming": coming.pk,
        "programme_asked": asked.pk,
        "programme_open_meeting": going_on.pk,
        "programme_item": present.pk,
        "programme_promise": CorrectiveAction.objects.get(meeting=closed).pk,
    }


def _models(writer: Worker, at: datetime, indicator: Indicator) -> dict[str, UUID | str]:
    """A model that is out, with an indicator, an earlier version, and two places that took it into use; a draft; and
    a package that was looked at."""
    actor = writer.as_actor(at)
    model = sharing.a_model(writer, indicators=[indicator], at=at)
    draft = writing.begin_version(actor, model.pk)
    writing.save(actor, model.pk, edits=draft.edits, told={"idea": "Uusi tapa."})
    sharing.publish(writer, model, at=at)
    waiting = sharing.an_adoption(writer, model, at=at)
    signed = sharing.an_adoption(writer, model, at=at)
    adopting.sign_off(sharing.a_colleague(writer).as_actor(at), signed.pk)
    package = exporting.export(actor, model.pk)
    return {
        "programme_model": model.pk,
        "programme_model_number": "1",
        "programme_model_draft": sharing.a_draft_model(writer, at=at).pk,
        "programme_adoption": waiting.pk,
        "programme_adoption_signed": signed.pk,
        "programme_package": packages.look_at(actor, "malli.zip", package).pk,
    }


def _heard(writer: Worker, at: datetime) -> Finding:
    """What a survey heard while nobody had taken it: its organisation has several programmes."""
    make.a_programme(writer, at=at, text="Toinen ohjelma")
    wave = surveys.a_published_wave(writer, at=at)
    return findings.add_finding(writer.as_actor(at), wave.pk, {"tone": "mend", "text": "Roolit ovat epäselvät."})
