"""A link on the website leads to a profile that is gone: people end in front of a closed door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.checkup.linked import profiles_of
from vitrino.checkup.profiles import Profile, found_text, gone_text
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Facts:
    """The profiles linked from the website."""

    profiles: tuple[Profile, ...]


def judge(facts: Facts) -> list[Noticed]:
    return [_noticed(one) for one in facts.profiles if one.is_gone]


def _noticed(profile: Profile) -> Noticed:
    return Noticed(
        gone_text(profile),
        (Evidence(found_text(profile), "channels:list"),),
        (Way(say("We have removed the link"), action="let-go", arguments={"pk": profile.pk}),),
        key=f"link:{profile.pk}",
    )


def load(workspace: Workspace, now: datetime) -> Facts:
    return Facts(profiles_of(workspace))


RULE = Rule(
    id="channels.broken-link",
    mistake="M4",
    severity="medium",
    notices=say("The website links to a profile that does not exist (any more)."),
    load=load,
    judge=judge,
)
