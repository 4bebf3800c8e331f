"""The free slots of the next seven days, what could go there, and the proposal made of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain import slots, week
from vitrino.domain.balance import DEFAULT_WINDOW, BalancedPost
from vitrino.domain.message import Message, say
from vitrino.plan import queries as plan
from vitrino.planner import advised
from vitrino.planner.entries import free_slots, look, quote
from vitrino.planner.spans import Span
from vitrino.planner.wishes import wish_of
from vitrino.posts import checks
from vitrino.posts import queries as posts
from vitrino.publishing import queries as publishing
from vitrino.recurring import queries as recurring
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.posts.models import Post, Variant

DAYS = 7
MOST_DRAFTS, MOST_IDEAS, MOST_SLOTS = 60, 60, 60


@dataclass(frozen=True)
class Source:
    """What a candidate is made of. text: as it would go out; post: None for an idea; pk: of the idea or evergreen."""

    text: str
    post: Post | None = None
    pk: int = 0


@dataclass(frozen=True)
class Line:
    """One line of the proposal. what: names slot and candidate in the form; source: None where nothing fits.

    is_ready: it could go out as it stands; a short note is written out first. warnings: what one should look at.
    """

    proposal: week.Proposal
    channel: Channel
    platform: str
    what: str
    source: Source | None
    is_ready: bool
    warnings: tuple[Message, ...] = ()


def proposal_of(workspace: Workspace, now: datetime) -> list[Line]:
    """A post for every free slot of the next seven days, in the order of time. Changes nothing."""
    zone = slots.zone(workspace.time_zone)
    span = Span(now.astimezone(zone).date(), DAYS + 1, zone)
    found = look(workspace, span, now)
    coming = [(slot, at) for slot, at in free_slots(found) if at.utc <= now + timedelta(days=DAYS)][:MOST_SLOTS]
    by_id = {one.pk: one for one in found.shown}
    advice = advised.advice_for(found)
    why = advised.reasons(advice)
    free = [
        week.FreeSlot(slot.channel_id, at.utc, at.wall, slot.pillar.name if slot.pillar else "",
                      wish_of(slot) or why.get((slot.channel_id, at.wall.weekday(), at.wall.hour)))
        for slot, at in coming
    ]  # fmt: skip
    free += advised.more_times(found, advice, list(free))
    sources = _sources(workspace, [one for one in found.shown if one.is_usable], now)
    pillars = [week.Pillar(one.name, one.is_promotional) for one in strategy.pillars(workspace)]
    made = week.fill(free, [one for one, _source in sources.values()], _history(workspace, now), pillars)
    return [_line(one, by_id[one.slot.channel], sources) for one in made]


def drafts_to_plan(workspace: Workspace) -> list[tuple[int, str]]:
    """Posts that could be planned, as pairs of id and the beginning of the text."""
    found = _drafts(workspace, list(channels.usable(workspace)))
    return [(source.pk, quote(source.text)) for _one, source in found]


def _line(one: week.Proposal, channel: Channel, sources: dict[str, tuple[week.Candidate, Source]]) -> Line:
    key = one.candidate.key if one.candidate else ""
    source = sources[key][1] if key else None
    is_ready = source is not None and (source.post is not None or week.is_written(source.text))
    warnings: tuple[Message, ...] = ()
    if source is not None and source.post is not None:
        post = source.post
        source = Source(_text_on(post, channel), post, source.pk)
        warnings = checks.examine(channel, source.text, others=_elsewhere(post, channel)).warnings
    what = f"{channel.pk} {one.slot.at.astimezone(UTC):%Y-%m-%dT%H:%MZ} {key}"
    return Line(one, channel, channels.manifest_of(channel).name, what, source, is_ready, warnings)


def _elsewhere(post: Post, channel: Channel) -> list[tuple[Channel, str]]:
    """What the same post says on its other channels."""
    others = [one for one in post.variants.all() if one.channel_id != channel.pk]
    return [(one.channel, one.text if one.is_own else post.idea) for one in others]


def _text_on(post: Post, channel: Channel) -> str:
    found = [one for one in post.variants.all() if one.channel_id == channel.pk]
    return (found[0].text if found[0].is_own else post.idea) if found else post.idea


def _sources(workspace: Workspace, usable: list[Channel], now: datetime) -> dict[str, tuple[week.Candidate, Source]]:
    """Everything that could go out, by its key."""
    found = [*_drafts(workspace, usable), *_ideas(workspace, usable), *_evergreens(workspace, usable, now)]
    return {candidate.key: (candidate, source) for candidate, source in found}


def _drafts(workspace: Workspace, usable: list[Channel]) -> Iterator[tuple[week.Candidate, Source]]:
    """Posts that are written and fit their channel, and that nothing is planned for there."""
    kept = recurring.templates(workspace)
    written = posts.drafts_of(workspace, kept).annotate(picture_count=Count("post_assets"))[:MOST_DRAFTS]
    rows = publishing.of_posts([one.pk for one in written]).exclude(state="cancelled")
    taken = set(rows.values_list("variant_id", flat=True))
    for post in written:
        fits = _fitting(post, usable, post.picture_count, [v for v in post.variants.all() if v.pk not in taken])
        if fits:
            yield _candidate(f"draft:{post.pk}", week.Kind.DRAFT, fits, post), Source(post.idea, post, post.pk)


def _ideas(workspace: Workspace, usable: list[Channel]) -> Iterator[tuple[week.Candidate, Source]]:
    """Notes, for channels that take a post without a picture."""
    wordy = frozenset(one.pk for one in usable if channels.manifest_of(one).can("publish.text"))
    for idea in plan.ideas(workspace).order_by("created_at")[:MOST_IDEAS]:
        pillar = idea.pillar
        yield week.Candidate(f"idea:{idea.pk}", week.Kind.IDEA, wordy, pillar.name if pillar else "",
                             pillar.is_promotional if pillar else None), Source(idea.text, None, idea.pk)  # fmt: skip


def _evergreens(workspace: Workspace, usable: list[Channel], now: datetime) -> Iterator[tuple[week.Candidate, Source]]:
    for one in recurring.ready_evergreens(workspace, now):
        fits = _fitting(one.post, usable, len(one.post.post_assets.all()), list(one.post.variants.all()))
        days = (now - one.last_used_at).days if one.last_used_at else 0
        because = say("It is evergreen; it was out {n} days ago last.", n=days) if days else None
        made = _candidate(f"evergreen:{one.pk}", week.Kind.EVERGREEN, fits, one.post, because)
        yield made, Source(one.post.idea, one.post, one.pk)


def _fitting(post: Post, usable: list[Channel], pictures: int, variants: Iterable[Variant]) -> frozenset[int]:
    """The channels on which nothing stands against the post."""
    by_id = {one.pk: one for one in usable}
    return frozenset(
        one.channel_id for one in variants
        if one.channel_id in by_id
        and not checks.examine(by_id[one.channel_id], one.text if one.is_own else post.idea,
                               pictures=pictures).problems
    )  # fmt: skip


def _candidate(key: str, kind: week.Kind, fits: frozenset[int], post: Post,
               because: Message | None = None) -> week.Candidate:  # fmt: skip
    pillar = post.pillar
    return week.Candidate(key, kind, fits, pillar.name if pillar else "", pillar.is_promotional if pillar else None,
                          because)  # fmt: skip


def _history(workspace: Workspace, now: datetime) -> dict[int, list[BalancedPost]]:
    """Channel -> what went out in four weeks and what is planned, as far as its kind of content is known."""
    around = publishing.between(workspace, now - DEFAULT_WINDOW, now + timedelta(days=DAYS + 1))
    rows = around.filter(parent=None).exclude(state="failed").values_list(
        "channel_id", "publish_at", "variant__post__pillar__is_promotional", "variant__post__pillar__name"
    )  # fmt: skip
    found: dict[int, list[BalancedPost]] = defaultdict(list)
    for channel_id, at, is_promotional, pillar in rows:
        if is_promotional is not None:
            found[channel_id].append(BalancedPost(at, is_promotional, pillar or ""))
    return found
