"""A sentence inside a sentence is translated as well, also after it was stored."""

from django.utils import translation

from vitrino.domain.message import Message, say
from vitrino.ui.words import words


def test_the_inner_sentence_speaks_the_readers_language() -> None:
    message = say("{outer}: {inner}", outer="X", inner=say("Comment"))
    again = Message(message.template, message.stored())
    with translation.override("pl"):
        assert words(message) == words(again) == f"X: {words(say('Comment'))}"
        assert words(say("Comment")) != "Comment"
