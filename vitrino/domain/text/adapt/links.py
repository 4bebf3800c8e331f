"""Where links go: into the text, out of it because a card shows them, or into the first comment."""

from __future__ import annotations

import re

from vitrino.domain.message import say
from vitrino.domain.text.adapt.form import Adapted, TextForm, fits
from vitrino.domain.text.adapt.leads import without_lead
from vitrino.domain.text.links import urls

_GAP = re.compile(r"[ \t]+(?=\n|$)|(?<=\n)[ \t]+")
_MANY_LINES = re.compile(r"\n{3,}")
_CLOSING = " \t.!,;"


def place(said: Adapted, form: TextForm, link: str, language: str) -> Adapted:
    """Put the text's links and the post's own one where this network shows them."""
    if form.links == "dead":
        return _out_of_the_text(said, form, link, language)
    if form.links == "card":
        return _into_the_card(said, form, link, language)
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


def _into_the_card(said: Adapted, form: TextForm, link: str, language: str) -> Adapted:
    """A link at the very end is left out when a card below says the same."""
    body = said.text.removesuffix(link).rstrip() if link else said.text
    if body == said.text or not body or body[-1:] in "([<\"'":
        return said
    why = say("Took the link out of the text: {platform} shows it in a card of its own.", platform=form.name)
    text, lead = without_lead(body, language)
    return _led(said.but(said=why, text=text), [lead])


def _out_of_the_text(said: Adapted, form: TextForm, link: str, language: str) -> Adapted:
    found = web_links(said.text)
    moving = [one for one in dict.fromkeys([*found, *([link] if link else [])]) if one not in said.first_comment]
    if not found and not moving:
        return said
    advice = say("On {platform} a link can only be tapped in your profile. Put it there too.", platform=form.name)
    comment = "\n".join([*([said.first_comment] if said.first_comment else []), *moving])
    if form.comment is None or not fits(comment, form.comment):
        return said.but(advice=(advice,))
    why = say("Moved the link to the first comment, because {platform} shows no links in texts.", platform=form.name)
    text, leads = without(said.text, found, language)
    return _led(said.but(said=why, text=text, first_comment=comment, advice=(advice,)), leads)


def _led(said: Adapted, leads: list[str]) -> Adapted:
    """Tell which words went with the link; a colon is not worth a word."""
    words = list(dict.fromkeys(lead for lead in leads if lead))
    if not words:
        return said
    return said.but(said=say("Left away the words that only led to the link: “{words}”", words=", ".join(words)))


def without(text: str, links: list[str], language: str) -> tuple[str, list[str]]:
    """The text without these links and the gaps they leave, and what led to those that closed a line: gone as well."""
    done, leads = [""], []
    for line in text.split("\n"):
        before, after = _without(line, links)
        if after is None or after.strip(_CLOSING):
            done.append(f"{before}{after or ''}")
            continue
        kept, lead = without_lead("\n".join([*done, before]), language)
        done = [kept + (after.strip() if kept[-1:].isalnum() else "")]
        leads.append(lead)
    return _MANY_LINES.sub("\n\n", _GAP.sub("", "\n".join(done))).strip(), leads


def _without(line: str, links: list[str]) -> tuple[str, str | None]:
    """What stands before the line's last link, without links, and what stands behind it; None: there is none."""
    pieces, at = [], 0
    for span in urls(line):
        if span.text in links:
            pieces.append(line[at : span.start].rstrip(" \t"))
            at = span.end
    return ("".join(pieces), line[at:]) if pieces else (line, None)
