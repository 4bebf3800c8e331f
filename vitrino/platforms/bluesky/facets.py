"""What in a text is a link, a hashtag or a person, as Bluesky wants it: byte offsets of the UTF-8 text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from vitrino.domain.text import graphemes, hashtags, urls

# A handle is a host name (atproto.com/specs/handle), after a blank, an opening bracket or at the start, as the
# official detector has it (atproto packages/api/src/rich-text/util.ts).
_PERSON = re.compile(
    r"(?:(?<=[\s(])|^)@((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)",
    re.MULTILINE,
)
_TAG_BYTES = 640
_TAG_SIGNS = 64


def handles(text: str) -> list[str]:
    """The people a text may mean, in small letters, each once."""
    return list(dict.fromkeys(found[1].lower() for found in _PERSON.finditer(text)))


def facets(text: str, dids: Mapping[str, str]) -> list[dict[str, Any]]:
    """All facets in the order of the text. dids: handle -> DID; a person without one stays plain text."""
    offsets = _byte_offsets(text)
    found = sorted([*_links(text), *_tags(text), *_people(text, dids)], key=lambda part: part[0])
    return [
        {"index": {"byteStart": offsets[start], "byteEnd": offsets[end]}, "features": [feature]}
        for start, end, feature in found
    ]


def _links(text: str) -> Iterator[tuple[int, int, dict[str, str]]]:
    for span in urls(text):
        uri = span.text if re.match(r"https?://", span.text, re.IGNORECASE) else f"https://{span.text}"
        yield span.start, span.end, {"$type": "app.bsky.richtext.facet#link", "uri": uri}


def _tags(text: str) -> Iterator[tuple[int, int, dict[str, str]]]:
    for span in hashtags(text):
        tag = span.text[1:]
        if len(tag.encode()) <= _TAG_BYTES and len(list(graphemes(tag))) <= _TAG_SIGNS:
            yield span.start, span.end, {"$type": "app.bsky.richtext.facet#tag", "tag": tag}


def _people(text: str, dids: Mapping[str, str]) -> Iterator[tuple[int, int, dict[str, str]]]:
    for found in _PERSON.finditer(text):
        did = dids.get(found[1].lower())
        if did:
            yield found.start(), found.end(), {"$type": "app.bsky.richtext.facet#mention", "did": did}


def _byte_offsets(text: str) -> list[int]:
    """Byte position of every code point, and of the end."""
    offsets = [0]
    for sign in text:
        offsets.append(offsets[-1] + len(sign.encode("utf-8", "surrogatepass")))
    return offsets
