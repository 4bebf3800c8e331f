"""The tone of the channel, as far as rules can set it rightly: shouting, strings of emoji, and a casual first word."""

from __future__ import annotations

import re

from vitrino.domain.message import say
from vitrino.domain.text.adapt.form import Adapted, TextForm
from vitrino.domain.text.clusters import emoji_clusters

_SHOUT = re.compile(r"!{2,}")
# A greeting that stands alone ("Hej!", "Hi,"); before a name it stays, because "Good morning Kasia" may be wrong.
_GREETINGS = {
    "pl": ({"hej", "hejka", "cześć", "siema", "siemka", "hejo"}, "Dzień dobry"),
    "en": ({"hi", "hey", "hiya", "yo"}, "Hello"),
    "eo": ({"sal", "hoj"}, "Saluton"),
    "de": ({"hi", "hey", "hallöchen"}, "Guten Tag"),
}
_FIRST_WORD = re.compile(r"(\w+)(?=\s*[,!.\n])")
_SPACES = " \t\n\xa0"


def settle(said: Adapted, form: TextForm, language: str) -> Adapted:
    """Where the channel speaks formally: one exclamation mark, no emoji between sentences, a polite greeting."""
    if form.tone == "casual":
        return said
    said = _once(said, form)
    return _polite(_without_emoji(said, form), form, language) if form.tone == "formal" else said


def _once(said: Adapted, form: TextForm) -> Adapted:
    text = _SHOUT.sub("!", said.text)
    if text == said.text:
        return said
    why = say("Wrote one exclamation mark where there were several: on {platform} they look like shouting.",
              platform=form.name)  # fmt: skip
    return said.but(said=why, text=text)


def _without_emoji(said: Adapted, form: TextForm) -> Adapted:
    """Emoji that stand apart go; those at the start of a line may mark a list, and those in words are words."""
    text, pieces, at, gone = said.text, [], 0, []
    for start, end in _runs(text):
        before = text[at:start]
        is_line_start = not text[:start].rpartition("\n")[2].strip()
        if is_line_start or text[start - 1] not in _SPACES or text[end : end + 1] not in ("", *_SPACES, *".!?"):
            continue
        pieces.append(_ended(before.rstrip(" \t\xa0"), text[end:]))
        gone.append(text[start:end].strip())
        at = end
    left = "".join([*pieces, text[at:]]).strip()
    if not gone or not left:
        return said
    why = say("Left emoji away, because {platform} is formal: {emoji}", platform=form.name, emoji=" ".join(gone))
    return said.but(said=why, text=left)


def _ended(before: str, after: str) -> str:
    """An emoji between two sentences stood for the full stop."""
    follows = after.lstrip(_SPACES)[:1]
    return f"{before}." if before[-1:].isalnum() and follows.isupper() else before


def _runs(text: str) -> list[tuple[int, int]]:
    """Emoji side by side, spaces between them included, as one."""
    runs: list[tuple[int, int]] = []
    for start, end in emoji_clusters(text):
        if text[start:end] in "©®™":
            continue
        if runs and not text[runs[-1][1] : start].strip(" "):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _polite(said: Adapted, form: TextForm, language: str) -> Adapted:
    casual, polite = _GREETINGS.get(language, (set(), ""))
    word = _FIRST_WORD.match(said.text)
    if word is None or word[1].lower() not in casual:
        return said
    why = say("Wrote “{polite}” instead of “{casual}”, because {platform} is formal.",
              polite=polite, casual=word[1], platform=form.name)  # fmt: skip
    return said.but(said=why, text=polite + said.text[word.end() :])
