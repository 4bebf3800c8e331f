"""What a network wants of a text besides its length, and what adapting a text brings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from vitrino.domain.message import Message
from vitrino.domain.text.counting import TextRule, count

# text: links work in the text. card: the post's own link gets a place of its own. dead: nobody can tap a link.
LinkPlace = Literal["text", "card", "dead"]
Tone = Literal["casual", "neutral", "formal"]
# What to do with a text that is too long: all of it in several posts, or its beginning in one.
Long = Literal["thread", "short"]


@dataclass(frozen=True, slots=True)
class TextForm:
    """One network's form. name: what people call it.

    comment: how long a first comment may be, None where there is none. most_tags: more are refused; good_tags: more do
    no good. tags_at_end: hashtags stand behind the text. capitals_in_tags: #FreshBread instead of #freshbread.
    """

    name: str
    rule: TextRule
    links: LinkPlace = "text"
    has_threads: bool = False
    comment: TextRule | None = None
    most_tags: int | None = None
    good_tags: int | None = None
    tags_at_end: bool = False
    capitals_in_tags: bool = False
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class Adapted:
    """A text in its form for one network. parts: the texts after the first, of a thread.

    changes: what was done and why, each a sentence. advice: what the person should know besides.
    """

    text: str
    parts: tuple[str, ...] = ()
    first_comment: str = ""
    changes: tuple[Message, ...] = ()
    advice: tuple[Message, ...] = ()

    def but(self, *, said: Message | None = None, **fields: object) -> Adapted:
        """The same with these fields changed, and one change more to tell about."""
        changes = (*self.changes, said) if said else self.changes
        return replace(self, changes=changes, **fields)  # type: ignore[arg-type]  # fields are those above


def fits(text: str, rule: TextRule) -> bool:
    return count(text, rule).fits
