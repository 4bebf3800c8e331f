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
    if profile.is_connected:
        again = Way(say("Connect it again"), "channels:detail", {"pk": profile.channel_pk})
        return (again, post, unlink) if profile.needs_sign_in else (post, unlink, again)
    if not profile.can_connect:
        return unlink, Way(say("See the channels"), "channels:list")
    return Way(say("Connect it"), "channels:connect", {"platform": profile.platform}), post, unlink


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
