"""From one idea to the form of each network, by rules that say what they did.

Nothing is left out silently: whatever changes, a sentence in `changes` says what and why. Adapting what was adapted
changes nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass

from vitrino.domain.message import say
from vitrino.domain.text.adapt import length, links, tags, tone
from vitrino.domain.text.adapt.form import Adapted, LinkPlace, Long, TextForm, Tone
from vitrino.domain.text.cleaning import clean

__all__ = ["Adapted", "LinkPlace", "Long", "TextForm", "Tone", "adapt"]

ROUNDS = 4


def adapt(
    text: str,
    form: TextForm,
    *,
    link: str = "",
    parts: tuple[str, ...] = (),
    first_comment: str = "",
    language: str = "en",
    long: Long = "thread",
    numbered: bool = False,
) -> Adapted:
    """The text as the network likes it: links, tone, hashtags, then length.

    link: the post's own link, wherever the network has a place for it. parts, first_comment: what is there already; it
    stays. numbered: the posts of a thread end with 1/3, 2/3, 3/3.
    """
    given = Adapted(clean(text).strip(), parts, first_comment)
    wish = _Wish(form, language, long, numbered)
    settled = _settled(given, wish, link)
    if form.links != "text" or not link or link in "\n".join((settled.text, *settled.parts, settled.first_comment)):
        return settled
    advice = say("There is no room for the link on {platform}. Shorten the text yourself.", platform=form.name)
    return _settled(given, wish, "").but(advice=(advice,))


@dataclass(frozen=True)
class _Wish:
    form: TextForm
    language: str
    long: Long
    numbered: bool


def _settled(said: Adapted, wish: _Wish, link: str) -> Adapted:
    """All rules, again until nothing changes any more: what one leaves away can make room for another."""
    for _round in range(ROUNDS):
        before = said
        said = links.place(said, wish.form, link, wish.language)
        said = tone.settle(said, wish.form, wish.language)
        said = tags.settle(said, wish.form)
        said = length.settle(said, wish.form, link, long=wish.long, numbered=wish.numbered)
        if said.changes == before.changes:
            break
    return said
