"""When a text counts as agreed to: examples, and what must hold for all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.approval.rules import Mode, Party, Verdict, asked, stands

ANNA, BRUNO, DORA, HOTEL = (
    Party("p1", "Anna", is_owner=True),
    Party("p2", "Bruno"),
    Party("p3", "Dora"),
    Party("c1", "Hotel"),
)
BY_BRUNO = frozenset({"p2"})
EXAMPLES: list[tuple[Mode, tuple[Party, ...], dict[str, Verdict], bool]] = [
    ("nobody", (), {}, True),
    ("one", (ANNA, DORA), {}, False),
    ("one", (ANNA, DORA), {"p3": "agreed"}, True),
    ("one", (ANNA, DORA), {"p3": "agreed", "p1": "refused"}, False),
    ("all", (ANNA, DORA), {"p3": "agreed"}, False),
    ("all", (ANNA, DORA), {"p3": "agreed", "p1": "agreed"}, True),
    ("all", (ANNA, HOTEL), {"c1": "agreed", "p1": "refused"}, False),
    ("one", (BRUNO, DORA), {"p2": "agreed"}, False),
    ("all", (BRUNO, DORA), {"p2": "agreed", "p3": "agreed"}, True),
    ("one", (HOTEL,), {"c1": "agreed"}, True),
    ("one", (DORA,), {"p9": "agreed"}, False),
    ("all", (), {}, False),
]


@pytest.mark.parametrize(("mode", "parties", "words", "is_agreed"), EXAMPLES)
def test_a_text_counts_as_agreed_to(mode: Mode, parties: tuple[Party, ...], words: dict[str, Verdict],
                                    is_agreed: bool) -> None:  # fmt: skip
    assert stands(mode, parties, words, BY_BRUNO).is_agreed == is_agreed


def test_an_owner_may_agree_to_what_they_wrote() -> None:
    assert stands("one", (ANNA,), {"p1": "agreed"}, frozenset({"p1"})).is_agreed


def test_the_owners_are_asked_where_nobody_else_could_agree() -> None:
    assert asked("one", [], [ANNA], BY_BRUNO) == (ANNA,)
    assert asked("all", [BRUNO], [ANNA], BY_BRUNO) == (BRUNO, ANNA)
    assert asked("all", [BRUNO, HOTEL], [ANNA], BY_BRUNO) == (BRUNO, HOTEL)
    assert asked("nobody", [DORA], [ANNA], BY_BRUNO) == ()


parties = st.lists(st.sampled_from([ANNA, BRUNO, DORA, HOTEL, Party("c2", "Café")]), unique=True)
words = st.dictionaries(st.sampled_from(["p1", "p2", "p3", "c1", "c2"]), st.sampled_from(["agreed", "refused"]))
modes = st.sampled_from(["one", "all"])


@given(modes, parties, words, st.frozensets(st.sampled_from(["p1", "p2"])))
def test_no_text_passes_without_the_word_of_somebody_who_may_give_it(
    mode: Mode, parties: list[Party], words: dict[str, Verdict], writers: frozenset[str]
) -> None:
    standing = stands(mode, parties, words, writers)
    asked_words = {party.key: words.get(party.key) for party in parties}
    if standing.is_agreed:
        assert "refused" not in asked_words.values()
        assert any(
            words.get(party.key) == "agreed" and (party.key not in writers or party.is_owner) for party in parties
        )
        assert mode == "one" or None not in asked_words.values()
    assert {*standing.agreed, *standing.missing, *standing.refused} == set(parties)


@given(modes, parties, words, st.frozensets(st.sampled_from(["p1", "p2"])))
def test_a_way_to_agreement_is_always_open(mode: Mode, parties: list[Party], words: dict[str, Verdict],
                                           writers: frozenset[str]) -> None:  # fmt: skip
    everybody = asked(mode, parties, [Party("p9", "Owner", is_owner=True)], writers)
    assert stands(mode, everybody, {party.key: "agreed" for party in everybody}, writers).is_agreed
