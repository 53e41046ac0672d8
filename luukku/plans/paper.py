"""A plan on paper: the same letter as on the page, for the printing of `luukku.paper`."""

from collections.abc import Iterator

from luukku.core.clock import helsinki_day
from luukku.paper import documents as paper
from luukku.plans.helper_titles import title_in
from luukku.plans.labels import day
from luukku.plans.letter import ActionView, GoalView, Letter, PartView, Side, TopicView, WordsView
from luukku.plans.models import FamilyPlan, Review
from luukku.plans.panel import Panel
from luukku.plans.rules.content import Text
from luukku.plans.services.reading import Readers


def document_of(letter: Letter, *, panel: Panel | None, review: Review | None, readers: Readers) -> paper.Letter:
    """The letter with everything that its audience may read; no address stands in it, protected or not."""
    pairs = _Pairs(letter)
    return paper.Letter(
        title=pairs.text(letter.title),
        greeting=(pairs.text(letter.greeting), pairs.label("voluntary")),
        sections=tuple(_sections(pairs, letter, panel, readers)),
        footer=_footer(pairs, letter.plan),
        meta=tuple(_meta(pairs, letter.plan, review)),
        notes=tuple(_notes(pairs, letter)),
        closing=tuple(_closing(pairs, letter)),
    )


def pictures_of(letter: Letter) -> paper.Pictures:
    """The same plan as lines with pictures: who does what, and what was agreed about each child's days."""
    pairs = _Pairs(letter)
    parts = [part for part in (letter.shared, *letter.children, *letter.adults) if part is not None]
    told = [paper.PicturePart(pairs.names(part.name), tuple(_picture_lines(pairs, part))) for part in parts]
    return paper.Pictures(
        title=pairs.label("in_pictures"),
        parts=tuple(part for part in told if part.lines),
        footer=_footer(pairs, letter.plan),
        notes=(pairs.label("draft_texts"),) if letter.has_drafts else (),
        closing=(pairs.label("voluntary"),),
    )


def _picture_lines(pairs: "_Pairs", part: PartView) -> Iterator[paper.PictureLine]:
    for goal in part.goals:
        for action in goal.actions:
            by = pairs.names(action.by) if action.by.worker else None
            yield paper.PictureLine(action.pictogram, pairs.people(action.who), pairs.text(action.told), by)
    for topic in part.topics:
        if not topic.row.is_not_now:
            yield paper.PictureLine(topic.pictogram, pairs.names(topic.name), pairs.text(topic.text))


def _footer(pairs: "_Pairs", plan: FamilyPlan) -> paper.Footer:
    return paper.Footer(
        version=_version(pairs, plan),
        page=pairs.label("page"),
        unprintable=pairs.label("unprintable"),
        fingerprint=plan.content_hash,
    )


class _Pairs:
    """Makes the pairs of one letter. A text that exists in one language only keeps its own language's mark."""

    def __init__(self, letter: Letter) -> None:
        self.ours: Side = letter.ours
        self.theirs: Side = letter.theirs

    def label(self, label: str, /, **places: str) -> paper.Pair:
        return paper.Pair(self._words(self.ours, label, places), self._words(self.theirs, label, places))

    def text(self, text: Text) -> paper.Pair:
        ours = paper.Passage(text.worker, self.ours.language)
        theirs = paper.Passage(text.family, self.theirs.language)
        return paper.Pair(ours if text.worker else theirs, theirs if text.family else ours)

    def names(self, text: Text) -> paper.Pair:
        """Names and lines put together from labels: each side in its own language."""
        return paper.Pair(
            paper.Passage(text.worker, self.ours.labels.language),
            paper.Passage(text.family, self.theirs.labels.language),
        )

    def people(self, text: Text) -> paper.Pair:
        """Somebody's name, which keeps its own direction in a column of the other."""
        ours, theirs = self.ours.labels, self.theirs.labels
        return self.names(Text(ours.isolated(text.worker), theirs.isolated(text.family)))

    def _words(self, side: Side, name: str, places: dict[str, str]) -> paper.Passage:
        words = str(getattr(side.labels, name))
        if "name" in places:
            places = places | {"name": side.labels.isolated(places["name"])}
        return paper.Passage(words % places if places else words, side.labels.language)


