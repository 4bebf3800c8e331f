"""Reading what is watched and what was heard."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from vitrino.domain.matcher import MAYBE
from vitrino.listening.models import Mention as Mention
from vitrino.listening.models import Watch
from vitrino.workspace.models import BrandName, Workspace

LATELY = timedelta(days=30)
LEARNED_FROM = 200


def mentions_of(workspace: Workspace) -> QuerySet[Mention]:
    """Newest first, with the text each was found in."""
    mine = Mention.objects.filter(workspace=workspace)
    return mine.select_related("arrival__channel").order_by("-at", "-pk")


def told_once(mentions: QuerySet[Mention]) -> QuerySet[Mention]:
    """Of all copies of a text only the newest, with `copies`: how many there are of it."""
    same = Mention.objects.filter(workspace=OuterRef("workspace"), copy_key=OuterRef("copy_key")).exclude(copy_key="")
    newer = same.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")))
    return with_copies(mentions.filter(~Exists(newer)))


def with_copies(mentions: QuerySet[Mention]) -> QuerySet[Mention]:
    """The same, each with `copies`: how often its text was found."""
    same = Mention.objects.filter(workspace=OuterRef("workspace"), copy_key=OuterRef("copy_key")).exclude(copy_key="")
    counted = same.order_by().values("copy_key").annotate(number=Count("pk")).values("number")
    return mentions.annotate(copies=Coalesce(Subquery(counted), 1))


def sure(mentions: QuerySet[Mention]) -> QuerySet[Mention]:
    """Those that mean the shop, by the rule or by what somebody said."""
    return mentions.filter(Q(is_us=True) | Q(is_us=None) & (Q(score__gt=MAYBE) | Q(rule="platform")))


def undecided(mentions: QuerySet[Mention]) -> QuerySet[Mention]:
    """Those of which nobody knows yet whether the shop is meant."""
    return mentions.filter(is_us=None, score__lte=MAYBE).exclude(rule="platform")


def others(mentions: QuerySet[Mention]) -> QuerySet[Mention]:
    """Those that mean somebody else, as a person said."""
    return mentions.filter(is_us=False)


def watches_of(workspace: Workspace) -> QuerySet[Watch]:
    return Watch.objects.filter(workspace=workspace).select_related("brand_name").order_by("kind", "text")


def found_lately(workspace: Workspace, now: datetime) -> dict[int | None, int]:
    """Watch -> how many texts it found in the last thirty days."""
    lately = Mention.objects.filter(workspace=workspace, at__gt=now - LATELY).order_by()
    return dict(lately.values_list("watch_id").annotate(Count("pk")))


def judged_texts(name: BrandName, *, is_us: bool) -> list[str]:
    """What people of the shop said is (not) about it, newest first."""
    judged = Mention.objects.filter(watch__brand_name=name, is_us=is_us).order_by("-at", "-pk")
    return list(judged.values_list("arrival__text", flat=True)[:LEARNED_FROM])
