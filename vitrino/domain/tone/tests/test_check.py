"""The check as a whole: order, verdict, languages, texts of any kind."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.language import identify
from vitrino.domain.problem import Problem
from vitrino.domain.tone import Customer, Reply, Shop, check, verdict
from vitrino.domain.tone.contacts import find_contacts
from vitrino.domain.tone.cues import LANGUAGES
from vitrino.domain.tone.given import reply_from

LATE = Customer(text="My parcel is nine days late and nobody answers.", is_complaint=True)


def rules(reply: Reply) -> list[str]:
    return [finding.rule for finding in check(reply)]


def test_what_blocks_comes_first() -> None:
    levels = [finding.level for finding in check(Reply(text="Sorry, but you are wrong!!", customer=LATE))]
    assert levels[0] == "block"
    assert levels == sorted(levels, key=["block", "warn", "suggest"].index)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You are wrong.", "block"),
        ("Thank you! See you!", "warn"),
        ("It is vegan.", "ok"),
    ],
)
def test_the_verdict_is_the_gravest_level(text: str, expected: str) -> None:
    assert verdict(check(Reply(text=text, customer=Customer(text="Is it vegan?", is_complaint=False)))) == expected


def test_a_good_answer_to_a_complaint_passes() -> None:
    text = (
        "Hello Anna, we are sorry that your parcel is nine days late and that nobody answered. It was left behind at "
        "the depot. You will have it by tomorrow, 5 pm. Reach me at help@zorza.example. Thank you for telling us."
    )
    shop = Shop(contacts=("help@zorza.example",))
    customer = Customer(text=LATE.text, name="Anna", language="en", is_complaint=True)
    assert check(Reply(text=text, language="en", customer=customer, shop=shop)) == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You are wrong about the date.", "en"),
        ("Myli się Pan co do daty, to nie jest tak.", "pl"),
        ("Vi eraras pri la dato, ĝi estis alia.", "eo"),
        ("zzz", ""),
    ],
)
def test_a_language_left_out_is_guessed(text: str, language: str) -> None:
    assert identify(text, LANGUAGES).language == language
    assert ("denial" in rules(Reply(text=text))) == bool(language)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=400), theirs=st.text(max_size=200), language=st.sampled_from(["en", "pl", "eo", "de", ""]))
def test_any_text_is_judged_and_every_span_lies_in_it(text: str, theirs: str, language: str) -> None:
    reply = Reply(text=text, language=language, customer=Customer(text=theirs), now=datetime(2026, 11, 20, tzinfo=UTC))
    for finding in check(reply):
        assert all(0 <= span.start < span.end <= len(text) for span in finding.spans)
        assert str(finding.reason)
        assert str(finding.remedy)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Write to Help.Desk+1@zorza.example.", ["email"]),
        ("Call +48 22 555 01 34 or (22) 555-01-34", ["phone", "phone"]),
        ("call us on 5550134567", ["phone"]),
        ("Order 5550134567 of 2026-11-20", []),
        ("see https://zorza.example/contact, or wa.me/48225550134", ["link", "link"]),
        ("@zorza and a@b.example", ["handle", "email"]),
    ],
)
def test_contacts_are_told_from_numbers(text: str, kinds: list[str]) -> None:
    assert [contact.kind for contact in find_contacts(text)] == kinds


def test_a_reply_is_read_from_json() -> None:
    reply = reply_from(
        {
            "text": "Hi", "surface": "message", "now": "2026-11-20T14:05:00", "customer": "Where is it?",
            "shop": {"contacts": ["a@b.example"], "opening_hours": {"0": [["09:00", "17:00"]]}, "new_key": 1},
        }
    )  # fmt: skip
    assert reply.customer.text == "Where is it?"
    assert (reply.is_public, reply.now) == (False, datetime(2026, 11, 20, 14, 5, tzinfo=UTC))
    assert reply.shop.contacts == ("a@b.example",)
    assert not reply.shop.opening_hours.is_always


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"text": 1},
        {"text": "a", "surface": "fax"},
        {"text": "a", "public": "yes"},
        {"text": "a", "now": "soon"},
        {"text": "a", "language": 3},
        {"text": "a", "customer": []},
        {"text": "a", "customer": {"stars": "five"}},
        {"text": "a", "customer": {"items": {"a": 1}}},
        {"text": "a", "customer": {"gender": "x"}},
        {"text": "a", "shop": {"contacts": [[]]}},
        {"text": "a", "shop": {"opening_hours": [1]}},
        {"text": "a", "shop": {"opening_hours": {"0": ["x"]}}},
        {"text": "a", "shop": {"zone": "Mars/Olympus"}},
        {"text": "a", "shop": {"links_work": 1}},
    ],
)
def test_what_cannot_be_read_is_said(given: dict[str, object]) -> None:
    with pytest.raises((ValueError, Problem)):
        reply_from(given)
