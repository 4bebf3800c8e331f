"""The composer's form as values: what was sent, what is stored, and the two put together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from vitrino.domain import text as rules
from vitrino.posts import queries
from vitrino.posts.models import Post

POLL_OPTIONS = 12
DAY_S = 86_400
# Lengths of polls on offer, in days; each network names its own longest.
POLL_DAYS = (1, 3, 7)


@dataclass(frozen=True)
class Typed:
    """The form as it was sent. texts: channel id -> own text, None while it follows the idea; only chosen channels.

    parts, comments: channel id -> the texts after the first, and the first comment; absent where the form had none.
    base: field -> mark of what the page showed when it was loaded or saved; None for a form without.
    """

    idea: str
    link: str
    language: str
    pillar_id: int | None
    version: int
    texts: Mapping[int, str | None]
    alt_texts: Mapping[int, str]
    parts: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    comments: Mapping[int, str] = field(default_factory=dict)
    poll: Mapping[str, Any] = field(default_factory=dict)
    links: str = ""
    base: Mapping[str, str] | None = None


def typed(post: Post, data: Mapping[str, str], chosen: list[str]) -> Typed:
    """Read the form. A text that still equals what was shown for a follower follows on.

    What the form does not hold at all stays as it is stored.
    """
    data = {name: rules.clean(value) for name, value in data.items()}
    idea, kept = data.get("idea", ""), stored(post)
    ids = [int(key) for key in chosen if key.isdecimal()]
    return Typed(
        idea=idea,
        link=data.get("link", "").strip(),
        language=data.get("language", "") or post.language,
        pillar_id=number(data.get("pillar", "")),
        version=number(data.get("version", "")) or 0,
        texts={key: _own_text(data, key, idea) for key in ids},
        alt_texts={key: data.get(f"alt-{key}", alt_text) for key, alt_text in kept.alt_texts.items()},
        parts={key: _parts(data, key, kept.parts.get(key, ())) for key in ids},
        comments={key: data.get(f"comment-{key}", kept.comments.get(key, "")) for key in ids},
        poll=_poll(data) if "poll-shown" in data else kept.poll,
        links=data.get("links", kept.links),
        base=_base(data.get("base", "")),
    )


def stored(post: Post) -> Typed:
    """The post as it is saved, in the same form."""
    variants = queries.variants_of(post)
    sent = Typed(
        idea=post.idea,
        link=post.link,
        language=post.language,
        pillar_id=post.pillar_id,
        version=post.version,
        texts={one.channel_id: one.text if one.is_own else None for one in variants},
        alt_texts={one.asset_id: one.alt_text for one in queries.pictures_of(post)},
        parts={one.channel_id: tuple(one.parts) for one in variants},
        comments={one.channel_id: one.first_comment for one in variants},
        poll=post.poll,
        links=post.links,
    )
    return replace(sent, base=marks(sent))


def marks(sent: Typed) -> dict[str, str]:
    """A short mark of every field, by which a later form tells what it changed."""
    return {name: _mark(value) for name, value in _flat(sent).items()}


def together(mine: Typed, theirs: Typed) -> tuple[Typed, bool, list[str]]:
    """What I changed put into what is stored: the result, whether it holds changes of theirs, and the clashes.

    A clash is a field that both changed, differently; the result then holds mine.
    """
    mine_flat, theirs_flat, base = _flat(mine), _flat(theirs), mine.base or {}
    merged, clashes, is_mixed = dict(mine_flat), [], False
    nothing = _mark(None)
    for name in mine_flat.keys() | theirs_flat.keys():
        ours, other, before = mine_flat.get(name), theirs_flat.get(name), base.get(name, nothing)
        if ours == other or _mark(other) == before:
            continue
        if _mark(ours) == before:
            merged[name], is_mixed = other, True
        else:
            clashes.append(name)
    return _built(mine, merged), is_mixed, sorted(clashes)


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None


def _flat(sent: Typed) -> dict[str, Any]:
    """Every field that one person can change while another changes the next; a channel off is a missing name."""
    fields: dict[str, Any] = {"idea": sent.idea, "link": sent.link, "language": sent.language}
    fields |= {"pillar": sent.pillar_id, "poll": dict(sent.poll), "links": sent.links}
    for key, own in sent.texts.items():
        fields |= {f"text-{key}": {"own": own}, f"parts-{key}": _filled(sent.parts.get(key, ())),
                   f"comment-{key}": sent.comments.get(key, "")}  # fmt: skip
    return fields | {f"alt-{key}": alt_text for key, alt_text in sent.alt_texts.items()}


def _built(sent: Typed, fields: Mapping[str, Any]) -> Typed:
    def of(kind: str) -> dict[int, Any]:
        return {int(name.removeprefix(kind)): value for name, value in fields.items()
                if name.startswith(kind) and value is not None}  # fmt: skip

    texts = {key: value["own"] for key, value in of("text-").items()}
    return replace(
        sent, idea=fields["idea"], link=fields["link"], language=fields["language"], pillar_id=fields["pillar"],
        poll=fields["poll"], links=fields["links"], texts=texts, alt_texts=of("alt-"),
        parts={key: tuple(value) for key, value in of("parts-").items() if key in texts},
        comments={key: value for key, value in of("comment-").items() if key in texts},
    )  # fmt: skip


def _mark(value: Any) -> str:
    return hashlib.blake2b(json.dumps(value, sort_keys=True).encode(), digest_size=6).hexdigest()


def _filled(parts: tuple[str, ...]) -> list[str]:
    return [part for part in parts if part.strip()]


def _base(text: str) -> dict[str, str] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return {str(name): str(mark) for name, mark in found.items()} if isinstance(found, dict) else None


def _own_text(data: Mapping[str, str], channel_id: int, idea: str) -> str | None:
    text = data.get(f"text-{channel_id}")
    if text is None or not text.strip() or text == idea:
        return None
    follows_what_was_shown = f"shown-{channel_id}" in data and text == data[f"shown-{channel_id}"]
    return None if follows_what_was_shown else text


def _parts(data: Mapping[str, str], channel_id: int, kept: tuple[str, ...]) -> tuple[str, ...]:
    """Fields part-<channel>-0, -1 …; `parts-<channel>` says that the form has them."""
    if f"parts-{channel_id}" not in data:
        return kept
    found: list[str] = []
    while (part := data.get(f"part-{channel_id}-{len(found)}")) is not None:
        found.append(part)
    return tuple(found)


def _poll(data: Mapping[str, str]) -> dict[str, Any]:
    """The poll that was written; {} while no answer is."""
    options = [data.get(f"poll-{place}", "").strip() for place in range(POLL_OPTIONS)]
    options = [option for option in options if option]
    if not options:
        return {}
    days = number(data.get("poll-days", "")) or POLL_DAYS[0]
    return {"options": options, "duration_s": min(days, 30) * DAY_S, "multiple": "poll-multiple" in data}
