"""Planning what a person has accepted of the proposal, line by line: what can't be planned stays, with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain import slots
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.domain.week import Kind
from vitrino.plan import actions as plan
from vitrino.plan import queries as plans
from vitrino.posts import actions as posts
from vitrino.posts import checks, composer
from vitrino.posts import queries as written
from vitrino.posts.copying import copy_post
from vitrino.publishing import actions as publishing
from vitrino.publishing import company
from vitrino.publishing import queries as publications
from vitrino.recurring import actions as recurring
from vitrino.recurring import queries as evergreens
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.posts.models import Variant

MOST = 60


@dataclass(frozen=True)
class Wanted:
    """A line somebody accepted. what: as `filling.Line.what` named it; text: for an idea, as it was written out."""

    what: str
    text: str = ""


@dataclass(frozen=True)
class Outcome:
    """planned: how many lines are planned; refused: what -> why the others are not; notices: what one should know."""

    planned: int
    refused: dict[str, Message]
    notices: tuple[Message, ...] = ()


@dataclass(frozen=True)
class _Line:
    channel: Channel
    at: datetime
    kind: Kind
    pk: int


@transaction.atomic
def accept(*, workspace: Workspace, wanted: Iterable[Wanted], by: Person, now: datetime) -> Outcome:
    """Plan these lines. Nothing else is ever planned; a line sent twice is planned once."""
    refused: dict[str, Message] = {}
    notices: dict[str, Message] = {}
    planned = 0
    for one in list(wanted)[:MOST]:
        try:
            with transaction.atomic():
                met = _plan(workspace, _read(workspace, one.what), one.text, by, now)
            notices |= {str(notice): notice for notice in met}
            planned += 1
        except Problem as problem:
            refused[one.what] = problem.message
    if planned:
        record("week.planned", workspace=workspace, by=by, now=now, posts=planned)
    return Outcome(planned, refused, tuple(notices.values()))


def _read(workspace: Workspace, what: str) -> _Line:
    """Raises Problem for anything that no proposal of this workspace can have said."""
    try:
        channel_pk, at, key = what.split(" ")
        kind, _colon, pk = key.partition(":")
        moment = datetime.strptime(at, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
        channel = channels.usable(workspace).filter(pk=int(channel_pk)).first()
        line = (moment, Kind(kind), int(pk))
    except (ValueError, OverflowError):
        raise Problem(say("Please load the page again.")) from None
    if channel is None:
        raise Problem(say("This channel can't publish now. Please connect it again, or end the pause."))
    return _Line(channel, *line)


def _plan(workspace: Workspace, line: _Line, text: str, by: Person, now: datetime) -> list[Message]:
    """Plan a line; what one should know about it. Raises Problem."""
    _check_free(workspace, line)
    variant = _MAKE[line.kind](workspace, line, text, by, now)
    _check_text(variant)
    zone = slots.zone(workspace.time_zone)
    wall = line.at.astimezone(zone).replace(tzinfo=None)
    made = publishing.schedule(variant=variant, publish_at=line.at, wall_time=wall, time_zone=workspace.time_zone,
                               by=by, now=now)  # fmt: skip
    said = [] if line.kind is Kind.EVERGREEN else checks.said_before(variant.post, written.text_of(variant))
    return [*said, *company.notices(workspace, [line.channel], line.at, but=[made.pk])]


def _check_free(workspace: Workspace, line: _Line) -> None:
    near = publications.between(workspace, line.at - slots.SHORTEST_GAP, line.at + slots.SHORTEST_GAP)
    others = near.filter(channel=line.channel, parent=None).exclude(state="failed")
    if any(abs(at - line.at) < slots.SHORTEST_GAP for at in others.values_list("publish_at", flat=True)):
        raise Problem(say("This time is taken already."))


def _check_text(variant: Variant) -> None:
    problems = composer.problems_of(variant)
    if problems:
        raise Problem(problems[0])


def _of_idea(workspace: Workspace, line: _Line, text: str, by: Person, now: datetime) -> Variant:
    """The words as they were written out, as a post of its own."""
    idea = plans.ideas(workspace).filter(pk=line.pk).first()
    if idea is None:
        raise Problem(say("This idea was used already."))
    post = posts.create_post(workspace=workspace, by=by, now=now, idea=text.strip() or idea.text)
    draft = posts.Draft(post.idea, language=post.language, pillar=idea.pillar, texts={line.channel.pk: None})
    posts.save_post(post=post, version=post.version, draft=draft, by=by, now=now)
    plan.use_idea(idea=idea, now=now)
    return written.variants_in(workspace).get(post=post, channel=line.channel)


def _of_draft(workspace: Workspace, line: _Line, _text: str, _by: Person, _now: datetime) -> Variant:
    found = written.variants_in(workspace).filter(post_id=line.pk, post__deleted_at=None, channel=line.channel).first()
    if found is None:
        raise Problem(say("This post is no longer there."))
    rows = publications.of_posts([line.pk]).filter(variant=found).exclude(state="cancelled")
    if rows.exists():  # planning it again would move it away from where somebody has put it
        raise Problem(say("This post is planned already."))
    return found


def _of_evergreen(workspace: Workspace, line: _Line, _text: str, by: Person, now: datetime) -> Variant:
    """A copy for this channel, so that the next time can say it differently."""
    kept = evergreens.evergreens_of(workspace).filter(pk=line.pk).first()
    if kept is None:
        raise Problem(say("This post is no longer there."))
    recurring.note_use(evergreen=kept, at=line.at)
    made = copy_post(post=kept.post, by=by, now=now, only=[line.channel.pk])
    found = written.variants_in(workspace).filter(post=made, channel=line.channel).first()
    if found is None:
        raise Problem(say("This post is no longer there."))
    return found


_MAKE = {Kind.IDEA: _of_idea, Kind.DRAFT: _of_draft, Kind.EVERGREEN: _of_evergreen}
