"""Hearing: every text that comes in is searched for the shop's names, and again when its author changes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from vitrino.channels.actions import hand_on, work_off
from vitrino.domain.matcher import MAYBE, Hit, Matcher, Post
from vitrino.domain.matcher.copies import copy_key
from vitrino.listening.ears import matcher_of
from vitrino.listening.models import Mention

if TYPE_CHECKING:
    from vitrino.channels.models import Arrival

READER = "listening"
# What somebody wrote; who liked or followed said nothing.
KINDS = ("comment", "find", "mention", "message", "review")


def hear(now: datetime) -> int:
    """Search everything that came in, or changed, and was not searched since; how many texts that were."""
    return work_off(READER, lambda arrivals: _hear_all(arrivals, now), now)


def _hear_all(arrivals: Sequence[Arrival], now: datetime) -> None:
    known = {one.arrival_id: one for one in Mention.objects.filter(arrival__in=arrivals)}
    matchers = {shop: matcher_of(shop) for shop in {one.workspace_id for one in arrivals}}
    theirs = [one for one in arrivals if not one.is_own]
    hand_on([one for one in theirs if _hear(one, matchers[one.workspace_id], known.get(one.pk), now)], now)


def _hear(arrival: Arrival, matcher: Matcher, mention: Mention | None, now: datetime) -> bool:
    """A name in a text becomes a mention. The stage above makes a talk of what is sure, and tells of it.

    Whether it is surely about the shop; what was once stays so, also when an edit took the name away.
    """
    post = Post(arrival.text, arrival.author_handle, language=arrival.language, kind=arrival.kind)
    hit = max(matcher.find(post), key=lambda found: found.score, default=None)
    if hit is None and arrival.kind != "mention" and mention is None:
        return False
    mention = mention or Mention(workspace_id=arrival.workspace_id, arrival=arrival, at=arrival.at, seen_at=now)
    was_sure = mention.pk is not None and mention.score > MAYBE
    mention.copy_key = copy_key(arrival.text)
    _point(mention, hit)
    mention.save()
    is_sure = arrival.kind == "mention" or (hit is not None and not hit.is_maybe)
    return is_sure or was_sure


def _point(mention: Mention, hit: Hit | None) -> None:
    """To the place of the name. An edit may have taken it away; that the shop was meant stays true."""
    mention.rule, mention.form, mention.start, mention.end, mention.score = "platform", "", 0, 0, 1.0
    mention.watch_id = None if hit is None else int(hit.term_id)
    if hit is not None:
        mention.rule, mention.form = hit.rule, hit.matched[:120]
        mention.start, mention.end, mention.score = hit.start, hit.end, hit.score
