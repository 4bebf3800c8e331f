"""Length as the Mastodon family counts it: links at a fixed length, mentions without their server.

Source: mastodon/mastodon app/validators/status_length_validator.rb, app/lib/extractor.rb, app/models/account.rb.
"""

from __future__ import annotations

import re

from vitrino.domain.text.clusters import grapheme_count
from vitrino.domain.text.links import FEDIVERSE, urls
from vitrino.domain.text.spans import Span, first_come
from vitrino.domain.text.tags import AFTER_NO_MENTION

NAME = "[0-9A-Za-z_]+(?:[.-]+[0-9A-Za-z_]+)*"
MENTION = re.compile(rf"(?<![=/\w])(?P<local>@{NAME})(?:@[\w.-]*\w)?")


def fediverse_length(text: str, url_length: int | None) -> int:
    """Graphemes, where a link with https:// counts `url_length` (None: in full) and @name@server only @name."""
    return grapheme_count(_as_counted(text, url_length))


def _as_counted(text: str, url_length: int | None) -> str:
    """The text with stand-ins of the counted length."""
    pieces, at = [], 0
    for span in first_come((*urls(text, FEDIVERSE), *remote_mentions(text))):
        pieces += [text[at : span.start], _stand_in(span, url_length)]
        at = span.end
    return "".join([*pieces, text[at:]])


def _stand_in(span: Span, url_length: int | None) -> str:
    if span.text.startswith("@"):
        return span.text.rpartition("@")[0]
    return span.text if url_length is None else "x" * url_length


def remote_mentions(text: str) -> list[Span]:
    """People named with their server, such as @shop@example.social."""
    found = (match for match in MENTION.finditer(text) if not AFTER_NO_MENTION.match(text, match.end()))
    return [Span(*match.span(), match.group()) for match in found if "@" in match.group()[1:]]
