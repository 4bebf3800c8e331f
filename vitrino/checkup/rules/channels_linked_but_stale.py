"""A profile the website sends people to is asleep: it says that nobody is at home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.linked import profiles_of
from vitrino.checkup.profiles import Profile, found_text, is_stale, last_post_text, stale_text
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Facts:
    """The profiles linked from the website."""

    profiles: tuple[Profile, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    return [_noticed(one, facts.now) for one in facts.profiles if is_stale(one, facts.now) and not one.is_gone]


def _noticed(profile: Profile, now: datetime) -> Noticed:
    return Noticed(
        stale_text(profile, now),
        (Evidence(last_post_text(profile)), Evidence(found_text(profile), "channels:list")),
        _ways(profile),
        key=f"link:{profile.pk}",
        about=str(profile.last_activity_at),
    )


def _ways(profile: Profile) -> tuple[Way, ...]:
    """Post, unlink, or connect it (again): whoever can't reach the profile must connect first."""
    post = Way(say("Write a post"), "posts:new")
    unlink = Way(say("We have removed the link"), action="let-go", arguments={"pk": profile.pk})
    if not profile.can_connect and not profile.is_connected:
        return unlink, Way(say("See the channels"), "channels:list")
    label = say("Connect it again") if profile.is_connected else say("Connect it")
    connect = Way(label, "channels:connect", {"platform": profile.platform})
    return (post, unlink, connect) if profile.is_connected else (connect, post, unlink)


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(profiles_of(workspace), now)


RULE = Rule(
    id="channels.linked-but-stale",
    mistake="M4",
    severity="high",
    notices=say("The website links to a profile with nothing new for 30 days."),
    load=load,
    judge=judge,
)
