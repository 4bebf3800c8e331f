"""A text that was written for another network: it looks copied, and half of it leads nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, quote
from vitrino.connect.manners import manner_of
from vitrino.domain.message import Message, say
from vitrino.domain.text.manner import Manner, strangers
from vitrino.fit import variants
from vitrino.posts import checks
from vitrino.workspace.models import Workspace

SHOWN = 5
# What is out can't be changed any more; only a habit is worth a word.
HABIT = 3


@dataclass(frozen=True)
class Form:
    """What one post says on one channel, and how people write there."""

    post_id: int
    channel: str
    text: str
    manner: Manner
    is_out: bool


@dataclass(frozen=True)
class Facts:
    forms: tuple[Form, ...]


def judge(facts: Facts) -> list[Noticed]:
    """One notice about all forms that are strangers on their network."""
    found = [(one, told) for one in facts.forms if (told := strangers(one.text, one.manner))]
    waiting = [(one, told) for one, told in found if not one.is_out]
    gone = [(one, told) for one, told in found if one.is_out]
    return [_noticed([*waiting, *gone])] if waiting or len(gone) >= HABIT else []


def _noticed(found: list[tuple[Form, list[Message]]]) -> Noticed:
    first = found[0][0]
    write = Way(say("Write it for this channel"), "posts:edit", {"pk": first.post_id})
    if first.is_out:
        write = Way(say("Write the next one for each channel"), "posts:new")
    return Noticed(
        say("Some texts are written in the manner of another network. Texts like that: {n}.", n=len(found)),
        tuple(_proof(one, told) for one, told in found[:SHOWN]),
        (write, Way(say("See how each platform likes it"), "fit:media")),
        key="manner",
        about=about([one.post_id for one, _told in found]),
    )


def _proof(one: Form, told: list[Message]) -> Evidence:
    return Evidence(say("{channel}, “{text}”: {why}", channel=one.channel, text=quote(one.text), why=told[0]),
                    "posts:edit", {"pk": one.post_id})  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(
        tuple(
            Form(one.post_id, f"{channels.manifest_of(one.channel).name}", one.text,
                 manner_of(one.channel.platform, checks.form_of(one.channel, pictures=one.pictures)), one.is_out)
            for one in variants.forms_of(workspace, now)
        )
    )  # fmt: skip


RULE = Rule(
    id="variants.off-format",
    mistake="M6",
    severity="low",
    notices=say("A planned text, a draft laid aside, or three posts of two weeks have names, turns of speech, links or "
                "hashtags that do not fit their platform."),
    load=load,
    judge=judge,
)  # fmt: skip
