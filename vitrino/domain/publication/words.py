"""The question a person is asked when a publication needs a decision. The event that led there is the question."""

from __future__ import annotations

from collections.abc import Mapping

from vitrino.domain.message import Message, say

from .names import Event

QUESTIONS: Mapping[Event, Message] = {
    Event.TOO_LATE: say("The time for this post is long past. Should it still go out?"),
    Event.TRIED_OUT: say(
        "Sending didn't work, and an earlier try may have gone through. Please look at your profile: is the post there?"
    ),
    Event.REFUSED_AFTER_UNKNOWN: say(
        "The platform refused this post, but an earlier try may have gone through. "
        "Please look at your profile: is the post there?"
    ),
    Event.AMBIGUOUS: say(
        "A post like this one is out, but two of your posts look the same, so Vitrino can't tell which. "
        "Please look at your profile: is this one there?"
    ),
    Event.ABSENCE_PROVEN: say(
        "The answer to this post was lost, and looking for it twice didn't find it. "
        "Please look at your profile: is it there, or should it be published again?"
    ),
    Event.BLIND: say(
        "The answer to this post was lost, and this platform doesn't let Vitrino look. "
        "Please look at your profile: is the post there?"
    ),
    Event.LOOKED_TOO_LONG: say(
        "The answer to this post was lost, and the platform doesn't show clearly whether it is out. "
        "Please look at your profile: is the post there?"
    ),
}
