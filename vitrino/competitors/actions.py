"""Following competitors, no longer following them, and keeping what their accounts show."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from vitrino.competitors.models import Competitor, CompetitorDay, CompetitorPost
from vitrino.connect.around import PublicAccount
from vitrino.connect.records import PostOverview
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.engine import actions as engine
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

STUDY = "competitors.study"
# More would be a study, not a look over the fence; and every one is a request a day.
MOST = 20
EVERY = timedelta(hours=24)
UNDO = timedelta(days=1)
KEPT = timedelta(days=400)
LONGEST_TEXT = 2_000
NUMBERS = ("likes", "comments", "shares")


@transaction.atomic
def track(
    *, workspace: Workspace, platform: str, account: PublicAccount, by: Person | None, now: datetime
) -> Competitor:
    """Follow an account from now on; one that was taken off the list comes back. Raises Problem for the 21st."""
    who = account.profile
    known = Competitor.objects.filter(workspace=workspace, platform=platform, remote_id=who.remote_id).first()
    if known is not None and known.removed_at is None:
        raise Problem(say("{name} is on your list already.", name=str(known)), "account")
    _refuse_too_many(workspace)
    made = known or Competitor(
        workspace=workspace, platform=platform, remote_id=who.remote_id, added_by=by, added_at=now, due_at=now
    )
    made.handle, made.removed_at = who.handle, None
    made.save()
    keep_reading(competitor=made, account=account, now=now)
    record("competitor.added", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def untrack(*, competitor: Competitor, by: Person, now: datetime) -> Competitor:
    """Take an account off the list; for a day it can be put back with all that was read."""
    competitor.removed_at = now
    competitor.save(update_fields=["removed_at"])
    record("competitor.removed", workspace=competitor.workspace, by=by, now=now, about=competitor)
    return competitor


@transaction.atomic
def put_back(*, competitor: Competitor, by: Person, now: datetime) -> Competitor:
    """Undo `untrack`; whoever is on the list stays as they are. Raises Problem when the list is full meanwhile."""
    if competitor.removed_at is None:
        return competitor
    _refuse_too_many(competitor.workspace)
    competitor.removed_at, competitor.due_at = None, now
    competitor.save(update_fields=["removed_at", "due_at"])
    record("competitor.put-back", workspace=competitor.workspace, by=by, now=now, about=competitor)
    return competitor


@transaction.atomic
def keep_reading(*, competitor: Competitor, account: PublicAccount, now: datetime) -> Competitor:
    """Keep what an account showed: followers of the day, posts with their newest numbers."""
    who = account.profile
    competitor.handle, competitor.name, competitor.url = who.handle[:300], who.name[:200], who.url[:500]
    competitor.followers, competitor.read_at, competitor.due_at = who.followers, now, now + EVERY
    competitor.trouble = {}
    competitor.save()
    today = now.astimezone(zone(competitor.workspace.time_zone)).date()
    CompetitorDay.objects.update_or_create(competitor=competitor, day=today, defaults={"followers": who.followers})
    posts = {post.remote_id: _post(competitor, post, now) for post in account.posts if post.remote_id}
    CompetitorPost.objects.bulk_create(
        posts.values(), update_conflicts=True, unique_fields=["competitor", "remote_id"],
        update_fields=["url", "text", "format", *NUMBERS, "answers", "read_at"],
    )  # fmt: skip
    # What they share needs numpy, so a worker looks.
    key = f"{STUDY}:{competitor.pk}:{int(now.timestamp())}"
    engine.enqueue(STUDY, key=key, payload={"competitor": competitor.pk}, now=now)
    return competitor


@transaction.atomic
def clear(*, now: datetime) -> int:
    """Let go of accounts nobody follows any more, and of old posts; how many rows went."""
    gone, _ = Competitor.objects.filter(removed_at__lt=now - UNDO).delete()
    old, _ = CompetitorPost.objects.filter(at__lt=now - KEPT).delete()
    return gone + old


def _refuse_too_many(workspace: Workspace) -> None:
    if Competitor.objects.filter(workspace=workspace, removed_at=None).count() >= MOST:
        raise Problem(say("You can follow {most} competitors at most. Take one off first.", most=MOST), "account")


def _post(competitor: Competitor, post: PostOverview, now: datetime) -> CompetitorPost:
    """answers: what is known of likes, comments and shares; None when nothing is."""
    numbers = {name: post.metrics.values.get(name) for name in NUMBERS}
    known = [value for value in numbers.values() if value is not None]
    return CompetitorPost(
        competitor=competitor, remote_id=post.remote_id[:300], url=post.url[:500], text=post.text[:LONGEST_TEXT],
        at=min(post.at, now), format=post.format, answers=sum(known) if known else None, read_at=now, **numbers,
    )  # fmt: skip
