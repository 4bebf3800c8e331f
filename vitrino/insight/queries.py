"""Reading numbers and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from vitrino.channels import queries as channels
from vitrino.domain.message import Message, say
from vitrino.domain.stats import MeasuredPost, engagement
from vitrino.domain.text import urls
from vitrino.insight.models import Finding, KnownPost, Retrospective, Snapshot
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel

LOOKED_AT = timedelta(days=120)
MOST_POSTS = 500


@dataclass(frozen=True)
class Learnt:
    """A finding as pages show it: the sentence, and on what it rests."""

    message: Message
    basis: Message
    is_enough: bool


def known_posts(workspace: Workspace) -> QuerySet[KnownPost]:
    """Every post on every channel, newest first."""
    mine = KnownPost.objects.filter(workspace=workspace, is_gone=False)
    return mine.select_related("channel", "pillar").order_by("-at", "-pk")


def posted_elsewhere(workspace: Workspace, from_at: datetime, to_at: datetime) -> QuerySet[KnownPost]:
    """Posts somebody put on a channel without Vitrino, in [from_at, to_at)."""
    return known_posts(workspace).filter(publication=None, at__gte=from_at, at__lt=to_at)


def recent_posts(channel: Channel, now: datetime) -> QuerySet[KnownPost]:
    """The posts of one channel that findings rest on: at most 500 of the last four months, newest first."""
    mine = KnownPost.objects.filter(channel=channel, is_gone=False, at__gt=now - LOOKED_AT)
    return mine.select_related("pillar").order_by("-at")


def measured(channel: Channel, now: datetime) -> list[MeasuredPost]:
    """Those posts as the rules take them: answers (None when unknown), and what each is like."""
    offered = channels.manifest_of(channel).metrics
    return [
        MeasuredPost(
            id=str(post.pk),
            at=post.at,
            engagement=engagement(post.latest, offered).total,
            traits=traits_of(post),
        )
        for post in recent_posts(channel, now)[:MOST_POSTS]
    ]


def traits_of(post: KnownPost) -> frozenset[str]:
    """What a post is like, as far as it can be seen without judging."""
    found = {"question"} if "?" in post.text else set()
    if urls(post.text):
        found.add("link")
    if "#" in post.text:
        found.add("hashtag")
    if post.pillar is not None and post.pillar.is_promotional:
        found.add("promotional")
    return frozenset(found)


def account_readings(channel: Channel, since: datetime) -> list[Snapshot]:
    """The account's own numbers over time, oldest first."""
    mine = Snapshot.objects.filter(channel=channel, post=None, at__gte=since)
    return list(mine.order_by("at"))


def findings_of(workspace: Workspace) -> QuerySet[Finding]:
    """What was found, solid statements first."""
    return Finding.objects.filter(workspace=workspace).order_by("-is_enough", "-at", "key")


def newest_finding(workspace: Workspace) -> Learnt | None:
    """The one statement to show on Today."""
    found = findings_of(workspace).first()
    return learnt(found) if found else None


def learnt(finding: Finding) -> Learnt:
    sample = int(finding.evidence.get("sample", 0))
    channel = str(finding.evidence.get("channel", ""))
    basis = say("{channel}, from {n} posts of the last four months.", channel=channel, n=sample)
    return Learnt(Message(finding.template, finding.values), basis, finding.is_enough)


def retrospectives(workspace: Workspace) -> QuerySet[Retrospective]:
    return Retrospective.objects.filter(workspace=workspace).select_related("by").order_by("-at")


def last_retrospective(workspace: Workspace) -> Retrospective | None:
    return retrospectives(workspace).first()
