"""What a look back or a report says, as values that can be kept: sentences stay templates, a missing number missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vitrino.domain.message import Message

NONE = Message("")


@dataclass(frozen=True)
class Figure:
    """A number with what it is compared with and on what it rests. value None: unknown, and `reason` says why."""

    key: str
    label: Message
    value: float | None
    before: float | None
    sample: Message
    reason: Message = NONE
    places: int = 0

    @property
    def change(self) -> float | None:
        """0.25: a quarter more; None when there is nothing to compare with."""
        return self.value / self.before - 1 if self.value is not None and self.before else None

    @property
    def trend(self) -> str:
        return "" if self.change is None else "up" if self.change > 0 else "down" if self.change < 0 else "same"

    def kept(self) -> dict[str, Any]:
        return {
            "key": self.key, "label": keep(self.label), "value": self.value, "before": self.before,
            "sample": keep(self.sample), "reason": keep(self.reason), "places": self.places,
        }  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A title with a line below. title, line: a sentence, or a text as somebody wrote it. ids: known posts behind it.

    number: for lines about single posts, their answers. url: on the platform.
    """

    title: Message | str
    line: Message | str = ""
    tone: str = ""
    ids: tuple[int, ...] = ()
    url: str = ""
    platform: str = ""
    number: float | None = None

    def kept(self) -> dict[str, Any]:
        return {
            "title": keep(self.title), "line": keep(self.line), "tone": self.tone, "ids": list(self.ids),
            "url": self.url, "platform": self.platform, "number": self.number,
        }  # fmt: skip


def keep(said: Message | str) -> Any:
    return {"template": said.template, "values": said.stored()} if isinstance(said, Message) else said


def message(kept: Any) -> Message | str:
    if isinstance(kept, Mapping):
        return Message(str(kept.get("template", "")), dict(kept.get("values") or {}))
    return str(kept or "")


def sentence(kept: Any) -> Message:
    found = message(kept)
    return found if isinstance(found, Message) else NONE


def figure(kept: Mapping[str, Any]) -> Figure:
    return Figure(
        str(kept["key"]), sentence(kept["label"]), kept["value"], kept["before"], sentence(kept["sample"]),
        sentence(kept["reason"]), int(kept["places"]),
    )  # fmt: skip


def line(kept: Mapping[str, Any]) -> Line:
    return Line(
        message(kept["title"]), message(kept["line"]), str(kept["tone"]), tuple(kept["ids"]), str(kept["url"]),
        str(kept["platform"]), kept["number"],
    )  # fmt: skip
