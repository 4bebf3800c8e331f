"""What a text of a post risks: topics the strategy avoids, claims without proof, promises with a date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from vitrino.domain.hours import Calendar, from_json
from vitrino.domain.message import Message, say
from vitrino.domain.risk import find_claims, find_promises, find_topics, gravity
from vitrino.domain.slots import zone
from vitrino.domain.voice import lines
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

Proofs = Callable[[Workspace], Iterable[str]]
_PROOFS: list[Proofs] = []


@dataclass(frozen=True)
class Guard:
    """What is known of a shop, for all texts of a page. proofs: claims it may make."""

    workspace: Workspace
    avoid: tuple[str, ...]
    proofs: tuple[str, ...]
    calendar: Calendar


@dataclass(frozen=True)
class Risky:
    """One remark. words: what it is about, as written. better: other words; claim: what a proof would be kept for."""

    words: str
    reason: Message
    better: str = ""
    claim: str = ""
    is_asked: bool = False


def tell(proofs: Proofs) -> None:
    """Let an app above this one say which claims are proven."""
    if proofs not in _PROOFS:
        _PROOFS.append(proofs)


def guard_of(workspace: Workspace) -> Guard:
    """Costs two queries."""
    in_force = strategy.strategy_in_force(workspace)
    return Guard(
        workspace,
        lines(in_force.avoid) if in_force else (),
        tuple(claim for known in _PROOFS for claim in known(workspace)),
        Calendar(from_json(workspace.hours), zone(workspace.time_zone)),
    )


def risks(guard: Guard, text: str, language: str, now: datetime) -> tuple[Risky, ...]:
    """Everything worth a second look, what is asked about first."""
    claims = [
        Risky(one.words, one.reason, one.better, one.words, gravity(one) == "ask")
        for one in find_claims(text, language=language, proofs=guard.proofs)
    ]
    topics = [Risky(one.words, one.reason) for one in find_topics(text, avoid=guard.avoid, language=language)]
    promises = [
        Risky(text[one.start : one.end],
              say("“{words}” is a promise: once it is out, it stands in the ledger until {day}.",
                  words=text[one.start : one.end],
                  day=one.due_at.astimezone(guard.calendar.zone).date().isoformat()))
        for one in find_promises(text, language=language, now=now, calendar=guard.calendar)
    ]  # fmt: skip
    return tuple(sorted([*claims, *topics, *promises], key=lambda one: not one.is_asked))


def questions(found: Iterable[Risky]) -> tuple[Message, ...]:
    """What has to be answered before it goes out: a proof, or a reason of the shop's own."""
    return tuple(
        say("“{words}” needs a proof, or your word why you may say it.", words=one.words)
        for one in found if one.is_asked
    )  # fmt: skip
