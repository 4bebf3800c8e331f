"""No rule stumbles over a text, however odd, and none takes more than linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.tone import RULES, Customer, Reply, Rule, Shop, check
from vitrino.domain.tone.cues import LANGUAGES, cues

SHOP = Shop(
    contacts=("hello@zorza.example",), recent_public_replies=("We bake on Sundays, too, from seven to noon.",) * 50,
    max_length=100, formality="formal", emoji_budget=0, links_work=False, case_state="happy",
    abuse_step="policy_declared", abuse_policy="No insults, please.",
)  # fmt: skip
ODD = ["a", "Dear ", "1 ", "order ", "#1", "A1", "Hi  ", "{", "[a ", "x.y.", "ą", "- ", "@", "Pani ", "?", "“"]
LONG = 10_000
# Measured: at most 0.1 s. What took quadratic time took 2 to 10 s.
ALLOWED_S = 1.0


def reply(text: str, language: str) -> Reply:
    customer = Customer(
        name="Marek Nowak", handle="marek_82", text=text, language=language, is_complaint=True,
        order_numbers=("4711",), items=("rye bread",), private_facts=("5 Rose Lane",),
    )  # fmt: skip
    return Reply(text=text, language=language, customer=customer, shop=SHOP)


def seconds(rule: Rule, text: str) -> float:
    """Processor time, so that other work beside does not count."""
    begun = time.process_time()
    list(rule.check(reply(text, "en"), cues(rule.id, "en")))
    return time.process_time() - begun


@given(text=st.text(max_size=200), language=st.sampled_from([*LANGUAGES, "de", ""]))
@settings(max_examples=60, deadline=None)
def test_every_text_can_be_judged(text: str, language: str) -> None:
    for rule in RULES:
        for finding in rule.check(reply(text, language), cues(rule.id, language)):
            assert all(0 <= span.start < span.end <= len(text) for span in finding.spans)


def test_a_usual_reply_is_checked_in_a_fiftieth_of_a_second() -> None:
    text = (
        "Hello Marek, we are sorry that the rye bread was stale. Our van broke down and the loaves stood in the sun. "
        "We have put a fresh one aside for you until six, and the money is on its way back. Thank you for telling us!"
    )
    check(reply(text, "en"))

    def once(number: int) -> float:
        given = reply(f"{text} {number}", "en")
        begun = time.process_time()
        check(given)
        return time.process_time() - begun

    assert min(once(number) for number in range(5)) < 0.02


@pytest.mark.parametrize("piece", ODD)
def test_a_long_odd_text_is_judged_in_linear_time(piece: str) -> None:
    text = (piece * (LONG // len(piece) + 1))[:LONG]
    slow = {rule.id: taken for rule in RULES if (taken := seconds(rule, text)) > ALLOWED_S}
    assert slow == {}
