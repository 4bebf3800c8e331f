"""Changes to publications: plan, send an answer, move, stop, decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from django.db import transaction

from vitrino.channels import queries as channels
from vitrino.connect import polls
from vitrino.domain.content_hash import hash_of
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.publication import TERMINAL, Event, PublicationState
from vitrino.posts import queries as posts
from vitrino.publishing import threads
from vitrino.publishing.amending import delete_published as delete_published
from vitrino.publishing.amending import edit_published as edit_published
from vitrino.publishing.changes import as_wall, content_of, replan
from vitrino.publishing.content import poll_of
from vitrino.publishing.deciding import cancel as cancel
from vitrino.publishing.deciding import decide as decide
from vitrino.publishing.deciding import release as release
from vitrino.publishing.deciding import release_all as release_all
from vitrino.publishing.deciding import retry as retry
from vitrino.publishing.lateness import set_lateness as set_lateness
from vitrino.publishing.letting import hold_again as hold_again
from vitrino.publishing.letting import let_through as let_through
from vitrino.publishing.models import Publication
from vitrino.publishing.planning import plan as plan
from vitrino.workspace.models import Person

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.posts.models import Variant

S = PublicationState
# A time this far back is "now" by a slow hand; anything older is a mistake.
PAST_IS_NOW = timedelta(minutes=5)
FURTHEST = timedelta(days=2 * 366)


@transaction.atomic
def schedule(*, variant: Variant, publish_at: datetime, wall_time: datetime | None, time_zone: str, by: Person,
             now: datetime) -> Publication:  # fmt: skip
    """Plan a variant for a time, its parts and first comment with it; planned already, it moves there.

    The same call twice is the same as once. wall_time: what the clock in `time_zone` shows then, None when no time of
    day was chosen. Raises Problem for a time that can't be, an empty text, a wrong poll, what is out already.
    """
    _check_time(publish_at, now)
    variant = posts.variants_in(variant.post.workspace).select_for_update(of=("self",)).get(pk=variant.pk)
    before = Publication.objects.filter(variant=variant, head=None).order_by("-pk").first()
    content = content_of(variant)
    _check_content(variant.channel, content)
    times: dict[str, Any] = {"publish_at": publish_at, "wall_time": as_wall(wall_time), "time_zone": time_zone}
    if before is not None and before.state not in TERMINAL:
        return _planned_again(before, content, times, by=by, now=now)
    if before is not None and before.state == S.PUBLISHED and before.content_hash == hash_of(content):
        raise Problem(say("This is already out on {channel}. To publish it again, make a copy of the post.",
                          channel=str(variant.channel)))  # fmt: skip
    return _planned_anew(variant, content, times, before, by=by, now=now)


def publish_now(*, variant: Variant, by: Person, now: datetime) -> Publication:
    """Plan a variant for this moment."""
    return schedule(variant=variant, publish_at=now, wall_time=None, time_zone="", by=by, now=now)


def send_reply(*, channel: Channel, kind: Literal["reply", "message", "review-reply"], text: str,
               reply_to: Mapping[str, Any], by: Person, now: datetime, publish_at: datetime | None = None,
               root: Mapping[str, Any] | None = None) -> Publication:  # fmt: skip
    """Answer somebody, now or a little later. reply_to and root: {"remote_id": …, "extra": {…}}. Raises Problem."""
    content = {"text": text.strip(), "reply_to": dict(reply_to), "root": dict(root) if root else None}
    _check_content(channel, content)
    return plan(channel=channel, kind=kind, content=content, publish_at=publish_at or now, by=by, now=now)


@transaction.atomic
def reschedule(*, publication: Publication, publish_at: datetime, wall_time: datetime | None, time_zone: str,
               by: Person, now: datetime) -> Publication:  # fmt: skip
    """Another time for the same text and all its parts. Raises Problem once anything was sent."""
    _check_time(publish_at, now)
    moved = replan(publication, now=now, by=by, publish_at=publish_at, wall_time=as_wall(wall_time),
                   time_zone=time_zone)  # fmt: skip
    threads.lay_out(moved, moved.content, by=by, now=now)
    return moved


def _planned_again(row: Publication, content: dict[str, Any], times: dict[str, Any], *, by: Person,
                   now: datetime) -> Publication:  # fmt: skip
    """A second click is no second post: the one that is planned stays, or moves."""
    is_same_time = row.publish_at == times["publish_at"] or (not times["time_zone"] and row.publish_at <= now)
    if is_same_time and row.content_hash == hash_of(content):
        return row
    moved = replan(row, now=now, by=by, content=content, **times)
    threads.lay_out(moved, content, by=by, now=now)
    return moved


def _planned_anew(variant: Variant, content: dict[str, Any], times: dict[str, Any], before: Publication | None, *,
                  by: Person, now: datetime) -> Publication:  # fmt: skip
    """A new row for the post and for each of its parts; what an earlier, failed try still wanted is stopped."""
    if before is not None:
        threads.stop_the_rest(before, by=by, now=now)
    head = plan(channel=variant.channel, kind="post", content=content, by=by, now=now, variant_id=variant.pk,
                **times)  # fmt: skip
    threads.lay_out(head, content, by=by, now=now)
    return head


def _check_time(publish_at: datetime, now: datetime) -> None:
    if publish_at < now - PAST_IS_NOW:
        raise Problem(say("This time is already past. Choose a later one, or publish now."), field="when")
    if publish_at > now + FURTHEST:
        raise Problem(say("This is more than two years away. Please choose an earlier time."), field="when")


def _check_content(channel: Channel, content: Mapping[str, Any]) -> None:
    if channel.state == channel.State.DISCONNECTED:
        raise Problem(say("{channel} is no longer connected.", channel=str(channel)))
    if not str(content.get("text", "")).strip() and not content.get("media"):
        raise Problem(say("There is nothing to publish yet. Please write something first."), field="text")
    manifest = channels.manifest_of(channel)
    if not content.get("media") and "reply_to" not in content and not manifest.can("publish.text"):
        raise Problem(say("{channel} takes no post without a picture. Please add one.", channel=str(channel)))
    poll = poll_of(content)
    found = (
        polls.problem_of(poll, manifest, has_media=bool(content.get("media")), limits=channel.limits) if poll else None
    )
    if found is not None:
        raise Problem(found, field="poll")


__all__ = [
    "Event", "cancel", "decide", "hold_again", "let_through", "plan", "publish_now", "release", "release_all",
    "reschedule", "retry", "schedule", "send_reply",
]  # fmt: skip
