"""How channels, sources and the ledger of quality are called on pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vitrino.channels.models import Channel
from vitrino.domain.message import Message, say


@dataclass(frozen=True)
class Sign:
    """A word with its tone and drawing."""

    text: Message
    tone: str
    icon: str


STATES: Mapping[str, Sign] = {
    Channel.State.CONNECTED: Sign(say("Connected"), "good", "plug-connected"),
    Channel.State.NEEDS_SIGN_IN: Sign(say("Needs to be connected again"), "bad", "plug-x"),
    Channel.State.PAUSED: Sign(say("Paused"), "warn", "player-pause"),
    Channel.State.DISCONNECTED: Sign(say("Disconnected"), "", "plug-x"),
}

KINDS: Mapping[str, Message] = {
    "mention": say("Mentions"),
    "comment": say("Comments"),
    "message": say("Messages"),
    "review": say("Reviews"),
    "find": say("Texts with your name"),
    "like": say("Likes"),
    "share": say("Shares"),
    "follow": say("New followers"),
}

PROOF: Mapping[str, Message] = {
    "A": say("Proven against the platform's own software."),
    "B": say("Proven against the platform's official contract, from both sides."),
    "C": say("Built from the documentation and checked with an independent program."),
    "D": say("Built from the documentation only."),
}

QUALITY: Mapping[str, Message] = {
    "done": say("done"),
    "todo": say("not yet"),
    "exempt": say("does not apply"),
}


def sign_of(channel: Channel) -> Sign:
    return STATES[channel.state]
