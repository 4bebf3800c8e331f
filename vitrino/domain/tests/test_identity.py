"""People are joined only on proof or by hand, and every join can be taken back as if it had never been."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.identity import (
    Change,
    ChangeKind,
    Evidence,
    Fact,
    FactKind,
    People,
    Profile,
    compare,
    merge,
    split,
    suggestions,
    undo,
)
from vitrino.domain.problem import Problem

K = FactKind
NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)
PROOF = Evidence((K.EMAIL,), is_strong=True)
HINT = Evidence((K.NAME,))


def profile(identity: str, *facts: Fact) -> Profile:
    return Profile(identity, frozenset(facts))


def verified(kind: FactKind, value: str, place: str = "") -> Fact:
    return Fact(kind, value, is_verified=True, place=place)


def two(one: Fact, other: Fact) -> Evidence:
    return compare(profile("a", one), profile("b", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (verified(K.EMAIL, "Anna@Example.com "), verified(K.EMAIL, "anna@example.com")),
        (verified(K.PHONE, "+48 601 234 567"), verified(K.PHONE, "0048601234567")),
        (verified(K.ORDER, "#1001", "shopify"), verified(K.ORDER, "1001", "shopify")),
    ],
)
def test_a_verified_address_number_or_order_is_proof(one: Fact, other: Fact) -> None:
    assert two(one, other) == Evidence((one.kind,), is_strong=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Fact(K.EMAIL, "anna@example.com"), verified(K.EMAIL, "anna@example.com")),
        (verified(K.EMAIL, "biuro@example.com"), verified(K.EMAIL, "biuro@example.com")),
        (verified(K.PHONE, "601 234 567"), verified(K.PHONE, "601234567")),
        (verified(K.HANDLE, "@anna.k"), verified(K.HANDLE, "Anna.K")),
        (verified(K.NAME, "Anna Kowalska"), verified(K.NAME, "anna  kowalska")),
        (verified(K.LINK, "https://anna.example/"), verified(K.LINK, "https://anna.example")),
    ],
)
def test_what_only_looks_alike_is_a_hint(one: Fact, other: Fact) -> None:
    assert two(one, other) == Evidence((one.kind,), is_strong=False)
    assert len(two(one, other).words) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (verified(K.ORDER, "1001", "shopify"), verified(K.ORDER, "1001", "woocommerce")),
        (verified(K.EMAIL, "anna@example.com"), verified(K.EMAIL, "anna+x@example.com")),
        (verified(K.EMAIL, "anna"), verified(K.EMAIL, "anna")),
        (verified(K.PHONE, "112"), verified(K.PHONE, "112")),
        (verified(K.PHONE, "+48601234567"), verified(K.PHONE, "+49601234567")),
        (verified(K.ORDER, "#", "x"), verified(K.ORDER, "#", "x")),
        (Fact(K.HANDLE, "anna"), Fact(K.HANDLE, "anna")),
        (Fact(K.NAME, ""), Fact(K.NAME, "")),
        (Fact(K.NAME, "anna"), Fact(K.HANDLE, "anna")),
    ],
)
def test_what_says_nothing_is_not_even_a_hint(one: Fact, other: Fact) -> None:
    assert two(one, other) == Evidence()


def start() -> People:
    return People({"mail": "A", "insta": "B", "shop": "B", "fedi": "C"})


def test_evidence_merges_by_itself_only_when_it_is_proof() -> None:
    with pytest.raises(Problem, match="no proof"):
        merge(start(), keep="A", gone="B", at=NOW, evidence=HINT)
    assert merge(start(), keep="A", gone="B", at=NOW, evidence=PROOF).identities("A") == {"mail", "insta", "shop"}


def test_a_person_may_merge_without_proof_and_chooses_who_stays() -> None:
    one = merge(start(), keep="A", gone="B", at=NOW, by="7")
    other = merge(start(), keep="B", gone="A", at=NOW, by="7")
    assert [one.contacts, other.contacts] == [frozenset("AC"), frozenset("BC")]
    assert one.log == (
        Change(1, ChangeKind.MERGE, "B", "A", frozenset({"insta", "shop"}), frozenset({"mail"}), NOW, "7"),
    )


@pytest.mark.parametrize(("keep", "gone"), [("A", "A"), ("A", "X"), ("X", "A")])
def test_only_two_people_who_are_there_can_be_merged(keep: str, gone: str) -> None:
    with pytest.raises(Problem, match="not two people"):
        merge(start(), keep=keep, gone=gone, at=NOW, by="7")


def test_who_was_split_is_not_joined_again_by_itself() -> None:
    parted = split(start(), contact="B", identities=["shop"], into="D", at=NOW, by="7")
    assert parted.are_kept_apart("insta", "shop")
    with pytest.raises(Problem, match="two people, so only a person"):
        merge(parted, keep="B", gone="D", at=NOW, evidence=PROOF)
    joined = merge(parted, keep="B", gone="D", at=NOW, by="7")
    assert not joined.are_kept_apart("insta", "shop")
    assert not undo(parted, number=1, at=NOW, by="7").are_kept_apart("insta", "shop")


@pytest.mark.parametrize(
    ("identities", "into", "by", "words"),
    [
        ([], "D", "7", "some of the accounts"),
        (["insta", "shop"], "D", "7", "not all of them"),
        (["mail"], "D", "7", "some of the accounts"),
        (["shop"], "A", "7", "new contact"),
        (["shop"], "D", "", "Somebody of the shop"),
    ],
)
def test_a_split_takes_some_accounts_into_a_new_contact(identities: list[str], into: str, by: str, words: str) -> None:
    with pytest.raises(Problem, match=words):
        split(start(), contact="B", identities=identities, into=into, at=NOW, by=by)


def test_a_change_is_undone_after_the_later_ones_of_the_same_accounts() -> None:
    once = merge(start(), keep="A", gone="B", at=NOW, by="7")
    twice = merge(once, keep="C", gone="A", at=NOW, by="7")
    with pytest.raises(Problem, match="later change first"):
        undo(twice, number=1, at=NOW, by="7")
    back = undo(undo(twice, number=2, at=NOW, by="7"), number=1, at=NOW, by="7")
    assert back.of == start().of
    assert [change.undone_by for change in back.log] == ["7", "7"]
    with pytest.raises(Problem, match="undone already"):
        undo(back, number=1, at=NOW, by="7")


def test_changes_of_other_accounts_are_undone_in_any_order() -> None:
    parted = split(start(), contact="B", identities=["shop"], into="D", at=NOW, by="7")
    both = merge(parted, keep="A", gone="C", at=NOW, by="7")
    assert undo(both, number=1, at=NOW, by="7").of == {"mail": "A", "insta": "B", "shop": "B", "fedi": "A"}


def test_suggestions_name_proof_first_and_leave_out_who_was_split() -> None:
    profiles = [
        profile("mail", verified(K.EMAIL, "a@example.com"), Fact(K.NAME, "Anna K")),
        profile("shop", verified(K.EMAIL, "a@example.com")),
        profile("fedi", Fact(K.NAME, "anna k"), Fact(K.HANDLE, "annaknits")),
        profile("insta", Fact(K.HANDLE, "annaknits")),
        profile("stranger", Fact(K.NAME, "anna k")),
    ]
    found = suggestions(start(), profiles)
    assert [(one.one, one.other, one.evidence.is_strong) for one in found] == [
        ("A", "B", True),
        ("A", "C", False),
        ("B", "C", False),
    ]
    joined = merge(start(), keep="A", gone="B", at=NOW, by="7")
    parted = split(joined, contact="A", identities=["insta", "shop"], into="D", at=NOW, by="7")
    assert [(one.one, one.other) for one in suggestions(parted, profiles)] == [("A", "C"), ("C", "D")]


def test_a_name_that_many_share_suggests_nobody() -> None:
    people = People({f"i{number}": f"c{number}" for number in range(20)})
    assert suggestions(people, [profile(f"i{number}", Fact(K.NAME, "Anna")) for number in range(20)]) == []


IDENTITIES = [f"i{number}" for number in range(6)]
CONTACTS = st.sampled_from("ABCDEF")
STARTS = st.fixed_dictionaries(dict.fromkeys(IDENTITIES, CONTACTS)).map(People)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), CONTACTS, CONTACTS, st.sampled_from(["", "7"])),
        st.tuples(st.just("split"), CONTACTS, st.frozensets(st.sampled_from(IDENTITIES)), st.just("7")),
        st.tuples(st.just("undo"), st.integers(1, 8), st.just(""), st.just("7")),
    ),
    max_size=12,
)


def acted(people: People, acts: list[tuple[object, ...]]) -> People:
    """Do what may be done; what is refused changes nothing."""
    for step, (what, one, other, by) in enumerate(acts):
        at = NOW + timedelta(minutes=step)
        try:
            if what == "merge":
                people = merge(people, keep=str(one), gone=str(other), at=at, by=str(by), evidence=PROOF)
            elif what == "split":
                chosen = people.identities(str(one)) & other  # type: ignore[operator]
                people = split(people, contact=str(one), identities=chosen, into=f"new{step}", at=at, by="7")
            else:
                people = undo(people, number=int(str(one)), at=at, by="7")
        except Problem:
            continue
    return people


@given(STARTS, ACTS)
@settings(deadline=None)
def test_any_merges_and_splits_undone_give_the_start(people: People, acts: list[tuple[object, ...]]) -> None:
    changed = acted(people, acts)
    for change in reversed(list(changed.active)):
        changed = undo(changed, number=change.number, at=NOW, by="7")
    assert changed.of == people.of
    assert all(change.undone_at for change in changed.log)


@given(STARTS, ACTS)
@settings(deadline=None)
def test_no_account_is_ever_lost_or_in_two_contacts(people: People, acts: list[tuple[object, ...]]) -> None:
    changed = acted(people, acts)
    assert set(changed.of) == set(people.of)
    assert [change.number for change in changed.log] == list(range(1, len(changed.log) + 1))
    assert sum(len(changed.identities(contact)) for contact in changed.contacts) == len(IDENTITIES)


@given(STARTS, ACTS)
@settings(deadline=None)
def test_what_may_be_undone_moves_exactly_what_was_moved(people: People, acts: list[tuple[object, ...]]) -> None:
    changed = acted(people, acts)
    for change in changed.active:
        try:
            back = undo(changed, number=change.number, at=NOW, by="7")
        except Problem:
            continue
        moved = {identity for identity in IDENTITIES if back.of[identity] != changed.of[identity]}
        assert moved == change.moved
        assert {back.of[identity] for identity in moved} == {change.source}
