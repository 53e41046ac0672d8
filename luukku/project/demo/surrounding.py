"""What surrounds a plan's texts in the demo: what each child was asked, other plans, who checked translations, talk."""

import json
from datetime import timedelta
from functools import cache
from importlib.resources import files

from luukku.casework.models import Person
from luukku.plans.models import FamilyPlan, OtherPlan, PlanPart, TextTranslation
from luukku.plans.rules.childhood import Asked, topics_for
from luukku.plans.rules.translated import pair_hash, texts_of
from luukku.plans.services.comments import Said, add_comment, answer_comment
from luukku.plans.services.confirmations import Talk, note_disagreement
from luukku.plans.services.contents import content_of
from luukku.plans.services.other_plans import add_other_plan
from luukku.plans.services.topics import Note, note_topics
from luukku.plans.services.translations import Translator, check_translations
from luukku.project.demo.life import Life
from luukku.project.demo.texts import WORKER_LANGUAGE

AN_INTERPRETER = Translator(TextTranslation.Maker.INTERPRETER, "4417")
ONE_IN = 3
"""Every so many-th family has a comment, a wished place or another plan, so that not all look alike."""

COMMENT = {
    "ar": "أشكركم. أود أن تكون الدورة في الصباح.",
    "fa": "ممنونم. دوست دارم کلاس صبح باشد.",
    "so": "Waad ku mahadsan tihiin. Waxaan jeclaan lahaa in koorsadu subaxdii ahaato.",
    "ru": "Спасибо. Я хотела бы, чтобы курс был утром.",
    "uk": "Дякую. Я хотіла б, щоб курс був уранці.",
    "ckb": "سوپاس. پێم خۆشە کۆرسەکە بەیانیان بێت.",
    "tr": "Teşekkür ederim. Kursun sabah olmasını isterim.",
}


@cache
def asked_in(language: str) -> dict[str, str]:
    text = files(__package__).joinpath("blocks/asked.json").read_text(encoding="utf-8")
    told: dict[str, dict[str, str]] = json.loads(text)
    return told.get(language, told[WORKER_LANGUAGE])


def surround(life: Life, days: int, plan: FamilyPlan) -> None:
    """Everything that is written into a draft beside its goals."""
    number = sum(map(ord, life.told["key"]))
    parts = list(PlanPart.objects.filter(plan=plan, person__isnull=False).select_related("person"))
    for part in parts:
        if part.kind == PlanPart.Kind.CHILD:
            _ask(life, days, part, wishes_place=number % ONE_IN == 0)
    if number % ONE_IN == 1:
        adult = next((part for part in parts if part.kind == PlanPart.Kind.ADULT), None)
        if adult is not None:
            _note_integration_plan(life, days, adult)


def talk(life: Life, days: int, plan: FamilyPlan) -> None:
    """The interpreter has read the translations of some; one of the family says something, and is answered."""
    number = sum(map(ord, life.told["key"]))
    if number % ONE_IN != 1:
        _check(life, days, plan)
    text = COMMENT.get(life.language)
    if number % ONE_IN == 0 and text and life.guardians:
        shared = PlanPart.objects.get(plan=plan, kind=PlanPart.Kind.SHARED)
        said = Said(
            life.people[life.guardians[0]].pk, text, life.language, "Kiitos. Haluaisin, että kurssi on aamulla."
        )
        comment = add_comment(life.actor(days, 14, 30), shared.pk, said=said)
        if number % 2:
            answer_comment(
                life.actor(max(0, days - 1), 9), comment.pk, version=comment.version,
                answer="Kysyn aamun ryhmästä ja kerron viikon sisällä.", text_worker=comment.text_worker,
            )  # fmt: skip


def object_to(life: Life, days: int, plan: FamilyPlan, person: Person) -> None:
    """Somebody understood the offer and does not agree with one thing in it."""
    about = "Haluaisin aloittaa työn etsinnän ennen kurssia."
    note_disagreement(
        life.actor(max(0, days - 1), 11), plan.pk, person_id=person.pk, content_hash=plan.content_hash, about=about,
        talk=Talk(WORKER_LANGUAGE, "own_words"),
    )  # fmt: skip


def _ask(life: Life, days: int, part: PlanPart, *, wishes_place: bool) -> None:
    actor = life.actor(days, 12, 50)
    ours, theirs = asked_in(WORKER_LANGUAGE), asked_in(life.language)
    person = part.person
    fitting = topics_for(person.birth_on if person else None, actor.day)
    has_words = part.words.exists()
    wished = life.today + timedelta(days=150) if wishes_place else None
    notes = {
        topic.value: Note(
            text=ours[topic],
            text_family=theirs[topic] if life.language != WORKER_LANGUAGE else "",
            is_not_now=topic is Asked.OPINION,
            place_from=wished if topic is Asked.EARLY_EDUCATION else None,
        )
        for topic in fitting
        if not (topic is Asked.OPINION and has_words)
    }
    note_topics(actor, part.pk, version=part.topics_version, notes=notes, translator=AN_INTERPRETER)


def _note_integration_plan(life: Life, days: int, part: PlanPart) -> None:
    actor = life.actor(days, 12, 55)
    began = actor.day - timedelta(days=40)
    ours = asked_in(WORKER_LANGUAGE)
    theirs = asked_in(life.language) if life.language != WORKER_LANGUAGE else {"it_says": "", "it_fits": ""}
    add_other_plan(
        actor, part.pk, translator=AN_INTERPRETER, kind=OtherPlan.Kind.INTEGRATION, holder="Työllisyysalue",
        valid_from=began, valid_until=began + timedelta(days=364), first_from=began,
        says=ours["it_says"], says_family=theirs["it_says"],
        fitted=ours["it_fits"], fitted_family=theirs["it_fits"],
    )  # fmt: skip


def _check(life: Life, days: int, plan: FamilyPlan) -> None:
    texts = texts_of(content_of(plan), plan.pk)
    seen = {key: pair_hash(one.source, one.target) for key, one in texts.items() if one.source and one.target}
    if seen:
        check_translations(life.actor(days, 13, 50), plan.pk, checker_name="Tulkki 4417", seen=seen)