def _version(pairs: _Pairs, plan: FamilyPlan) -> paper.Pair:
    if plan.offered_at is None:
        return pairs.label("version_line", number=str(plan.number))
    return pairs.label("version_of_day_line", number=str(plan.number), date=day(helsinki_day(plan.offered_at)))


def _meta(pairs: _Pairs, plan: FamilyPlan, review: Review | None) -> Iterator[paper.Pair]:
    if plan.state == FamilyPlan.State.DRAFT:
        yield pairs.label("draft")
    elif plan.state == FamilyPlan.State.IN_FORCE and plan.in_force_on:
        yield pairs.label("in_force_line", date=day(plan.in_force_on))
    elif plan.state == FamilyPlan.State.OFFERED:
        yield pairs.label("offered")
    elif plan.state == FamilyPlan.State.ENDED:
        yield pairs.label("ended")
    else:
        yield pairs.label("superseded")
    if review is not None:
        yield pairs.label("review_line", date=day(review.due_on))


def _closing(pairs: _Pairs, letter: Letter) -> Iterator[paper.Pair]:
    if letter.lasts.worker:
        yield pairs.names(letter.lasts)
    if letter.sources.worker or letter.sources.family:
        yield pairs.text(_led(letter, "sources_are", letter.sources))
    if letter.authors.worker:
        yield pairs.names(letter.authors)
    yield pairs.label("voluntary_beside_law")
    yield pairs.label("services_go_on")
    if letter.thinker:
        yield pairs.label("ask_line", name=letter.thinker)


def _notes(pairs: _Pairs, letter: Letter) -> Iterator[paper.Pair]:
    """That a language's headings are a draft: in that language's column alone."""
    if letter.has_drafts:
        yield pairs.label("draft_texts")
    if letter.ours.labels.draft_note or letter.theirs.labels.draft_note:
        yield pairs.label("draft_note")


def _sections(pairs: _Pairs, letter: Letter, panel: Panel | None, readers: Readers) -> Iterator[paper.Section]:
    if letter.shared is not None:
        said: tuple[paper.Block, ...] = (
            *_words(pairs, letter.shared),
            *_view(pairs, letter, letter.shared),
            *_others(pairs, letter, letter.shared),
        )
        if said:
            heading = "what_you_said" if letter.shared.words else "what_we_think"
            yield paper.Section(pairs.label(heading), said)
        if letter.shared.goals:
            goals = tuple(_goal(pairs, goal) for goal in letter.shared.goals)
            yield paper.Section(pairs.label("where_we_want_to_get"), goals)
    for heading, parts in (("childrens_parts", letter.children), ("adults_parts", letter.adults)):
        if parts:
            yield paper.Section(pairs.label(heading), tuple(_part(pairs, letter, part) for part in parts))
    yield paper.Section(pairs.label("who_sees_this"), tuple(_readers(pairs, letter, readers)))
    if panel is not None:
        yield paper.Section(pairs.label("did_we_understand"), tuple(_lines(pairs, panel)), is_tinted=True)


def _part(pairs: _Pairs, letter: Letter, part: PartView) -> paper.PersonPart:
    blocks: tuple[paper.Paragraph | paper.Words | paper.Goal, ...] = (
        *_words(pairs, part),
        *(_goal(pairs, goal) for goal in part.goals),
        *(_topic(pairs, topic) for topic in part.topics),
        *_view(pairs, letter, part),
        *_others(pairs, letter, part),
    )
    empty = (paper.Paragraph(pairs.label("nothing_yet")),)
    return paper.PersonPart(pairs.names(part.name), blocks or empty, is_child=part.row.kind == "child")


