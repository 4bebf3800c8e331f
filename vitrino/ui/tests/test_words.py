"""Sentences of Django-free code in the reader's language."""

from unittest.mock import patch

from django.utils import translation
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from vitrino.domain.message import Message, say
from vitrino.ui.words import words


def test_a_message_is_translated_before_its_gaps_are_filled() -> None:
    with patch("vitrino.ui.words.gettext", side_effect={"{n} days left": "Zostało {n} dni"}.__getitem__):
        assert words(say("{n} days left", n=3)) == "Zostało 3 dni"


def test_numbers_in_a_message_are_written_as_the_reader_does() -> None:
    with translation.override("pl"):
        assert words(say("{share} per cent", share=2.5)) == "2,5 per cent"


def test_an_empty_message_is_no_catalogue_header() -> None:
    assert words(Message("")) == ""


def test_finished_words_stay_as_they_are() -> None:
    assert words("plain") == "plain"
    assert words(None) == ""
    assert words(gettext_lazy("plain")) == "plain"
    assert isinstance(words(Markup("<b>safe</b>")), Markup)
