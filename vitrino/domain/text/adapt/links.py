"""Where links go: into the text, out of it because a card shows them, or into the first comment."""

from __future__ import annotations

import re

from vitrino.domain.message import say
from vitrino.domain.text.adapt.form import Adapted, TextForm, fits
from vitrino.domain.text.links import urls

_GAP = re.compile(r"[ \t]+(?=\n|$)|(?<=\n)[ \t]+")
_MANY_LINES = re.compile(r"\n{3,}")


def place(said: Adapted, form: TextForm, link: str) -> Adapted:
    """Put the text's links and the post's own one where this network shows them."""
    if form.links == "dead":
        return _out_of_the_text(said, form, link)
    if form.links == "card":
        return _into_the_card(said, form, link)
    return _into_the_text(said, form, link)


def web_links(text: str) -> list[str]:
    """The addresses in the text that begin with http, each once; a bare "shop.eu" may as well be a name."""
    return list(dict.fromkeys(span.text for span in urls(text) if span.text.lower().startswith("http")))


def _into_the_text(said: Adapted, form: TextForm, link: str) -> Adapted:
    everywhere = (said.text, *said.parts, said.first_comment)
    if not link or any(link in text for text in everywhere):
        return said
    why = say("Added the link to the text: {platform} has no other place for it.", platform=form.name)
    return said.but(said=why, text=f"{said.text}\n\n{link}".strip())


def _into_the_card(said: Adapted, form: TextForm, link: str) -> Adapted:
    """A link at the very end is left out when a card below says the same."""
    body = said.text.removesuffix(link).rstrip() if link else said.text
    if body == said.text or not body or body[-1:] in "([<\"'":
        return said
    why = say("Took the link out of the text: {platform} shows it in a card of its own.", platform=form.name)
    return said.but(said=why, text=body)


def _out_of_the_text(said: Adapted, form: TextForm, link: str) -> Adapted:
    found = web_links(said.text)
    moving = [one for one in dict.fromkeys([*found, *([link] if link else [])]) if one not in said.first_comment]
    if not found and not moving:
        return said
    advice = say("On {platform} a link can only be tapped in your profile. Put it there too.", platform=form.name)
    comment = "\n".join([*([said.first_comment] if said.first_comment else []), *moving])
    if form.comment is None or not fits(comment, form.comment):
        return said.but(advice=(advice,))
    why = say("Moved the link to the first comment, because {platform} shows no links in texts.", platform=form.name)
    return said.but(said=why, text=without(said.text, found), first_comment=comment, advice=(advice,))


def without(text: str, links: list[str]) -> str:
    """The text without these links, and without the gaps they leave."""
    pieces, at = [], 0
    for span in urls(text):
        if span.text in links:
            pieces.append(text[at : span.start].rstrip(" \t"))
            at = span.end
    left = _GAP.sub("", "".join([*pieces, text[at:]]))
    return _MANY_LINES.sub("\n\n", left).strip()
