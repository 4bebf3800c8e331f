"""What is wished of a weekly time besides its kind of content: a test, a kind of post, or anything but one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vitrino.domain.message import Message, say
from vitrino.insight.wording import posts_with

if TYPE_CHECKING:
    from vitrino.plan.models import Slot


def wish_of(slot: Slot) -> Message | None:
    """In words; None for a time without a wish."""
    if slot.format:
        return say("kept for {posts}", posts=posts_with("format", slot.format))
    if slot.avoids:
        return say("for anything but {posts}", posts=posts_with("format", slot.avoids))
    return say("a test: little is known about this time") if slot.is_test else None
