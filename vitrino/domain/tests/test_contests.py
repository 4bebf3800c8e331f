"""A contest's proof: what it promises, and that nothing in it can be changed unnoticed."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.config.cli import run
from vitrino.domain import contests as rules
from vitrino.domain.contests.entering import has_word
from vitrino.domain.problem import Problem
from vitrino.domain.tests import draw_oracle as oracle

OPENS = datetime(2026, 11, 1, 9, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=7)
SEED = "5eed" * 16


def announcement(**changes: Any) -> rules.Announcement:
    told = rules.Announcement(
        "c0ffee", rules.hash_of("Rules"), OPENS, CLOSES, 2, 2, 1, rules.Beacon("none"), rules.hash_of(SEED)
    )
    return replace(told, **changes)


def entries(many: int, *, each: int = 1) -> list[rules.Line]:
    """So many people with `each` entries."""
    return rules.listed(
        rules.Line(0, OPENS + timedelta(minutes=person * each + n), "bluesky",
                   rules.person_mark(f"{person:064x}", "bluesky", f"did:{person}"),
                   rules.text_mark(f"{person:064x}", f"words {n}"), "in")
        for person in range(many) for n in range(each)
    )  # fmt: skip


def proof_of(told: rules.Announcement, lines: list[rules.Line], value: str = "", seed: str = SEED) -> rules.Proof:
    written = tuple(line.written for line in lines)
    list_hash = rules.hash_of_list(told.hash, written)
    places = rules.draw(seed=seed, list_hash=list_hash, value=value, lines=lines, places=told.winners + told.reserves)
    return rules.Proof(told.text, "Rules", written, list_hash, seed, value, places=tuple(places))


def content(proof: rules.Proof) -> bytes:
    return json.dumps(proof.json).encode()


def wrong(proof: rules.Proof, **seen: str) -> list[str]:
    return [str(one.message) for one in rules.check(proof, **seen).checks if one.is_right is False]


@given(st.integers(0, 40), st.integers(1, 3), st.integers(1, 4), st.integers(0, 4), st.binary(min_size=4, max_size=8))
@settings(max_examples=40, deadline=None)
def test_a_stranger_who_read_the_page_draws_the_same(
    many: int, each: int, winners: int, reserves: int, chance: bytes
) -> None:
    seed = sha256(chance).hexdigest()
    told = announcement(winners=winners, reserves=reserves, limit=each, seed_mark=rules.hash_of(seed))
    proof = proof_of(told, entries(many, each=each), seed=seed)
    rows = list(proof.lines or ())
    assert oracle.chain(told.hash, rows) == proof.list_hash
    assert oracle.drawn(seed, proof.list_hash, "", rows, winners + reserves) == list(proof.places)
    assert oracle.holds(content(proof))
    assert rules.check(rules.proof_in(content(proof))).is_right is True


def test_nobody_gets_two_places_and_only_those_who_take_part_get_one() -> None:
    lines = entries(6, each=3)
    lines[4] = replace(lines[4], state="late")
    drawn = rules.draw(seed=SEED, list_hash="0" * 64, value="", lines=lines, places=50)
    people = [lines[number - 1].person for number in drawn]
    assert len(people) == len(set(people)) == 6
    assert 5 not in drawn


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_change_of_the_file_is_noticed(data: st.DataObject) -> None:
    """One letter or number of what decides the draw is another one: both judges say no."""
    told = rules_of_ten()
    field = data.draw(st.sampled_from(["announcement", "rules", "list", "list_sha256", "seed", "places", "value"]))
    told[field] = _changed(told[field], data)
    changed = json.dumps(told).encode()
    assert rules.check(rules.proof_in(changed)).is_right is not True
    assert not _holds(changed)


def _holds(changed: bytes) -> bool:
    try:
        return oracle.holds(changed)
    except (ValueError, KeyError, IndexError):
        return False


def rules_of_ten() -> dict[str, Any]:
    return proof_of(announcement(), entries(10)).json


def _changed(value: Any, data: st.DataObject) -> Any:
    if isinstance(value, str):
        place = data.draw(st.integers(0, max(0, len(value) - 1)))
        other = data.draw(st.sampled_from([one for one in "0a7|Zé" if one != value[place : place + 1]]))
        return value[:place] + other + value[place + 1 :]
    what = data.draw(st.sampled_from(["swap", "drop", "double", "change"]))
    place = data.draw(st.integers(0, len(value) - 2))
    if what == "swap":
        return [*value[:place], value[place + 1], value[place], *value[place + 2 :]]
    if what == "drop":
        return value[:place] + value[place + 1 :]
    if what == "double":
        return value[: place + 1] + value[place:]
    other = value[place] + 1 if isinstance(value[place], int) else _changed(value[place], data)
    return [*value[:place], other, *value[place + 1 :]]


def test_a_changed_list_is_noticed_even_when_its_hash_and_the_draw_were_made_anew() -> None:
    """Only what was seen published before can tell; that is what it is published for."""
    before = proof_of(announcement(), entries(10))
    forged = proof_of(announcement(), entries(11))
    assert wrong(forged) == []
    assert wrong(forged, list_hash=before.list_hash) == [
        "You saw another hash of the list: an entry was changed, added or taken out."
    ]
    other = proof_of(announcement(winners=1), entries(10))
    assert len(wrong(other, announced=announcement().hash)) == 1
    assert wrong(before, announced=announcement().hash.upper(), list_hash=before.list_hash) == []
    assert wrong(before, announced=announcement().hash[:32], list_hash=before.list_hash[:40]) == []
    assert len(wrong(before, announced=announcement().hash[:31], list_hash=before.list_hash[1:])) == 2


def test_every_place_is_equally_likely() -> None:
    """Chi-square over 3,000 seeds, 12 lines, winner and first reserve; 11 degrees of freedom, 31.3 is one in 1,000."""
    lines, wins, reserves, n = entries(12), [0] * 12, [0] * 12, 3_000
    for number in range(n):
        seed = sha256(str(number).encode()).hexdigest()
        first, second = rules.draw(seed=seed, list_hash="0" * 64, value="", lines=lines, places=2)
        wins[first - 1] += 1
        reserves[second - 1] += 1
    for counts in (wins, reserves):
        assert sum((count - n / 12) ** 2 / (n / 12) for count in counts) < 31.3


def test_numbers_that_would_favour_some_are_passed_over() -> None:
    from vitrino.domain.contests.drawing import _below

    last = 2**64 - 1  # 2**64 mod 3 is 1, so the highest number is one too many
    assert _below(3, iter([last, 7])) == 1
    assert _below(3, iter([last - 1])) == (last - 1) % 3
    assert _below(4, iter([last])) == 3


def test_winners_move_up_only_in_their_turn() -> None:
    told, lines = announcement(), entries(10)
    good = proof_of(told, lines)
    at = rules.stamp(CLOSES)
    fine = replace(good, passed=(rules.Passed(2, "no-answer", at), rules.Passed(3, "no-answer", at)))
    assert wrong(fine) == []
    for passed in ((3,), (1, 1), (5,), (0,), (1, 4)):
        tried = replace(good, passed=tuple(rules.Passed(place, "x", at) for place in passed))
        assert wrong(tried) == ["Somebody was passed over whose turn it was not."]
    assert wrong(replace(good, passed=(rules.Passed(1, "x", "yesterday"),)))


def test_a_named_winner_is_checked_and_needs_to_hold_the_place() -> None:
    good = proof_of(announcement(), entries(10))
    person = good.places[0] - 1
    winner = rules.Winner(1, "bluesky", f"did:{person}", f"{person:064x}")
    assert wrong(replace(good, winners=(winner,))) == []
    assert oracle.holds(content(replace(good, winners=(winner,))))
    for false in (replace(winner, account="did:99"), replace(winner, place=2), replace(winner, place=0)):
        assert len(wrong(replace(good, winners=(false,)))) == 1


def test_time_order_and_limit_are_checked() -> None:
    lines = entries(4)
    late = rules.listed([*lines, replace(lines[0], at=CLOSES)])
    assert wrong(proof_of(announcement(limit=0), late)) == ["An entry takes part that was not in time."]
    twice = rules.listed([*lines, replace(lines[0], at=OPENS + timedelta(hours=9))])
    assert wrong(proof_of(announcement(), twice)) == ["Somebody takes part more often than allowed: 2 times."]
    assert wrong(proof_of(announcement(limit=0), twice)) == []
    called_late = [replace(lines[0], state="late"), *lines[1:]]
    assert wrong(proof_of(announcement(), called_late)) == [
        "Something is called too early or too late that came in time."
    ]
    called_too_much = [replace(lines[0], state="limit"), *lines[1:]]
    assert len(wrong(proof_of(announcement(), called_too_much))) == 1


def test_before_the_draw_nothing_can_be_said_but_what_is_there_must_fit() -> None:
    good = proof_of(announcement(), entries(5))
    early = replace(good, lines=None, list_hash="", seed="", places=())
    closed = replace(good, seed="", places=())
    assert rules.check(early).is_right is None
    assert rules.check(closed).is_right is None
    assert rules.check(replace(early, rules="Other rules")).is_right is False
    assert rules.check(replace(closed, list_hash="0" * 64)).is_right is False


def test_who_takes_part_and_why_not() -> None:
    terms = rules.Terms(OPENS, CLOSES, ("#ŻYTNI", "sekala"), limit=1)
    inside = OPENS + timedelta(hours=1)
    cases: list[tuple[rules.Entered, rules.State]] = [
        (rules.Entered("a", inside, "I love #żytni bread"), "in"),
        (rules.Entered("a", inside, "again #żytni"), "limit"),
        (rules.Entered("b", inside, "no word"), "word"),
        (rules.Entered("b", inside, "no word", ruling="in"), "in"),
        (rules.Entered("c", OPENS - timedelta(seconds=1), "#żytni"), "early"),
        (rules.Entered("c", CLOSES - timedelta(milliseconds=1), "SEKALA"), "in"),
        (rules.Entered("d", CLOSES, "#żytni", ruling="in"), "late"),
        (rules.Entered("e", inside, "#żytni", is_own=True, ruling="in"), "own"),
        (rules.Entered("f", inside, "#żytni", is_removed=True), "removed"),
        (rules.Entered("g", inside, "#żytni", ruling="out"), "ruled-out"),
    ]
    assert rules.judge([entry for entry, _state in cases], terms) == [state for _entry, state in cases]
    assert has_word("anything", ())


def test_an_entry_left_out_does_not_use_up_the_limit() -> None:
    terms = rules.Terms(OPENS, CLOSES, ("bread",), limit=1)
    came = [rules.Entered("a", OPENS, "oops"), rules.Entered("a", OPENS, "bread"), rules.Entered("a", OPENS, "bread")]
    assert rules.judge(came, terms) == ["word", "in", "limit"]


def test_public_chance_is_named_exactly_and_typed_values_take_one_form() -> None:
    assert rules.clean_value(" 3, 17 and 22! ") == "3-17-and-22"
    for told in (rules.Beacon("none"), rules.Beacon("drand", "123"), rules.Beacon("bitcoin", "900000"),
                 rules.Beacon("other", "Lotto 2026-12-01")):  # fmt: skip
        assert rules.beacon(told.line) == told
    for line in ("", "drand", "drand 00 round 1", "bitcoin block -1", "bitcoin block 01", "other ", "coin"):
        with pytest.raises(ValueError, match="unknown"):
            rules.beacon(line)
    genesis = datetime.fromtimestamp(1_692_803_367, UTC)
    assert [rules.round_at(genesis + timedelta(seconds=s)) for s in (0, 1, 3, 4)] == [1, 2, 2, 3]


def test_a_pasted_round_must_be_the_announced_one_and_fit_its_signature() -> None:
    signature = "ab" * 48
    value = sha256(bytes.fromhex(signature)).hexdigest()
    wanted = rules.Beacon("drand", "77")
    answer = {"round": 77, "randomness": value, "signature": signature}
    assert rules.look_at_value(wanted, json.dumps(answer)) == (value, signature)
    assert rules.look_at_value(wanted, value.upper()) == (value, "")
    for other in (answer | {"round": 78}, answer | {"randomness": "0" * 64}, {"round": 77}):
        with pytest.raises(Problem):
            rules.look_at_value(wanted, json.dumps(other))
    with pytest.raises(Problem):
        rules.look_at_value(rules.Beacon("bitcoin", "9"), "12 34")
    told = announcement(beacon=wanted)
    good = replace(proof_of(told, entries(5), value), signature=signature)
    assert wrong(good, value=value) == []
    assert wrong(good, value="0" * 64) == ["You saw another value at its source."]
    assert wrong(replace(good, signature="cd" * 48))
    assert rules.check(proof_of(told, entries(5), "")).is_right is False
    assert rules.check(proof_of(announcement(), entries(5), "abc")).is_right is False


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"[]", b'{"format": "other"}', b'{"format": "vitrino-contest-proof/1"}', b"[" * 100_000,
     json.dumps(rules.Proof("a", "b").json | {"places": [True]}).encode(),
     json.dumps(rules.Proof("a", "b").json | {"list": [1]}).encode()],
    ids=["empty", "half", "a list", "another", "nothing in it", "deep", "a number", "no line"],
)  # fmt: skip
def test_a_file_that_is_no_proof_is_refused_in_words(broken: bytes) -> None:
    with pytest.raises(Problem, match="no proof file"):
        rules.proof_in(broken)


def test_the_command_says_in_words_and_by_its_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, file = proof_of(announcement(), entries(10)), tmp_path / "proof.json"
    file.write_bytes(content(good))
    assert run(["contest", "verify", str(file)]) == 0
    assert "Everything fits" in capsys.readouterr().out
    assert run(["contest", "verify", str(file), "--announced", "0" * 64]) == 1
    assert "DOES NOT FIT  You saw another hash announced" in capsys.readouterr().out
    file.write_bytes(content(replace(good, seed="", places=())))
    assert run(["contest", "verify", str(file)]) == 2
    file.write_bytes(b"nothing")
    assert run(["contest", "verify", str(file)]) == 2
    assert run(["contest", "verify", str(tmp_path / "missing.json")]) == 2


def test_forms_that_differ_by_a_hair_are_refused() -> None:
    """Two texts that mean the same would be two hashes."""
    line, told = entries(1)[0].written, announcement().text
    for other in (line.replace("1|", "01|", 1), line.upper(), line + " ", line.replace("|in", "|won"), line + "|"):
        with pytest.raises(ValueError):  # noqa: PT011 (whatever the reason)
            rules.line_in(other)
    for other in (told[:-1], told + "\n", told.replace("winners: 2", "winners: 02"), told.replace(": 2\n", ":  2\n"),
                  told.replace("winners", "Winners"), "x" + told):  # fmt: skip
        with pytest.raises(ValueError):  # noqa: PT011
            rules.announced_in(other)
    assert rules.announced_in(told) == announcement()


def test_random_lists_keep_their_order_whatever_order_they_came_in() -> None:
    lines = entries(30)
    shuffled = lines.copy()
    random.Random(7).shuffle(shuffled)
    assert rules.listed(shuffled) == lines
