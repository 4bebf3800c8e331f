"""How somebody came to order is read from whatever a shop sends, and names nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.connect import visits
from vitrino.connect.shop import RemoteVisit


def test_of_addresses_only_the_path_and_the_host_are_kept() -> None:
    found = visits.visit("last", {"campaign": " Rye  week "}, landing="https://shop.eu/rye?email=ola@example.com#x",
                         referrer="https://www.instagram.com/stories/ola")  # fmt: skip
    assert found == RemoteVisit("last", campaign="Rye week", landing="/rye", referrer="instagram.com")


def test_a_visit_of_which_nothing_is_known_is_none() -> None:
    assert visits.visit("first", {"source": None, "campaign": 5.0}, landing=None, referrer="http://[") is None


def test_tags_are_found_in_an_address() -> None:
    address = "https://shop.eu/rye?utm_source=bluesky&UTM_Campaign=rye-week&fbclid=1"
    assert visits.tags_in(address) == {"source": "bluesky", "campaign": "rye-week"}


@pytest.mark.parametrize(
    "name",
    ["How did you hear about us?", "_billing_how_did_you_hear_about_us", "heard_from", "Skąd o nas wiesz?",
     "Wie haben Sie von uns erfahren?", "Comment avez-vous entendu parler de nous ?", "Kiel vi eksciis pri ni?"],
)  # fmt: skip
def test_the_question_is_known_in_many_languages(name: str) -> None:
    assert visits.heard_of([("note", "ring twice"), (name, " a  friend ")]) == "a friend"


def test_other_fields_are_not_the_question() -> None:
    assert visits.heard_of([("Gift message", "hear the bells"), ("_shipping_hearing", "x"), ("theatre", "y")]) == ""


def test_each_coupon_counts_once() -> None:
    assert visits.coupons(["RYE10", "RYE10", "", None, 7]) == ("RYE10", "7")


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner)))
def test_nothing_a_shop_sends_breaks_it(value: object) -> None:
    visits.visit("last", {"source": value}, landing=value, referrer=value)
    visits.tags_in(value)
    visits.heard_of([(value, value)])
