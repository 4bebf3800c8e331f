"""A profile the website sends people to is not connected: nobody would see what people write there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.linked import profiles_of
from vitrino.checkup.profiles import Profile, found_text, is_stale
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Facts:
    """The profiles linked from the website."""

    profiles: tuple[Profile, ...]
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    """Stale profiles are left to the rule about them, which offers to connect too."""
    return [
        _noticed(one)
        for one in facts.profiles
        if one.can_connect and not one.is_connected and not one.is_gone and not is_stale(one, facts.now)
    ]


def _noticed(profile: Profile) -> Noticed:
    return Noticed(
        say("Your website links to {platform} ({handle}), but Vitrino is not connected there.",
            platform=profile.platform_name, handle=profile.handle),
        (Evidence(found_text(profile), "channels:list"),),
        (Way(say("Connect it"), "channels:connect", {"platform": profile.platform}),
         Way(say("We have removed the link"), action="let-go", arguments={"pk": profile.pk})),
        key=f"link:{profile.pk}",
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(profiles_of(workspace), now)


RULE = Rule(
    id="channels.linked-but-not-connected",
    mistake="M4",
    severity="low",
    notices=say("The website links to a profile that Vitrino could be connected to, but is not."),
    load=load,
    judge=judge,
)
