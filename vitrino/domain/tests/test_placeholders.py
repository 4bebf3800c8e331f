"""Saved replies go out complete, or not at all; a gap never reaches further than its value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.placeholders import GAPS, check_template, fill_known, fill_reply, gaps_in, leftovers, missing
from vitrino.domain.problem import Problem

TEMPLATE = "Dear {customer_name}, your {product} will be ready by {deadline}. {my_name}"
VALUES = {"customer_name": "Ola", "product": "cake", "deadline": "17:00", "my_name": "Anna"}


def test_every_gap_is_filled() -> None:
    assert fill_reply(TEMPLATE, VALUES) == "Dear Ola, your cake will be ready by 17:00. Anna"


def test_a_missing_value_stops_the_reply_and_is_named() -> None:
    values = {**VALUES, "customer_name": None, "deadline": "  "}
    assert missing(TEMPLATE, values) == ["customer_name", "deadline"]
    with pytest.raises(Problem, match=r"Fill in \{customer_name\}, \{deadline\}"):
        fill_reply(TEMPLATE, values)


@pytest.mark.parametrize(
    "gap", ["u.__class__", "customer_name.__class__", "0", "", "customer_name!r", "customer_name:>99", "x y"]
)
def test_a_gap_that_reaches_into_the_machine_is_refused(gap: str) -> None:
    with pytest.raises(Problem, match="no gap Vitrino can fill"):
        fill_reply("Dear {" + gap + "}", {gap: "x"})


def test_a_refused_gap_is_shown_shortened() -> None:
    with pytest.raises(Problem) as caught:
        check_template("{" + "x" * 10_000 + "}")
    assert len(str(caught.value.message)) < 300


def test_braces_in_a_value_stay_text() -> None:
    assert (
        fill_reply("{customer_name} {product}", {"customer_name": "{product}", "product": "cake"}) == "{product} cake"
    )


def test_spaces_in_a_gap_do_not_matter() -> None:
    assert fill_reply("{ customer_name }", VALUES) == "Ola"


def test_words_to_fall_back_on_stand_where_nothing_is_known() -> None:
    assert fill_reply("Dear {customer_name|neighbour}", {}) == "Dear neighbour"
    assert fill_reply("Dear {customer_name|neighbour}", VALUES) == "Dear Ola"
    assert missing("Dear {customer_name|neighbour}", {}) == []


def test_a_question_stays_open_until_somebody_answers_it() -> None:
    template = "It comes {?when it will arrive}."
    check_template(template)
    assert fill_known(template, VALUES) == template
    assert leftovers(template) == ["{?when it will arrive}"]
    assert fill_reply(template, {"?when it will arrive": "on Friday"}) == "It comes on Friday."


@pytest.mark.parametrize("question", ["", "w" * 58])
def test_a_question_nobody_would_notice_unanswered_is_refused(question: str) -> None:
    with pytest.raises(Problem, match="A question has 1 to 57"):
        check_template("It comes {?" + question + "}")


def test_the_longest_question_is_still_noticed_when_it_is_open() -> None:
    template = "It comes {?" + "w" * 57 + "}"
    check_template(template)
    assert leftovers(template)


def test_a_lone_brace_is_text() -> None:
    assert fill_reply("Smile :-} or :-{", {}) == "Smile :-} or :-{"


def test_each_gap_is_listed_once_in_order() -> None:
    assert gaps_in("{b} {a} {b}") == ["b", "a"]


def test_every_gap_has_words_for_the_form() -> None:
    assert all(str(words) for words in GAPS.values())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dear {{name}},", ["{{name}}"]),
        ("Dear [Name],", ["[Name]"]),
        ("Dear <first_name>", ["<first_name>"]),
        ("Dear %NAME%", ["%NAME%"]),
        ("Dear {customer_name}", ["{customer_name}"]),
        ("See [our page](https://shop.example) for 10 % off, 5 < 6", []),
        ("Order [12345] costs 100% of nothing", []),
    ],
)
def test_gaps_left_open_are_found(text: str, found: list[str]) -> None:
    assert leftovers(text) == found


@given(st.text(max_size=80), st.dictionaries(st.sampled_from(sorted(GAPS)), st.text(max_size=20)))
def test_any_template_is_filled_or_refused(template: str, values: dict[str, str]) -> None:
    try:
        filled = fill_reply(template, values)
    except Problem:
        return
    assert gaps_in(template) or filled == template


@given(st.text("{}a", max_size=2000))
def test_braces_without_end_take_linear_time(text: str) -> None:
    assert len(gaps_in(text)) <= len(text)
    assert len(leftovers(text * 20)) <= len(text) * 20