def _topic(pairs: _Pairs, topic: TopicView) -> paper.Paragraph:
    told = Text(
        " ".join(bit for bit in (topic.text.worker, topic.place.worker) if bit),
        " ".join(bit for bit in (topic.text.family, topic.place.family) if bit) if topic.text.family else "",
    )
    return paper.Paragraph(pairs.text(told), pairs.names(topic.name))


def _others(pairs: _Pairs, letter: Letter, part: PartView) -> Iterator[paper.Paragraph]:
    for other in part.others:
        days = f" {other.valid}" if other.valid else ""
        name = Text(f"{other.name.worker}{days}", f"{other.name.family}{days}")
        says, fits = _led(letter, "it_says", other.says), _led(letter, "it_fits", other.fitted)
        told = Text(
            " ".join(bit for bit in (says.worker, fits.worker) if bit),
            " ".join(bit for bit in (says.family, fits.family) if bit),
        )
        yield paper.Paragraph(pairs.text(told), pairs.names(name))


def _led(letter: Letter, label: str, text: Text) -> Text:
    """A text after its leading words, on each side where there is a text."""
    ours, theirs = (str(getattr(side.labels, label)) for side in (letter.ours, letter.theirs))
    return Text(f"{ours} {text.worker}" if text.worker else "", f"{theirs} {text.family}" if text.family else "")


def _words(pairs: _Pairs, part: PartView) -> tuple[paper.Words, ...]:
    return tuple(_said(pairs, words) for words in part.words)


def _said(pairs: _Pairs, words: WordsView) -> paper.Words:
    return paper.Words(pairs.text(words.text), pairs.names(words.by))


def _view(pairs: _Pairs, letter: Letter, part: PartView) -> tuple[paper.Paragraph, ...]:
    if not (part.view.worker or part.view.family):
        return ()
    return (paper.Paragraph(pairs.text(part.view), pairs.label("thinks_line", name=letter.thinker)),)


def _goal(pairs: _Pairs, goal: GoalView) -> paper.Goal:
    return paper.Goal(pairs.text(goal.title), tuple(_action(pairs, action) for action in goal.actions))


def _action(pairs: _Pairs, action: ActionView) -> paper.Action:
    by = pairs.names(action.by) if action.by.worker else None
    told = action.told
    if action.row.service:
        ours, theirs = (
            side.labels.service_line % {"name": side.labels.isolated(action.row.service)}
            for side in (pairs.ours, pairs.theirs)
        )
        told = Text(f"{told.worker} ({ours})", f"{told.family} ({theirs})" if told.family else "")
    return paper.Action(pairs.people(action.who), pairs.text(told), by)


def _readers(pairs: _Pairs, letter: Letter, readers: Readers) -> Iterator[paper.Paragraph]:
    ours, theirs = letter.ours.labels, letter.theirs.labels
    shown = [("shared_part_seen_by_line", readers.shared)]
    if letter.children:
        shown.append(("childrens_parts_seen_by_line", readers.children))
    for line, people in shown:
        if people:
            told = Text(
                ours.seen_by(line, map(str, people)),
                theirs.seen_by(line, (one.told_with(*title_in(theirs.language, one.function)) for one in people)),
            )
            yield paper.Paragraph(pairs.names(told))
    yield paper.Paragraph(pairs.label("own_part_seen_by"))
    yield paper.Paragraph(pairs.label("permission_can_be_taken_back"))


def _lines(pairs: _Pairs, panel: Panel) -> Iterator[paper.Confirmation]:
    for line in panel.lines:
        how = pairs.names(line.how) if line.how.worker else None
        yield paper.Confirmation(
            who=pairs.names(Text("", "")), how=pairs.names(line.said), through=how, is_confirmed=line.is_confirmed
        )
