"""A week filled in one go keeps the balance, says the same nowhere twice, and gives its reasons."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.balance import BalancedPost
from vitrino.domain.message import say
from vitrino.domain.week import Candidate, FreeSlot, Kind, Pillar, Proposal, fill, is_written, selling_in_a_row

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PILLARS = [Pillar("Offers", True), Pillar("Knowledge", False), Pillar("People", False)]
SELLS = {one.name: one.is_promotional for one in PILLARS}


def slot(day: int = 0, channel: int = 1, pillar: str = "") -> FreeSlot:
    at = NOON + timedelta(days=day)
    return FreeSlot(channel, at, at.replace(tzinfo=None), pillar)


def one(key: str, pillar: str = "", kind: Kind = Kind.IDEA, channels: frozenset[int] = frozenset({1})) -> Candidate:
    return Candidate(key, kind, channels, pillar, SELLS.get(pillar))


def gave(days_ago: int, count: int = 1) -> list[BalancedPost]:
    return [BalancedPost(NOON - timedelta(days=days_ago, hours=n), False, "Knowledge") for n in range(count)]


def sold(days_ago: int) -> BalancedPost:
    return BalancedPost(NOON - timedelta(days=days_ago), True, "Offers")


def keys(made: list[Proposal]) -> list[str]:
    return [proposal.candidate.key if proposal.candidate else "" for proposal in made]


def test_the_most_finished_comes_first() -> None:
    found = [one("evergreen", kind=Kind.EVERGREEN), one("idea"), one("draft", kind=Kind.DRAFT)]
    assert keys(fill([slot(0), slot(1), slot(2), slot(3)], found, {}, [])) == ["draft", "idea", "evergreen", ""]


def test_a_slot_kept_for_a_kind_of_content_gets_it() -> None:
    found = [one("a", "Knowledge", Kind.DRAFT), one("b", "People")]
    (made,) = fill([slot(pillar="People")], found, {}, PILLARS)
    assert keys([made]) == ["b"]
    assert "This time is kept for “People”." in map(str, made.reasons)


def test_what_was_seen_least_comes_first() -> None:
    found = [one("a", "Knowledge"), one("b", "People")]
    assert keys(fill([slot()], found, {1: gave(3)}, PILLARS)) == ["b"]


def test_after_two_posts_that_sell_one_gives_something() -> None:
    history = [*gave(9, 20), sold(2), sold(1)]
    (made,) = fill([slot()], [one("a", "Offers", Kind.DRAFT), one("b", "People")], {1: history}, PILLARS)
    assert keys([made]) == ["b"]
    assert str(made.reasons[-1]) == "The last 2 posts there sold something, so this one gives something."


def test_a_post_that_sells_has_its_place_when_the_balance_allows_it() -> None:
    assert keys(fill([slot()], [one("a", "Offers")], {1: gave(3, 9)}, PILLARS)) == ["a"]
    assert keys(fill([slot()], [one("a", "Offers")], {}, PILLARS)) == [""]


def test_a_slot_that_nothing_fits_names_what_to_write() -> None:
    (made,) = fill([slot()], [], {1: gave(3)}, PILLARS)
    assert (made.candidate, made.pillar) == (None, "People")
    assert "“People” has not been seen there for four weeks." in map(str, made.reasons)


def test_two_channels_do_not_say_the_same_idea() -> None:
    both = frozenset({1, 2})
    assert keys(fill([slot(0, 1), slot(0, 2)], [one("a", channels=both)], {}, [])) == ["a", ""]
    drafted = [one("a", kind=Kind.DRAFT, channels=both)]
    assert keys(fill([slot(0, 1), slot(1, 2), slot(2, 1)], drafted, {}, [])) == ["a", "a", ""]


def test_the_readers_own_time_is_the_first_reason() -> None:
    liked = FreeSlot(1, NOON, NOON.replace(tzinfo=None), liked=say("Your readers are there then."))
    assert str(fill([liked], [one("a")], {}, [])[0].reasons[0]) == "Your readers are there then."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rye", False),
        ("  ", False),
        ("Five things to do with yesterday's bread", False),
        ("Rye needs a whole night. We give it one.", True),
        ("bread " * 40, True),
    ],
)
def test_a_note_is_no_post(text: str, expected: bool) -> None:
    assert is_written(text) is expected


SLOTS = st.lists(
    st.builds(slot, st.integers(0, 13), st.integers(1, 3), st.sampled_from(["", "Offers", "Knowledge"])),
    max_size=12, unique_by=lambda found: (found.channel, found.at),
)  # fmt: skip
CANDIDATES = st.lists(
    st.builds(one, st.text("abcdef", min_size=1, max_size=3), st.sampled_from(["", *SELLS]), st.sampled_from(Kind),
              st.frozensets(st.integers(1, 3))),
    max_size=12, unique_by=lambda found: found.key,
)  # fmt: skip
HISTORY = st.dictionaries(
    st.integers(1, 3),
    st.lists(st.builds(BalancedPost, st.integers(-40, 13).map(lambda day: NOON + timedelta(days=day, hours=1)),
                       st.booleans(), st.sampled_from(["Offers", "People"])), max_size=15),
)  # fmt: skip


@given(SLOTS, CANDIDATES, HISTORY)
def test_every_slot_gets_one_proposal_with_a_reason(
    slots: list[FreeSlot], found: list[Candidate], history: dict[int, list[BalancedPost]]
) -> None:
    made = fill(slots, found, history, PILLARS)
    assert [proposal.slot for proposal in made] == sorted(slots, key=lambda free: (free.at, free.channel))
    for proposal in made:
        assert proposal.reasons
        assert proposal.candidate is None or proposal.slot.channel in proposal.candidate.channels


@given(SLOTS, CANDIDATES, HISTORY)
def test_nothing_is_proposed_twice(
    slots: list[FreeSlot], found: list[Candidate], history: dict[int, list[BalancedPost]]
) -> None:
    made = [proposal for proposal in fill(slots, found, history, PILLARS) if proposal.candidate]
    drafts = [(p.candidate.key, p.slot.channel) for p in made if p.candidate and p.candidate.kind is Kind.DRAFT]
    others = [p.candidate.key for p in made if p.candidate and p.candidate.kind is not Kind.DRAFT]
    assert len(drafts) == len(set(drafts))
    assert len(others) == len(set(others))


@given(SLOTS, CANDIDATES, HISTORY)
def test_a_proposal_never_sells_a_third_time_in_a_row(
    slots: list[FreeSlot], found: list[Candidate], history: dict[int, list[BalancedPost]]
) -> None:
    seen = {channel: list(posts) for channel, posts in history.items()}
    for proposal in fill(slots, found, history, PILLARS):
        mine = seen.setdefault(proposal.slot.channel, [])
        if proposal.candidate and proposal.candidate.is_promotional is not None:
            if proposal.candidate.is_promotional:
                assert selling_in_a_row(mine, proposal.slot.at) < 2
            mine.append(BalancedPost(proposal.slot.at, proposal.candidate.is_promotional))


@given(SLOTS, CANDIDATES, HISTORY)
def test_the_same_question_has_the_same_answer_and_changes_nothing(
    slots: list[FreeSlot], found: list[Candidate], history: dict[int, list[BalancedPost]]
) -> None:
    before = {channel: list(posts) for channel, posts in history.items()}
    assert fill(slots, found, history, PILLARS) == fill(slots[::-1], found, history, PILLARS)
    assert history == before
