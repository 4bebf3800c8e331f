"""A better wording leaves whole sentences behind."""

from __future__ import annotations

import pytest

from vitrino.domain.message import say
from vitrino.domain.tone import Finding, Reply, Span
from vitrino.inbox.rewording import reworded

NO_SPAN = ""


def finding(text: str, words: str, replacement: str | None) -> Finding:
    place = text.index(words)
    spans = (Span(place, place + len(words)),) if words else ()
    return Finding(rule="any", level="warn", spans=spans, reason=say("why"), remedy=say("how"), replacement=replacement)


@pytest.mark.parametrize(
    ("text", "words", "replacement", "becomes"),
    [
        ("Hello. You should have read it! Bye.", "should have", "Let us look.", "Hello. Let us look. Bye."),
        ("You should have read it", "should have", "Let us look.", "Let us look."),
        ("We write soon.", "soon", "by tomorrow, 5 pm", "We write by tomorrow, 5 pm."),
        ("Soon we write.", "Soon", "tomorrow", "Tomorrow we write."),
        ("Dear customer, thanks.", "Dear customer", "Hello Ola,", "Hello Ola, thanks."),
        ("Great 🎉🎉 see you", "🎉🎉", "", "Great see you"),
        ("Mamy 🥐 Wkrótce odpiszemy.", "Wkrótce", "Jutro", "Mamy 🥐 Jutro odpiszemy."),
        ("We look into it.", NO_SPAN, "by tomorrow, 5 pm", "We look into it by tomorrow, 5 pm."),
        ("We look into it.", NO_SPAN, "Thank you.", "We look into it. Thank you."),
        ("We look into it", NO_SPAN, "Hello Ola,", "Hello Ola,\nWe look into it"),
        ("Only you know.", "you", None, "Only you know."),
    ],
)
def test_a_wording_takes_the_place_of_what_it_is_about(
    text: str, words: str, replacement: str | None, becomes: str
) -> None:
    assert reworded(Reply(text=text), finding(text, words, replacement)) == becomes
