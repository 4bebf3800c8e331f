"""HTML from outside as words."""

from __future__ import annotations

import lxml.html
from lxml.etree import LxmlError, ParserError

from vitrino.domain import text as rules

LONGEST = 20_000
_SILENT = ("script", "style", "head", "template", "noscript")
_BLOCKS = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "blockquote")


def text_of(markup: str) -> str:
    """The words of a piece of HTML, one line for each block; text without any markup comes back as it is."""
    markup = markup[:LONGEST]
    if "<" not in markup and "&" not in markup:
        return rules.clean(" ".join(markup.split()))
    try:
        root = lxml.html.fromstring(f"<div>{markup}</div>", parser=lxml.html.HTMLParser(no_network=True))
    except (LxmlError, ParserError, ValueError):
        return ""
    for element in list(root.iter(*_SILENT)):
        element.drop_tree()
    for element in root.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().splitlines())
    return rules.clean("\n".join(line for line in lines if line))
