"""Criticism stays: what is hidden or deleted needs a lawful reason, a person with a name, and a copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem

_LOW_RATING = 3


class RemovalAction(StrEnum):
    HIDE = "hide"
    DELETE = "delete"


class RemovalReason(StrEnum):
    """Why something may go although it is critical; there is no reason "it hurts us"."""

    SPAM = "spam"
    ILLEGAL = "illegal"
    PERSONAL_DATA = "personal_data"
    THREAT = "threat"
    HATE = "hate"
    OFF_TOPIC_ADVERTISING = "off_topic_advertising"


LAWFUL: dict[RemovalReason, Message] = {
    RemovalReason.SPAM: say("It is spam"),
    RemovalReason.ILLEGAL: say("It is against the law"),
    RemovalReason.PERSONAL_DATA: say("It shows somebody's personal data"),
    RemovalReason.THREAT: say("It threatens somebody"),
    RemovalReason.HATE: say("It spreads hatred"),
    RemovalReason.OFF_TOPIC_ADVERTISING: say("It advertises something that does not belong here"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A comment or review as it stands. copy: its text, kept whatever becomes of the original."""

    id: str
    copy: str
    is_complaint: bool = False
    rating: int | None = None

    @property
    def is_criticism(self) -> bool:
        """A complaint, or a review of three stars or fewer."""
        return self.is_complaint or (self.rating is not None and self.rating <= _LOW_RATING)


@dataclass(frozen=True, slots=True)
class Removal:
    """Somebody hides or deletes something; to be recorded, and shown in the checkup when it is criticism."""

    action: RemovalAction
    item: Item
    at: datetime
    by: str
    reason: RemovalReason | None = None


def check_removal(removal: Removal) -> Removal:
    """The removal, to be recorded before it is done. Raises Problem with words where it is refused."""
    if not removal.by:
        raise Problem(say("Somebody of the shop has to decide this, by name."))
    if removal.item.is_criticism and removal.reason not in LAWFUL:
        raise Problem(
            say(
                "This is criticism, so it stays. People trust a shop that answers. Only spam, something unlawful, "
                "personal data, threats, hatred or advertising may be removed."
            ),
            "reason",
        )
    return removal
