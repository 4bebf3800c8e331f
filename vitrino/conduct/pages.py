"""What the pages of conduct show, in finished words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse

from vitrino.channels import queries as channels
from vitrino.conduct import measures, queries, talks, wording
from vitrino.conduct.models import AbuseRecord, Hiding, Measure, Standing
from vitrino.conduct.policy import SPOKEN
from vitrino.conduct.talks import Said, Talk
from vitrino.domain.abuse import KIND_NAMES, LAWFUL, AbuseEvent, AbuseKind, AbuseState, RemovalReason
from vitrino.domain.message import Message
from vitrino.domain.triage import Intent, judge
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

RUDE = frozenset({Intent.ABUSE, Intent.HATE, Intent.THREAT})
MESSAGES_SHOWN = 8
LISTED = 50


@dataclass(frozen=True)
class Rung:
    """A step that can be taken now. text: what would be said; kinds: what the message may be."""

    event: AbuseEvent
    label: Message
    consequence: Message
    is_spoken: bool
    kinds: tuple[AbuseKind, ...]
    is_done_there: bool


@dataclass(frozen=True)
class Line:
    """A measure as it is shown."""

    measure: Measure
    what: Message
    tone: str
    why: Message | None


@dataclass(frozen=True)
class Step:
    """A step that was taken."""

    record: AbuseRecord
    what: Message
    kind: Message | None


def panel(talk: Talk, *, may_answer: bool) -> dict[str, Any]:
    """Beside the talk: where the person stands, and the next step. Five queries."""
    standing = queries.standing_of(talk.contact_id)
    state = standing.state if standing else AbuseState.NONE.value
    sign, tone = wording.STATES[state]
    hidden = list(queries.hidings_of(talk.pk))
    return {
        "standing": standing,
        "sign": sign,
        "tone": tone,
        "is_open": state != AbuseState.NONE.value or bool(hidden),
        "rungs": [_offered(rung, talk) for rung in _rungs_at(state, talk) if not (standing and standing.is_appealed)],
        "has_policy": queries.policy_of(talk.workspace_id) is not None,
        "measures": lines(standing.measures.select_related("channel").order_by("-asked_at")[:3]) if standing else [],
        "hidden": hidden,
        "may_answer": may_answer,
    }


def folded(talk: Talk, said: Iterable[Said]) -> set[int]:
    """Numbers of the messages that are folded until somebody wants to read them: evidence, hidden ones, rude ones."""
    kept = AbuseRecord.objects.filter(conversation_id=talk.pk).exclude(evidence="")
    known: set[int | None] = {*kept.values_list("evidence_message_id", flat=True)}
    known |= {*queries.hidings_of(talk.pk).values_list("message_id", flat=True)}
    return {one.pk for one in said if one.pk in known or is_rude(one.text, talk.language)}


@lru_cache(maxsize=4096)  # the same talk is shown again and again
def is_rude(text: str, language: str = "") -> bool:
    """Do the words look like abuse, hatred or a threat? Only for folding; a person decides."""
    return not RUDE.isdisjoint(judge(text, language=language).intents)


def rungs(talk: Talk) -> list[Rung]:
    """The steps that can be taken now, the usual one first."""
    return _rungs_at(queries.step_of(talk.contact_id).value, talk)


def _rungs_at(state: str, talk: Talk) -> list[Rung]:
    found = [wording.NEXT[state]] if state in wording.NEXT else []
    if state not in (AbuseState.BLOCKED.value, AbuseState.REPORTED.value):
        found.append(AbuseEvent.BLOCK_AT_ONCE)
    return [_rung(event, talk) for event in found]


def choices(talk: Talk) -> list[tuple[str, str]]:
    """The person's newest messages, to choose the one a step is about."""
    newest = list(talks.theirs(talk))[:MESSAGES_SHOWN]
    return [(str(one.pk), " ".join(one.text.split())[:160]) for one in newest]


def kind_choices(kinds: Collection[AbuseKind]) -> list[tuple[str, str]]:
    return [(kind.value, words(KIND_NAMES[kind])) for kind in kinds]


def reason_choices() -> list[tuple[str, str]]:
    return [(reason.value, words(LAWFUL[reason])) for reason in RemovalReason]


def reason_words(hiding: Hiding) -> Message | None:
    return LAWFUL[RemovalReason(hiding.reason)] if hiding.reason else None


def lines(found: Iterable[Measure]) -> list[Line]:
    return [_line(one) for one in found]


def steps(standing: Standing) -> list[Step]:
    return [
        Step(one, wording.DONE[one.event], KIND_NAMES[AbuseKind(one.evidence_kind)] if one.evidence_kind else None)
        for one in queries.records_of(standing)
    ]


def sign_of(standing: Standing) -> tuple[Message, str]:
    """The standing in words, with its tone."""
    return wording.STATES[standing.state]


def people(workspace: Workspace) -> list[tuple[Standing, Message, str]]:
    """Everybody who stands on the ladder, with their sign and its tone."""
    return [(one, *wording.STATES[one.state]) for one in queries.standings(workspace)[:LISTED]]


def _offered(rung: Rung, talk: Talk) -> dict[str, Any]:
    """A step as a way to its page; the jump over all others is not offered loudly."""
    where = {"slug": talk.workspace.slug, "pk": talk.pk}
    is_report = rung.event is AbuseEvent.REPORT
    way = "conduct:report" if is_report else "conduct:step"
    where |= {} if is_report else {"event": rung.event.value.replace("_", "-")}
    return {"label": rung.label, "url": reverse(way, kwargs=where),
            "kind": "quiet" if rung.event is AbuseEvent.BLOCK_AT_ONCE else "plain"}  # fmt: skip


def _rung(event: AbuseEvent, talk: Talk) -> Rung:
    there = measures.DONE_THERE.get(event, ("report",) if event is AbuseEvent.REPORT else ())
    is_danger = event is AbuseEvent.BLOCK_AT_ONCE
    return Rung(
        event, wording.LABELS[event.value], wording.CONSEQUENCES[event.value], event in SPOKEN,
        wording.DANGERS if is_danger else wording.ABUSE_KINDS,
        all(measures.offers(talk.channel, action) for action in there),
    )  # fmt: skip


def _line(measure: Measure) -> Line:
    platform = channels.manifest_of(measure.channel).name
    return Line(measure, wording.action_words(measure, platform), wording.TONES[measure.state],
                channels.message_of(measure.error))  # fmt: skip
