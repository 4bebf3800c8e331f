"""Small pieces of HTML that templates can't build safely by themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

REFERENCE = re.compile(r"https?://\S+|(?<!\w)[#@][\w][\w.@-]*\w|(?<!\w)#\w")


def attributes(values: Mapping[str, object] | None) -> Markup:
    """HTML attributes with a leading space: True becomes a bare name, False and None are left out."""
    if not values:
        return Markup("")
    return Markup("").join(_attribute(name, value) for name, value in values.items())


def described(id: str, hint: object, errors: Sequence[object], is_required: bool) -> dict[str, object]:
    """Attributes that tie a control to its hint and its errors."""
    ids = [f"{id}_{part}" for part, is_there in (("hint", hint), ("error", errors)) if is_there]
    return {
        "aria-describedby": " ".join(ids) or None,
        "aria-invalid": "true" if errors else None,
        "required": is_required,
    }


def references(text: str) -> Markup:
    """Text with its links, hashtags and handles marked, but not clickable: for previews."""
    parts, end = [], 0
    for match in REFERENCE.finditer(text):
        parts += [_lines(text[end : match.start()]), Markup('<span class="ref">{}</span>').format(match.group())]
        end = match.end()
    return Markup("").join([*parts, _lines(text[end:])])


def fold(text: str, at: int) -> tuple[str, bool]:
    """What a feed shows before "more", and whether something is hidden. Cuts between words when it can."""
    if len(text) <= at:
        return text, False
    head = text[:at]
    return (head.rsplit(None, 1)[0] if " " in head else head), True


def initials(name: str) -> str:
    """One or two letters that stand for a name."""
    letters = [word[0] for word in name.split() if word[0].isalnum()]
    return "".join(letters[:1] + letters[1:][-1:]).upper() or "?"


def _attribute(name: str, value: object) -> Markup:
    if value is None or value is False:
        return Markup("")
    return Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, value)


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))
