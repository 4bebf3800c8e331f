"""Abuse is answered step by step, by a person, with evidence; criticism is answered, never removed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.abuse import (
    KIND_NAMES,
    LADDER,
    LAWFUL,
    MUTE,
    AbuseEffect,
    AbuseEvent,
    AbuseGuard,
    AbuseKind,
    AbuseRecord,
    AbuseState,
    Evidence,
    Item,
    Removal,
    RemovalAction,
    RemovalReason,
    Situation,
    Taken,
    check_removal,
    take,
)
from vitrino.domain.machine import Machine, NotNow, UndeclaredMove
from vitrino.domain.problem import Problem

E, G, S, K = AbuseEvent, AbuseGuard, AbuseState, AbuseKind
NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)
DAY = timedelta(days=1)
WHY = "a sentence that says why"


def seen(at: datetime, kind: AbuseKind = K.INSULT) -> Evidence:
    return Evidence("m", "what was written", kind, at)


def climbed(*events: AbuseEvent) -> AbuseRecord:
    """A record after these steps, a day apart, each with evidence of its own."""
    record = AbuseRecord()
    for day, event in enumerate(events):
        at = NOW + day * DAY
        record = take(event, Situation(record, at, "7", seen(at), "m", WHY))
    return record


STEPS = (E.DECLARE_POLICY, E.WARN, E.MUTE, E.BLOCK, E.REPORT)


def test_the_ladder_is_climbed_from_the_policy_to_the_report() -> None:
    top = climbed(*STEPS)
    assert [step.state for step in top.steps] == [
        S.POLICY_DECLARED,
        S.LAST_WARNING,
        S.MUTED,
        S.BLOCKED,
        S.REPORTED,
    ]
    assert all(step.by == "7" and step.evidence for step in top.steps[:4])
    assert AbuseRecord().is_answered
    assert not climbed(E.DECLARE_POLICY).is_answered


def test_a_mute_lasts_thirty_days() -> None:
    muted = climbed(*STEPS[:3])
    assert muted.muted_until == NOW + 2 * DAY + MUTE == NOW + 32 * DAY
    with pytest.raises(NotNow, match="isn't over"):
        take(E.MUTE_OVER, Situation(muted, NOW + 31 * DAY))
    over = take(E.MUTE_OVER, Situation(muted, NOW + 32 * DAY))
    assert (over.state, over.muted_until) == (S.LAST_WARNING, None)


@pytest.mark.parametrize("kind", [K.CRITICISM, K.LOW_RATING, K.SWEARING_AT_PRODUCT])
@pytest.mark.parametrize("event", [E.DECLARE_POLICY, E.BLOCK_AT_ONCE])
def test_criticism_is_no_abuse(kind: AbuseKind, event: AbuseEvent) -> None:
    with pytest.raises(NotNow, match="no abuse"):
        take(event, Situation(AbuseRecord(), NOW, "7", seen(NOW, kind), "m"))


@pytest.mark.parametrize("kind", list(AbuseKind))
@pytest.mark.parametrize("steps", range(4))
def test_only_threats_and_private_data_skip_steps(kind: AbuseKind, steps: int) -> None:
    before = climbed(*STEPS[:steps])
    at_once = Situation(before, NOW + 9 * DAY, "7", seen(NOW + 9 * DAY, kind))
    if kind in (K.THREAT, K.DOXXING):
        assert take(E.BLOCK_AT_ONCE, at_once).state is S.BLOCKED
    else:
        with pytest.raises(NotNow):
            take(E.BLOCK_AT_ONCE, at_once)


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"person": ""}, "by name"),
        ({"evidence": None}, "keeps a copy"),
        ({"evidence": Evidence("m", "  ", K.INSULT, NOW + DAY)}, "keeps a copy"),
        ({"evidence": Evidence("", "text", K.INSULT, NOW + DAY)}, "keeps a copy"),
        ({"evidence": seen(NOW)}, "something new"),
        ({"message_id": ""}, "when it was said"),
    ],
)
def test_a_step_needs_a_person_new_evidence_and_words(missing: dict[str, object], words: str) -> None:
    given = {"person": "7", "evidence": seen(NOW + DAY), "message_id": "m"} | missing
    with pytest.raises(NotNow, match=words):
        take(E.WARN, Situation(climbed(E.DECLARE_POLICY), NOW + DAY, **given))  # type: ignore[arg-type]


@pytest.mark.parametrize("steps", range(1, 6))
def test_everybody_may_appeal_and_a_person_decides(steps: int) -> None:
    standing = climbed(*STEPS[:steps])
    at = NOW + 9 * DAY
    appealed = take(E.APPEAL, Situation(standing, at, message_id="m9"))
    assert appealed.state is standing.state
    for event in (E.APPEAL, E.WARN, E.MUTE, E.BLOCK, E.REPORT, E.BLOCK_AT_ONCE):
        with pytest.raises((NotNow, UndeclaredMove)):
            take(event, Situation(appealed, at, "7", seen(at, K.THREAT), "m", WHY))
    with pytest.raises(NotNow, match="in a sentence why"):
        take(E.LIFT, Situation(appealed, at, "7", text="no"))
    assert take(E.LIFT, Situation(appealed, at, "7", text=WHY)).state is S.NONE
    upheld = take(E.UPHOLD, Situation(appealed, at, "7", text=WHY))
    assert (upheld.state, upheld.is_appealed) == (standing.state, False)
    with pytest.raises(NotNow, match="no appeal"):
        take(E.LIFT, Situation(standing, at, "7", text=WHY))


# The exhaustive search: every record that can be reached, with each thing in hand missing once.


def inputs(record: AbuseRecord, now: datetime) -> Iterator[Situation]:
    evidences = [None, Evidence("", "", K.INSULT, now), seen(now - 9 * DAY), seen(now)]
    evidences += [seen(now, K.CRITICISM), seen(now, K.THREAT)]
    for person, evidence, said, text in product(("", "7"), evidences, ("", "m"), ("", WHY)):
        yield Situation(record, now, person, evidence, said, text)


UP = {S.POLICY_DECLARED: S.NONE, S.LAST_WARNING: S.POLICY_DECLARED, S.MUTED: S.LAST_WARNING, S.REPORTED: S.BLOCKED}
NO_CLIMB = (E.APPEAL, E.UPHOLD, E.LIFT, E.MUTE_OVER)


def broken(record: AbuseRecord) -> Iterator[str]:
    """The promises that a record breaks."""
    before, newest, has_appeal = S.NONE, NOW - 99 * DAY, False
    for step in record.steps:
        yield from broken_alone(step)
        if step.event not in NO_CLIMB:
            if has_appeal:
                yield "appeal first"
            if step.event is not E.BLOCK_AT_ONCE and step.state in UP and UP[step.state] is not before:
                yield "step by step"
            if step.event is not E.REPORT and step.evidence and step.evidence.at <= newest:
                yield "new evidence"
            newest = step.evidence.at if step.evidence else newest
        if step.event in (E.LIFT, E.UPHOLD) and not has_appeal:
            yield "nothing to decide"
        has_appeal = step.event is E.APPEAL or (has_appeal and step.event not in (E.LIFT, E.UPHOLD))
        before = step.state


def broken_alone(step: Taken) -> Iterator[str]:
    """The promises that a step breaks whatever came before it."""
    evidence = step.evidence
    if step.event not in (*NO_CLIMB, E.REPORT):
        if evidence is None or not evidence.copy or evidence.kind in (K.CRITICISM, K.LOW_RATING):
            yield "evidence of abuse"
        elif step.event is E.BLOCK_AT_ONCE and evidence.kind not in (K.THREAT, K.DOXXING):
            yield "no jump"
    if step.event not in (E.APPEAL, E.MUTE_OVER) and not step.by:
        yield "a named person"
    if step.event in (E.DECLARE_POLICY, E.WARN, E.APPEAL) and not step.message_id:
        yield "said"
    if step.event in (E.REPORT, E.LIFT, E.UPHOLD) and not step.note:
        yield "reference or reason"
    if step.event is E.MUTE_OVER and step.at < NOW + MUTE:
        yield "thirty days"


def search(ladder: Machine[AbuseRecord, Situation], depth: int) -> tuple[int, set[AbuseState], str]:
    """How many records of up to `depth` steps there are, the states they reach, and the first broken promise."""
    queue, records = deque([(AbuseRecord(), 0)]), 0
    states = {S.NONE}
    while queue:
        record, steps = queue.popleft()
        records += 1
        for after in {} if steps == depth else _successors(record, NOW + steps * 5 * DAY, ladder):
            for name in broken(after):
                return records, states, name
            states.add(after.state)
            queue.append((after, steps + 1))
    return records, states, ""


def _successors(record: AbuseRecord, now: datetime, ladder: Machine[AbuseRecord, Situation]) -> set[AbuseRecord]:
    found: dict[tuple[object, ...], AbuseRecord] = {}
    for event in AbuseEvent:
        for situation in inputs(record, now):
            if ladder.allows(event, situation):
                after = take(event, situation, ladder)
                last = after.steps[-1]
                kind = last.evidence and last.evidence.kind
                shape = (event, bool(last.by), kind, last.evidence == seen(now), bool(last.message_id), bool(last.note))
                found.setdefault(shape if list(broken(after)) else (event, kind is K.THREAT), after)
    return set(found.values())


def test_no_reachable_record_breaks_a_promise() -> None:
    records, states, name = search(LADDER, 5)
    assert name == ""
    assert records > 300
    assert states == set(S)


@pytest.mark.parametrize("guard", list(AbuseGuard))
def test_without_a_guard_a_promise_breaks(guard: AbuseGuard) -> None:
    _, _, name = search(LADDER.without(guard), 4)
    assert name


def test_every_word_has_its_rule_and_its_name() -> None:
    assert {guard for row in LADDER.rows for guard in row.guards} == set(AbuseGuard) == set(LADDER.rules)
    assert {effect for row in LADDER.rows for effect in row.effects} == set(AbuseEffect) == set(LADDER.changes)
    assert {row.event for row in LADDER.rows} == set(AbuseEvent)
    assert set(KIND_NAMES) == set(AbuseKind)


# The guard of criticism.


@given(st.sampled_from(list(RemovalAction)), st.booleans(), st.none() | st.integers(1, 5))
def test_criticism_is_removed_for_a_lawful_reason_only(
    action: RemovalAction, is_complaint: bool, rating: int | None
) -> None:
    item = Item("c1", "Never again.", is_complaint, rating)
    unreasoned = Removal(action, item, NOW, "7")
    if is_complaint or (rating is not None and rating <= 3):
        with pytest.raises(Problem, match="so it stays"):
            check_removal(unreasoned)
    else:
        assert check_removal(unreasoned) is unreasoned
    for reason in RemovalReason:
        removal = Removal(action, item, NOW, "7", reason)
        assert check_removal(removal) is removal


def test_nothing_is_removed_without_a_person() -> None:
    with pytest.raises(Problem, match="by name"):
        check_removal(Removal(RemovalAction.HIDE, Item("c1", "hello"), NOW, "", RemovalReason.SPAM))


def test_each_lawful_reason_has_its_words() -> None:
    assert set(LAWFUL) == set(RemovalReason)
