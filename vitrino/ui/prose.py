"""Our own short guides, written in a little Markdown: headings, lists, paragraphs, **strong**, *stressed*, `code`."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_INLINE = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\*(.+?)\*"), r"<em>\1</em>"),
    (re.compile(r"`(.+?)`"), r"<code>\1</code>"),
)
_NUMBER = re.compile(r"\d+\. ")


def prose(text: str) -> Markup:
    """The guide as HTML. The first heading is left out: the page has its own."""
    blocks = [block for block in re.split(r"\n\s*\n", text.strip()) if not block.startswith("# ")]
    return Markup("").join(_block(block) for block in blocks)


def _block(block: str) -> Markup:
    lines = block.splitlines()
    if block.startswith("## "):
        return Markup("<h3>{}</h3>").format(_inline(block[3:]))
    if all(line.startswith(("- ", "  ")) for line in lines):
        return _list("ul", re.split(r"^- ", block, flags=re.MULTILINE)[1:])
    if _NUMBER.match(block):
        return _list("ol", re.split(r"^\d+\. ", block, flags=re.MULTILINE)[1:])
    return Markup("<p>{}</p>").format(_inline(" ".join(lines)))


def _list(tag: str, items: list[str]) -> Markup:
    inside = Markup("").join(Markup("<li>{}</li>").format(_inline(" ".join(item.split()))) for item in items)
    return Markup(f"<{tag}>{{}}</{tag}>").format(inside)


def _inline(text: str) -> Markup:
    safe = str(escape(text))
    for pattern, replacement in _INLINE:
        safe = pattern.sub(replacement, safe)
    return Markup(safe)
