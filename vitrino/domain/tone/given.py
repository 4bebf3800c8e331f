"""A reply from JSON, as the filter and the fixtures write it. Keys nobody knows are passed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from vitrino.domain.hours import ALWAYS, OpeningHours
from vitrino.domain.hours import from_json as hours_from_json
from vitrino.domain.slots import zone
from vitrino.domain.tone.reply import PUBLIC_SURFACES, Customer, Reply, Shop, Surface

Made = TypeVar("Made", Customer, Shop)
# Shorter words for the keys people write by hand.
_ALSO = {"complaint": "is_complaint", "happy": "is_happy", "policy_stated": "was_policy_stated"}


def reply_from(given: Mapping[str, Any]) -> Reply:
    """{"text", "language", "surface", "public", "now", "customer", "shop"}; all but the text may be missing.

    `customer` and `shop` hold the fields of `Customer` and `Shop`; a customer may be just the text they wrote.
    `public` follows the surface. Raises ValueError naming the key that can't be read.
    """
    if not isinstance(given.get("text"), str):
        raise ValueError('The object has no "text".')
    surface = cast(Surface, _SURFACE("surface", given.get("surface") or "comment"))
    is_public = _flag("public", given.get("public"))
    customer, shop = given.get("customer"), given.get("shop")
    return Reply(
        text=given["text"],
        language=_text("language", given.get("language") or ""),
        surface=surface,
        is_public=surface in PUBLIC_SURFACES if is_public is None else is_public,
        customer=_made(Customer, {"text": customer} if isinstance(customer, str) else customer, "customer"),
        shop=_made(Shop, shop, "shop"),
        now=_moment("now", given.get("now")),
    )


def _made(kind: type[Made], given: Any, name: str) -> Made:
    if given is None:
        return kind()
    if not isinstance(given, Mapping):
        raise ValueError(f'"{name}" is an object.')
    values = {_ALSO.get(key, key): value for key, value in given.items() if value is not None}
    known = {field.name: _BY_NAME.get(field.name) or _READERS[str(field.type)] for field in fields(kind)}
    return kind(**{key: known[key](f"{name}.{key}", value) for key, value in values.items() if key in known})


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f'"{name}" is a text.')
    return value


def _texts(name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(one, str | int) for one in value):
        raise ValueError(f'"{name}" is a list of texts.')
    return tuple(str(one) for one in value)


def _flag(name: str, value: Any) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise ValueError(f'"{name}" is true or false.')
    return value


def _number(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f'"{name}" is a whole number.')
    return value


def _zone(name: str, value: Any) -> str:
    """As zones are named today; raises Problem for one that nobody knows."""
    return zone(_text(name, value)).key


def _one_of(*choices: str) -> Callable[[str, Any], str | None]:
    def read(name: str, value: Any) -> str | None:
        if value not in choices:
            raise ValueError(f'"{name}" is one of {", ".join(choices)}.')
        return str(value) or None

    return read


def _hours(name: str, value: Any) -> OpeningHours:
    if not isinstance(value, Mapping):
        raise ValueError(f'"{name}" is an object: weekday 0 to 6 or a date, with pairs of times.')
    return hours_from_json(value) if value else ALWAYS


def _moment(name: str, value: Any) -> datetime | None:
    """Without a zone it is UTC."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ValueError(f'"{name}" is a time such as 2026-11-20T14:05:00+01:00.') from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_BY_NAME: dict[str, Callable[[str, Any], Any]] = {"zone": _zone}
_SURFACE = _one_of("comment", "message", "review", "mention", "email")
# How a field is read, by its annotation.
_READERS: dict[str, Callable[[str, Any], Any]] = {
    "str": _text,
    "bool": _flag,
    "bool | None": _flag,
    "int | None": _number,
    "tuple[str, ...]": _texts,
    "Gender | None": _one_of("f", "m", ""),
    "Formality | None": _one_of("formal", "informal", ""),
    "OpeningHours": _hours,
}
