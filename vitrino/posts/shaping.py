"""What the composer can do to one channel's text at a press: adapt it, split it, and take that back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vitrino.channels import queries as channels
from vitrino.domain import text as rules
from vitrino.domain.message import say
from vitrino.domain.text.adapt import Long, Tone, adapt
from vitrino.posts import checks, queries
from vitrino.posts.composer import Told
from vitrino.posts.typed import Typed

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.posts.models import Post


def shaped(
    post: Post, sent: Typed, channel: Channel, way: str, given: Mapping[str, str] | None = None
) -> tuple[Typed, Told | None]:
    """The form after pressing `way`: adapt, short, add, remove-<place>, join, take or undo. Others change nothing.

    given: the form's own fields, of which undo-<channel> and proposal-<channel> are read.
    """
    given = given or {}
    if way in ("adapt", "short"):
        return _adapted(post, sent, channel, "short" if way == "short" else "thread")
    if way == "undo":
        return _taken_back(sent, channel.pk, given.get(f"undo-{channel.pk}", "")), None
    if way == "take":
        return _taken_over(sent, channel.pk, given.get(f"proposal-{channel.pk}", ""))
    parts = sent.parts.get(channel.pk, ())
    if way == "add":
        return _with(sent, channel.pk, parts=(*parts, "")), None
    if way == "join":
        return _joined(sent, channel.pk)
    place = way.removeprefix("remove-")
    if way != place and place.isdecimal():
        left = tuple(part for at, part in enumerate(parts) if at != int(place))
        undo = _remembered(sent, channel.pk)
        return _with(sent, channel.pk, parts=left), Told((say("Took a post out of the thread."),), undo=undo)
    return sent, None


def _adapted(post: Post, sent: Typed, channel: Channel, long: Long) -> tuple[Typed, Told]:
    pictures = queries.pictures_of(post).count()
    parts = tuple(part for part in sent.parts.get(channel.pk, ()) if part.strip())
    said = adapt(
        _text(sent, channel.pk), checks.form_of(channel, pictures=pictures, tone=_tone(channel)), link=sent.link,
        parts=parts, first_comment=sent.comments.get(channel.pk, ""), language=sent.language, long=long,
    )  # fmt: skip
    if not said.changes:
        nothing = say("Nothing to change: the text suits {platform} as it is.",
                      platform=channels.manifest_of(channel).name)  # fmt: skip
        return sent, Told((nothing,), said.advice)
    undo = _remembered(sent, channel.pk)
    return _with(sent, channel.pk, text=said.text, parts=said.parts, comment=said.first_comment), Told(
        said.changes, said.advice, undo
    )


def _tone(channel: Channel) -> Tone | None:
    """A shop that speaks formally does so everywhere; one that is casual still is formal where that is expected."""
    brand = getattr(channel.workspace, "brand", None)
    return "formal" if brand is not None and brand.formality == "formal" else None


def _joined(sent: Typed, channel_id: int) -> tuple[Typed, Told | None]:
    """The thread as one text again."""
    parts = [part for part in sent.parts.get(channel_id, ()) if part.strip()]
    if not parts:
        return sent, None
    undo = _remembered(sent, channel_id)
    whole = "\n\n".join([_text(sent, channel_id), *parts])
    return _with(sent, channel_id, text=whole, parts=()), Told(
        (say("Put the thread together into one text."),), undo=undo
    )


def _taken_over(sent: Typed, channel_id: int, proposal: str) -> tuple[Typed, Told | None]:
    """The proposal as the channel's text, because a person pressed that it shall be."""
    if not proposal.strip():
        return sent, None
    told = Told((say("Took the proposal over."),), undo=_remembered(sent, channel_id))
    return _with(sent, channel_id, text=rules.clean(proposal).strip()), told


def _remembered(sent: Typed, channel_id: int) -> str:
    kept = {"text": sent.texts.get(channel_id), "parts": list(sent.parts.get(channel_id, ())),
            "comment": sent.comments.get(channel_id, "")}  # fmt: skip
    return json.dumps(kept)


def _taken_back(sent: Typed, channel_id: int, undo: str) -> Typed:
    """As it was before; a form that was tampered with changes nothing."""
    try:
        kept: Any = json.loads(undo)
        own, parts, comment = kept["text"], kept["parts"], kept["comment"]
    except (ValueError, KeyError, TypeError):
        return sent
    if not (own is None or isinstance(own, str)) or not isinstance(comment, str) or not isinstance(parts, list):
        return sent
    back = _with(sent, channel_id, parts=tuple(rules.clean(str(part)) for part in parts), comment=rules.clean(comment))
    return replace(back, texts={**back.texts, channel_id: None if own is None else rules.clean(own)})


def _with(sent: Typed, channel_id: int, **fields: Any) -> Typed:
    """The form with another text, parts or comment for one channel."""
    texts, parts, comments = dict(sent.texts), dict(sent.parts), dict(sent.comments)
    if "text" in fields:
        texts[channel_id] = fields["text"]
    if "parts" in fields:
        parts[channel_id] = fields["parts"]
    if "comment" in fields:
        comments[channel_id] = fields["comment"]
    return replace(sent, texts=texts, parts=parts, comments=comments)


def _text(sent: Typed, channel_id: int) -> str:
    own = sent.texts.get(channel_id)
    return sent.idea if own is None else own
