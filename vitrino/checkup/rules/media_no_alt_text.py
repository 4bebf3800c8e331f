"""Pictures that say nothing to people who can't see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, quote
from vitrino.domain.message import say
from vitrino.fit import media
from vitrino.fit.media import Bare
from vitrino.workspace.models import Workspace

# One that waits can still be put right in time; of those that are out, only a habit is worth a word.
HABIT = 3
SHOWN = 5


@dataclass(frozen=True)
class Facts:
    """Pictures without words, where the platform takes some: those that wait, and those of the last four weeks."""

    bare: tuple[Bare, ...]


def judge(facts: Facts) -> list[Noticed]:
    waiting = [one for one in facts.bare if not one.is_out]
    out = [one for one in facts.bare if one.is_out]
    return [_noticed(waiting, out)] if waiting or len({one.asset_id for one in out}) >= HABIT else []


def _noticed(waiting: list[Bare], out: list[Bare]) -> Noticed:
    first = [Way(say("Describe it in the post"), "posts:edit", {"pk": waiting[0].post_id})] if waiting else []
    return Noticed(
        say("Pictures without a description: {waiting} on posts that wait, {out} on posts of the last four weeks.",
            waiting=len(waiting), out=len(out)),
        tuple(_proof(one) for one in [*waiting, *out][:SHOWN]),
        (Way(say("Describe these pictures"), "fit:describe"), *first),
        key="pictures",
        about=about([one.asset_id for one in [*waiting, *out]]),
        severity="medium" if waiting else None,
    )  # fmt: skip


def _proof(one: Bare) -> Evidence:
    name = one.name or say("a picture without a name")
    told = (
        say("Went out: {name}, “{text}”", name=name, text=quote(one.text)) if one.is_out
        else say("Waits: {name}, “{text}”", name=name, text=quote(one.text))
    )  # fmt: skip
    return Evidence(told, "posts:edit", {"pk": one.post_id})


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(tuple(media.bare(workspace, now)))


RULE = Rule(
    id="media.no-alt-text",
    mistake="M12",
    severity="low",
    notices=say("A planned post has a picture without a description, or three pictures went out without one in four "
                "weeks and still have none, where the platform takes descriptions."),
    load=load,
    judge=judge,
)  # fmt: skip
