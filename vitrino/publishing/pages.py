"""What the pages of publications show, in finished words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from vitrino.channels import queries as channels
from vitrino.domain.message import Message, say
from vitrino.domain.publication import PROTOCOL, QUESTIONS, Event, PublicationState, RetrySafety, Situation, refusal
from vitrino.publishing import amending, proof, queries
from vitrino.publishing.forms import packed
from vitrino.publishing.models import Amendment, Attempt, Publication, Step
from vitrino.publishing.telling import quote
from vitrino.publishing.words import ANSWERS, OUTCOMES, STEPS, Sign, sentence_of, sign_of
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

S = PublicationState
SHOWN = 50
# What the timeline leaves out: it goes without saying.
_OBVIOUS = frozenset({Event.APPROVE, Event.WRITE})
# Where the platform's own sentence says everything that ours would say.
_SPOKEN_FOR = frozenset({Event.ANSWER_LOST, Event.NOT_SENT, Event.RATE_LIMITED, Event.AUTH_LOST})


@dataclass(frozen=True)
class Quick:
    """A question that can be answered where it is shown. seen: the row as it was shown; profile_url: where to look."""

    pk: int
    seen: str
    profile_url: str
    can_again: bool
    is_only_late: bool


@dataclass(frozen=True)
class Row:
    """One publication in a list. progress: how much of its thread is out, None for a single text."""

    publication: Publication
    title: str
    sign: Sign
    line: Message
    progress: Message | None = None
    quick: Quick | None = None


@dataclass(frozen=True)
class Group:
    """A part of the list with its heading."""

    title: Message
    rows: list[Row]


def overview(workspace: Workspace) -> list[Group]:
    """What waits for a person first, then what comes, then what was."""
    groups = (
        (say("Needs your decision"), queries.needing_decision(workspace)),
        (say("Held back"), queries.held(workspace)),
        (say("Not published"), queries.failed(workspace)),
        (say("Being sent or checked"), queries.publications(workspace).filter(state__in=[S.SENDING, S.UNKNOWN])),
        (say("Planned"), queries.upcoming(workspace)),
        (say("Published"), queries.publications(workspace).filter(state=S.PUBLISHED).order_by("-published_at")),
    )
    found = [Group(title, rows_of(rows[:SHOWN])) for title, rows in groups]
    return [group for group in found if group.rows]


def rows_of(publications: Iterable[Publication]) -> list[Row]:
    """The rows of a list, threads with how much of them is out."""
    found = list(publications)
    progress = progress_of(found)
    return [replace(row_of(one), progress=progress.get(one.pk)) for one in found]


def progress_of(publications: Iterable[Publication]) -> dict[int, Message]:
    """Id of a post -> "2 of 5 out", for those that are threads or have a first comment. One query."""
    parts = queries.parts_of(publications)
    return {
        pk: say("{out} of {all} out", out=sum(row.state == S.PUBLISHED for row in rows), all=len(rows))
        for pk, rows in parts.items()
        if len(rows) > 1
    }


def row_of(publication: Publication) -> Row:
    question = QUESTIONS.get(publication.reason.get("event", ""))
    is_asked = publication.state == S.NEEDS_DECISION and question is not None
    line = question if is_asked and question else sentence_of(publication)
    title = quote(publication) or words(say("A picture without words"))
    return Row(publication, title, sign_of(publication), line, quick=_quick(publication) if is_asked else None)


def _quick(publication: Publication) -> Quick:
    """Costs a few queries, for each question on a page."""
    detail = Detail(publication, channels.moment())
    return Quick(
        publication.pk, detail.seen, publication.channel.url, detail.why_not_again is None, detail.is_only_late
    )


@dataclass(frozen=True)
class Part:
    """One text of a thread. number: its place, from 1; is_here: the page is about this one."""

    number: int
    row: Row
    is_here: bool

    @property
    def name(self) -> Message:
        is_comment = self.row.publication.kind == Publication.Kind.COMMENT
        return say("First comment") if is_comment else say("Part {number}", number=self.number)


@dataclass(frozen=True)
class Moment:
    """One step on the timeline."""

    text: str
    at: datetime
    who: str
    icon: str
    tone: str


@dataclass(frozen=True)
class Try:
    """One attempt, as proof."""

    number: int
    began_at: datetime
    deadline_at: datetime
    ended_at: datetime | None
    outcome: Message
    answer: str


class Detail:
    """Everything one publication's page says."""

    def __init__(self, publication: Publication, now: datetime) -> None:
        self.publication = publication
        self._situation = queries.situation_of(publication, now)
        self.sign = sign_of(publication)
        self.sentence = sentence_of(publication)
        self.seen = packed(self._situation.facts.seen)
        self.manifest = channels.manifest_of(publication.channel)

    @property
    def title(self) -> str:
        return quote(self.publication) or words(say("A picture without words"))

    @cached_property
    def parts(self) -> list[Part]:
        """The whole thread this belongs to, in order; empty for a single text."""
        head = self.publication.head or self.publication
        rows = queries.parts_of([head])[head.pk]
        if len(rows) == 1:
            return []
        return [Part(number, row_of(row), row.pk == self.publication.pk) for number, row in enumerate(rows, start=1)]

    @property
    def progress(self) -> Message | None:
        """How much of the thread is out; None for a single text."""
        out = sum(part.row.publication.state == S.PUBLISHED for part in self.parts)
        return say("{out} of {all} out", out=out, all=len(self.parts)) if self.parts else None

    @property
    def text(self) -> str:
        return str(self.publication.content.get("text", ""))

    @property
    def question(self) -> Message | None:
        if self.publication.state != S.NEEDS_DECISION:
            return None
        return QUESTIONS.get(self.publication.reason.get("event", ""))

    @property
    def said(self) -> Message | None:
        """The platform's own words about it."""
        return queries.reason_of(self.publication)

    @property
    def is_only_late(self) -> bool:
        """Nothing of it can be out, so the question is only whether it still should."""
        return PROTOCOL.allows(Event.PUBLISH_LATE, self._as_person)

    @property
    def why_not_again(self) -> Message | None:
        """Why it can't be published again yet; None when it can."""
        guard = PROTOCOL.unmet(Event.PUBLISH_AGAIN, self._as_person) if self.question else None
        return refusal(guard) if guard and not self.is_only_late else None

    def can(self, event: Event) -> bool:
        """May a person do this with it now?"""
        return PROTOCOL.allows(event, self._as_person)

    @property
    def can_stop(self) -> bool:
        return self.can(Event.CANCEL) and not self.publication.is_stop_wished and self.question is None

    @property
    def can_move(self) -> bool:
        is_post = self.publication.kind == Publication.Kind.POST and self.publication.parent_id is None
        return self.can(Event.EDIT) and is_post

    @property
    def can_retry(self) -> bool:
        return self.can(Event.TRY_AGAIN)

    @property
    def can_release(self) -> bool:
        return self.publication.state == S.HELD and self.publication.channel.is_usable

    @property
    def can_edit(self) -> bool:
        return amending.can_edit(self.publication)

    @property
    def can_delete(self) -> bool:
        return amending.can_delete(self.publication)

    @cached_property
    def amendments(self) -> list[Amendment]:
        """Changes made since it is out, newest first."""
        return list(self.publication.amendments.select_related("by").order_by("-pk"))

    @cached_property
    def text_there(self) -> str:
        """What should stand there now."""
        return amending.words_there(self.publication)

    @property
    def answer(self) -> str:
        """What the platform said to the last try."""
        tries = self.tries
        return tries[-1].answer if tries else ""

    @property
    def sent_at(self) -> datetime | None:
        tries = self.tries
        return tries[-1].began_at if tries else None

    @property
    def read_back(self) -> Message:
        """What reading it back has shown."""
        row = self.publication
        if self._situation.policy.safety is RetrySafety.BLIND:
            return say("This platform does not let Vitrino read posts back.")
        if row.read_back_at is None:
            return say("It has not been read back yet.")
        if row.is_different:
            return say("It was read back, and the platform shows another text than was sent.")
        return say("It was read back and says what was sent.")

    @property
    def timeline(self) -> list[Moment]:
        """Every step, newest first."""
        steps = self.publication.steps.select_related("person").order_by("-pk")
        return [_moment(step) for step in steps if step.event not in _OBVIOUS]

    @cached_property
    def tries(self) -> list[Try]:
        return [_try(attempt) for attempt in self.publication.attempts.order_by("number")]

    @property
    def _as_person(self) -> Situation:
        return replace(self._situation, person="somebody")


def _moment(step: Step) -> Moment:
    sign = STEPS.get(step.event, Sign(say("Changed")))
    ours, theirs = words(sign.text), words(proof.said_in(step.detail))
    text = theirs if theirs and step.event in _SPOKEN_FOR else f"{ours}. {theirs}" if theirs else ours
    return Moment(text, step.at, str(step.person) if step.person else "", sign.icon, sign.tone)


def _try(attempt: Attempt) -> Try:
    return Try(
        attempt.number, attempt.started_at, attempt.deadline_at, attempt.ended_at, OUTCOMES[attempt.outcome],
        _answer(attempt.answer),
    )  # fmt: skip


def _answer(answer: dict[str, Any]) -> str:
    """What the platform answered: in its own words, else in ours, with its name for the post."""
    said = words(proof.said_in(answer)) or words(ANSWERS.get(answer.get("kind", "")))
    return f"{said} {answer.get('remote_id', '')}".strip()
