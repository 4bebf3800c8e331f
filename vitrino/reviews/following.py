"""From arrivals to reviews: whatever came in as a review, wherever from, with its edits and its answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, F, Min, OuterRef, Q

from vitrino.channels import queries as channels
from vitrino.channels.actions import work_off
from vitrino.domain.language import identify
from vitrino.domain.reviews.themes import themes_in
from vitrino.inbox import queries as inbox
from vitrino.reviews.models import Review, ReviewVersion
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.channels.models import Arrival

READER = "reviews"
KINDS = ("review",)
BATCH = 500
_OUT = Q(conversation__messages__direction="out") & (
    Q(conversation__messages__publication=None) | Q(conversation__messages__publication__state="published")
)


def follow(now: datetime) -> int:
    """Take up what is new, changed, gone or answered; how many arrivals that were. Twice changes nothing."""
    taken = work_off(READER, lambda arrivals: take_up(arrivals, now), now)
    find_answers()
    return taken


def catch_up(now: datetime) -> int:
    """Take up what came in before there were reviews here; how many."""
    total = 0
    for workspace in Workspace.objects.order_by("pk"):
        known = Review.objects.filter(arrival_id=OuterRef("pk"))
        theirs = channels.arrivals_of(workspace).filter(~Exists(known), kind__in=KINDS, is_own=False)
        while fresh := list(theirs.select_related("channel")[:BATCH]):
            take_up(fresh, now)
            total += len(fresh)
    return total


def take_up(arrivals: Sequence[Arrival], now: datetime) -> None:
    """A review for each arrival that is one; what somebody changed stands as it is now, and what it said is kept."""
    theirs = [one for one in arrivals if not one.is_own]
    known = {one.arrival_id: one for one in Review.objects.filter(arrival__in=theirs)}
    Review.objects.bulk_create(
        [_review(one, now) for one in theirs if one.pk not in known], ignore_conflicts=True
    )  # fmt: skip
    for one in theirs:
        if one.pk in known:
            _take_edit(known[one.pk], one, now)


def _review(arrival: Arrival, now: datetime) -> Review:
    given = arrival.raw.get("given") if isinstance(arrival.raw, dict) else None
    return Review(
        workspace_id=arrival.workspace_id, channel_id=arrival.channel_id, arrival=arrival,
        author=arrival.author_name or arrival.author_handle, text=arrival.text, rating=arrival.rating,
        given=str(given or "")[:60], url=arrival.url, at=arrival.at, noted_at=now, changed_at=arrival.edited_at,
        gone_at=arrival.deleted_at, **_understood(arrival.text),
    )  # fmt: skip


def _understood(text: str) -> dict[str, object]:
    language = identify(text).language
    return {"language": language, "themes": [one.theme.value for one in themes_in(text, language)]}


def _take_edit(review: Review, arrival: Arrival, now: datetime) -> None:
    if (review.text, review.rating) != (arrival.text, arrival.rating):
        ReviewVersion.objects.create(
            review=review, text=review.text, rating=review.rating, until_at=arrival.edited_at or now
        )
    fresh = _review(arrival, now)
    for name in ("text", "rating", "given", "url", "author", "language", "themes", "changed_at", "gone_at"):
        setattr(review, name, getattr(fresh, name))
    review.save()


def find_answers() -> None:
    """The conversation of each review as soon as the inbox has it, and when its first answer was really out."""
    _find_talks()
    _find_answers()


def _find_talks() -> None:
    alone = Review.objects.filter(conversation=None).order_by("-pk").select_related("workspace")[:BATCH]
    by_shop: dict[Workspace, dict[int, int]] = defaultdict(dict)
    for review in alone:
        by_shop[review.workspace][review.arrival_id] = review.pk
    for workspace, reviews in by_shop.items():
        talks = inbox.conversations_of(workspace).filter(messages__arrival_id__in=list(reviews))
        for arrival_id, talk_id in talks.order_by().values_list("messages__arrival_id", "pk"):
            Review.objects.filter(pk=reviews[arrival_id]).update(conversation_id=talk_id)


def _find_answers() -> None:
    """When the first answer was really out: one that failed answered nobody."""
    waiting = Review.objects.filter(answered_at=None, conversation__first_reply_at__isnull=False)
    later = _OUT & Q(conversation__messages__at__gte=F("at"))
    for pk, at in waiting.annotate(first=Min("conversation__messages__at", filter=later)).values_list("pk", "first"):
        if at is not None:
            Review.objects.filter(pk=pk).update(answered_at=at)
