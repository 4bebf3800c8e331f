"""Updates of a bot. Telegram keeps them for a day and has no list to read later, so what is missed is missed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vitrino.connect import reading
from vitrino.connect.hooks import Heard, Hook, Incoming
from vitrino.connect.records import Arrival, ArrivalKind, Author, Reference
from vitrino.connect.signatures import SharedSecret
from vitrino.platforms.telegram.manifest import MANIFEST

TEXTS = ("message", "edited_message")


def number(incoming: Incoming) -> str:
    """The update's own number."""
    return reading.text(reading.mapping(incoming.json()).get("update_id"))


def read(incoming: Incoming) -> Heard:
    update = reading.mapping(incoming.json())
    found = (_arrival(reading.mapping(update.get(name))) for name in TEXTS)
    return Heard([arrival for arrival in found if arrival is not None])


def _arrival(message: Mapping[str, Any]) -> Arrival | None:
    """A message to the bot, or a comment in the group below the channel. None for what bots and channels write."""
    chat, sender = reading.mapping(message.get("chat")), reading.mapping(message.get("from"))
    at, chat_id, number = reading.epoch(message.get("date")), _id(chat.get("id")), _id(message.get("message_id"))
    if at is None or not chat_id or not number or not _id(sender.get("id")) or sender.get("is_bot") is True:
        return None
    is_private = chat.get("type") == "private"
    answered = _id(reading.mapping(message.get("reply_to_message")).get("message_id"))
    kind: ArrivalKind = "message" if is_private else "comment"
    return Arrival(
        kind=kind,
        remote_id=f"{chat_id}:{number}",
        author=_author(sender),
        text=reading.text(message.get("text")) or reading.text(message.get("caption")),
        at=at,
        parent_id=f"{chat_id}:{answered}" if answered else "",
        thread_id=chat_id if is_private else f"{chat_id}:{_id(message.get('message_thread_id')) or number}",
        language=reading.text(sender.get("language_code"), 8),
        reply=Reference(number, {"chat_id": chat_id, "author_id": _id(sender.get("id"))}),
        raw=dict(message),
        edited_at=reading.epoch(message.get("edit_date")),
    )


def _author(sender: Mapping[str, Any]) -> Author:
    handle = reading.name(sender.get("username"))
    name = " ".join(reading.name(sender.get(part)) for part in ("first_name", "last_name")).strip()
    return Author(_id(sender.get("id")), handle, name, f"https://t.me/{handle}" if handle.isascii() and handle else "")


def _id(value: Any) -> str:
    """Groups have numbers below zero."""
    return reading.text(value, 30)


# `secret_token` of setWebhook: 1-256 characters A-Z, a-z, 0-9, _ and -, which is what Vitrino makes.
HOOK = Hook(
    name=MANIFEST.name,
    verifier=SharedSecret("x-telegram-bot-api-secret-token"),
    identify=number,
    read=read,
    secret_is_theirs=False,
)
