"""Sentences of the Django-free code, said in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.translation import gettext

from vitrino.domain.message import Message, Value, fill


def words(message: Message | Promise | str | None) -> str:
    """The message translated, its numbers written as the reader writes them; "" for none.

    Plain text is taken as finished words and comes back as it is, safe HTML stays safe.
    """
    if isinstance(message, Message):
        return fill(gettext(message.template), _localized(message.values)) if message.template else ""
    if isinstance(message, str):
        return message
    return "" if message is None else str(message)


def _localized(values: Mapping[str, Value]) -> Mapping[str, Value]:
    return {name: _said(value) for name, value in values.items()}


def _said(value: Value | Mapping[str, Any]) -> str:
    """One value as the reader reads it; a message inside the message (as it is, or as stored) is translated too."""
    if isinstance(value, str):
        return value
    if isinstance(value, Message):
        return words(value)
    if isinstance(value, Mapping):
        return words(Message(str(value.get("template", "")), value.get("values") or {}))
    return str(localize(value))
