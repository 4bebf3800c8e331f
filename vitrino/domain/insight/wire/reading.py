"""Fields of a request, checked as they are read; what is wrong is a ValueError that names the field and the remedy."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

_LARGEST = 1e15  # beyond it counts lose their units
_LONGEST_TEXT = 20_000
_EARLIEST, _LATEST = 1970, 2200


class Fields:
    """The fields of one JSON object. `name` goes before the names of its fields in what is said: "posts[3].at"."""

    def __init__(self, given: Mapping[str, Any], name: str = "") -> None:
        self._given, self._name = given, name

    def has(self, field: str) -> bool:
        return self._given.get(field) is not None

    def raw(self, field: str) -> Any:
        return self._given.get(field)

    def number(self, field: str, default: float | None = None, *, least: float = -_LARGEST) -> float:
        value = self._there(field, "a number") if default is None else self._given.get(field)
        return float(default or 0) if value is None else checked(value, self._called(field), least)

    def whole(self, field: str, default: int | None = None, *, least: int, most: int) -> int:
        value = self._there(field, "a whole number") if default is None else self._given.get(field)
        if value is None:
            return int(default or 0)
        return _whole(value, self._called(field), least, most)

    def text(self, field: str) -> str:
        value = self._there(field, "a text")
        if not isinstance(value, str):
            raise ValueError(f'"{self._called(field)}" must be a text in quotes.')
        return value[:_LONGEST_TEXT]

    def word(self, field: str, known: Collection[str], default: str | None = None) -> str:
        every = ", ".join(known)
        value = self._given.get(field) if default is not None else self._there(field, f"one of {every}")
        value = default if value is None else value
        if not isinstance(value, str) or value not in known:
            raise ValueError(f'"{self._called(field)}" must be one of {every}.')
        return value

    def truth(self, field: str) -> bool | None:
        """true or false; a number is true when it is more than 0 (a count of hashtags); None when unknown."""
        value = self._given.get(field)
        if value is None or isinstance(value, bool):
            return value
        if not isinstance(value, int | float):
            raise ValueError(f'"{self._called(field)}" must be true, false or a number.')
        return checked(value, self._called(field)) > 0

    def time(self, field: str, *, needs_hour: bool = True) -> datetime:
        """An aware time. One without a zone is the clock on the shop's wall, and stays as it stands."""
        value = self._there(field, "a time such as 2026-05-04T17:30:00")
        try:
            at = datetime.fromisoformat(value.strip())
        except (ValueError, TypeError, AttributeError):
            raise ValueError(f'"{self._called(field)}" must be a time such as 2026-05-04T17:30:00.') from None
        if needs_hour and len(value.strip()) <= len("2026-05-04"):
            raise ValueError(f'"{self._called(field)}" needs the time of day too: 2026-05-04T17:30:00.')
        if not _EARLIEST <= at.year < _LATEST:
            raise ValueError(f'"{self._called(field)}" lies in the year {at.year}. Check the date.')
        return at if at.tzinfo else at.replace(tzinfo=UTC)

    def numbers(self, field: str, *, most: int, least: float = 0, gaps: bool = False) -> list[float]:
        """A list of numbers; with `gaps`, null may stand for what is unknown and becomes NaN."""
        values = self.listed(field, "a list of numbers", most)
        name = self._called(field)
        return [
            math.nan if gaps and value is None else checked(value, f"{name}[{n}]", least)
            for n, value in enumerate(values)
        ]

    def pairs(self, field: str, *, most: int) -> list[tuple[int, int]]:
        """[[weekday, hour], …], each once, in their order."""
        found = []
        for n, pair in enumerate(self.listed(field, "a list of [weekday, hour]", most)):
            name = f"{self._called(field)}[{n}]"
            if not isinstance(pair, list) or len(pair) != 2:
                raise ValueError(f'"{name}" must be [weekday from 0 (Monday) to 6, hour from 0 to 23].')
            found.append((_whole(pair[0], name, 0, 6), _whole(pair[1], name, 0, 23)))
        return list(dict.fromkeys(found))

    def objects(self, field: str, *, most: int) -> Iterator[Fields]:
        for n, value in enumerate(self.listed(field, "a list of objects", most)):
            name = f"{self._called(field)}[{n}]"
            if not isinstance(value, dict):
                raise ValueError(f'"{name}" must be an object in braces.')
            yield Fields(value, name)

    def listed(self, field: str, what: str, most: int) -> list[Any]:
        values = self._there(field, what)
        if not isinstance(values, list):
            raise ValueError(f'"{self._called(field)}" must be {what}.')
        if len(values) > most:
            raise ValueError(f'"{self._called(field)}" holds {len(values)} entries; {most} is the most. Send fewer.')
        return values

    def _there(self, field: str, what: str) -> Any:
        if self._given.get(field) is None:
            raise ValueError(f'"{self._called(field)}" is missing: {what}.')
        return self._given[field]

    def _called(self, field: str) -> str:
        return f"{self._name}.{field}" if self._name else field


def checked(value: Any, name: str, least: float = -_LARGEST) -> float:
    """A finite number that is at least `least`."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f'"{name}" must be a number.')
    if isinstance(value, float) and math.isnan(value):
        raise ValueError(f'"{name}" is NaN. Send null for what is unknown.')
    if abs(value) > _LARGEST:
        raise ValueError(f'"{name}" is too large to be a count.')
    if value < least:
        raise ValueError(f'"{name}" must be {least:g} or more.')
    return float(value)


def _whole(value: Any, name: str, least: int, most: int) -> int:
    number = checked(value, name)
    if number != int(number) or not least <= number <= most:
        raise ValueError(f'"{name}" must be a whole number from {least} to {most}.')
    return int(number)
