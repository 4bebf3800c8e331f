"""What a suggestion may change: a closed set of kinds, and the shape of the change of each.

A change is kept as JSON (`stored`), and read back with `read`. Times are the shop's wall clock; weekday 0 is Monday.
"""

from __future__ import annotations

from datetime import time
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

Weekday = Field(ge=0, le=6)
# A kind of post as the platforms call it: photo, video, carousel, text, link, poll, story.
Format = Field(pattern=r"^[a-z][a-z-]{1,19}$")
MOST_SLOTS = 7


class Change(BaseModel):
    """What accepting does, as data. kind: what the suggestion is called."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: ClassVar[str]

    def stored(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_none=True)


class AddSlot(Change):
    """One more weekly time, kept for a pillar where one is given."""

    kind = "slot"
    channel: int
    weekday: int = Weekday
    time: time
    pillar: int | None = None


class TestSlot(AddSlot):
    """One more weekly time, declared as a test: little is known about it."""

    __test__ = False
    kind = "test"


class MoveSlot(Change):
    """A weekly time goes to another day or hour."""

    kind = "slot-move"
    channel: int
    from_weekday: int = Weekday
    from_time: time
    weekday: int = Weekday
    time: time


class DropSlot(Change):
    """A weekly time is no longer kept."""

    kind = "slot-drop"
    channel: int
    weekday: int = Weekday
    time: time


class MorePillar(Change):
    """Up to so many weekly times of a channel, those kept for nothing first, are kept for this pillar."""

    kind = "pillar-more"
    channel: int
    pillar: int
    slots: int = Field(default=1, ge=1, le=MOST_SLOTS)


class LessPillar(Change):
    """Up to so many weekly times kept for this pillar are free for anything again."""

    kind = "pillar-less"
    channel: int
    pillar: int
    slots: int = Field(default=1, ge=1, le=MOST_SLOTS)


class MoreFormat(Change):
    """Up to so many weekly times of a channel ask for this kind of post."""

    kind = "format-more"
    channel: int
    format: str = Format
    slots: int = Field(default=1, ge=1, le=MOST_SLOTS)


class LessFormat(Change):
    """Up to so many weekly times of a channel ask for anything but this kind of post."""

    kind = "format-less"
    channel: int
    format: str = Format
    slots: int = Field(default=1, ge=1, le=MOST_SLOTS)


class SetCadence(Change):
    """So many posts a week on a channel."""

    kind = "cadence"
    channel: int
    low: float = Field(ge=0, le=200)
    high: float = Field(ge=0, le=200)


class DropPlatform(Change):
    """Nothing is planned on a channel any more; it stays connected, and people there are still answered."""

    kind = "platform-drop"
    channel: int


class TryPlatform(Change):
    """Begin (again) on a platform with a few posts a week; without a channel there, an idea reminds to connect it."""

    kind = "platform-try"
    platform: str = Field(max_length=40)
    low: float = Field(default=1, ge=0, le=200)
    high: float = Field(default=2, ge=0, le=200)


class NoteIdea(Change):
    """Something to post about."""

    kind = "idea"
    text: str = Field(min_length=1, max_length=2000)
    pillar: int | None = None


Kind = Literal[
    "slot", "slot-move", "slot-drop", "pillar-more", "pillar-less", "format-more", "format-less", "cadence",
    "platform-drop", "platform-try", "idea", "test",
]  # fmt: skip
SHAPES: dict[str, type[Change]] = {
    shape.kind: shape
    for shape in (
        AddSlot, MoveSlot, DropSlot, MorePillar, LessPillar, MoreFormat, LessFormat, SetCadence, DropPlatform,
        TryPlatform, NoteIdea, TestSlot,
    )
}  # fmt: skip


def read(kind: str, change: dict[str, Any]) -> Change:
    """The change of a suggestion. Raises ValueError for a kind nobody knows and for a wrong shape."""
    if kind not in SHAPES:
        raise ValueError(f"Nobody knows how to carry out a suggestion of the kind {kind!r}.")
    return SHAPES[kind].model_validate(change)
