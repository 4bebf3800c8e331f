"""Hours of mentions: how many people spoke of the shop, and how many of them were unhappy."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from vitrino.domain.language import identify
from vitrino.domain.triage import Intent, judge
from vitrino.domain.triage.learned import Model, consult
from vitrino.inbox.triage import model_of
from vitrino.listening import queries as listening
from vitrino.workspace.models import Workspace

HOUR = timedelta(hours=1)
# What was written long before it was found tells of another hour, and finding much of it at once is no wave.
_FRESH = 6 * HOUR
_UNHAPPY = {Intent.COMPLAINT, Intent.ABUSE, Intent.HATE, Intent.THREAT}
_PARTS = ("at", "seen_at", "arrival__channel__platform", "arrival__author_id", "arrival__text", "arrival__language")


@dataclass(slots=True)
class Heard:
    """The people who spoke of the shop in an hour."""

    everybody: set[tuple[str, str]] = field(default_factory=set)
    unhappy: set[tuple[str, str]] = field(default_factory=set)


def hour_of(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def heard(workspace: Workspace, since: datetime, until: datetime) -> dict[datetime, Heard]:
    """Beginning of each hour with mentions -> who spoke. Two queries; copies by the same person count once an hour."""
    mentions = listening.sure(listening.mentions_of(workspace)).filter(
        at__gte=since - _FRESH, seen_at__gte=since, seen_at__lt=until, arrival__is_own=False,
        arrival__deleted_at=None,
    )  # fmt: skip
    found: dict[datetime, Heard] = defaultdict(Heard)
    model = model_of(workspace.pk)
    for at, seen_at, platform, author, text, language in mentions.values_list(*_PARTS).iterator():
        if seen_at - at < _FRESH:
            hour = found[hour_of(seen_at)]
            hour.everybody.add((platform, author))
            if is_unhappy(text, language, model):
                hour.unhappy.add((platform, author))
    return found


def is_unhappy(text: str, language: str, model: Model) -> bool:
    """Whether triage, as the shop has taught it, takes a mention for a complaint or an attack."""
    language = language or identify(text).language
    found = judge(text, language=language, surface="mention")
    return any(sign.intent in _UNHAPPY for sign in consult(model, text, found).signs)
