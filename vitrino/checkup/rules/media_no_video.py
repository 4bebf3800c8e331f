"""No film for weeks, where people watch films or the shop's own strategy wants some."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import day
from vitrino.connect.manifest import Manifest
from vitrino.domain.matcher import key
from vitrino.domain.message import say
from vitrino.fit import media
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace

LONG_ENOUGH = timedelta(weeks=media.WEEKS)
FEWEST = 8
FILMS = frozenset({"short-film", "long-film"})
# The first two of what a platform lives on; what comes after is seen there too, but is not what it is for.
FOREMOST = 2
_FILM_WORDS = re.compile(r"\b(?:films?|videos?|reels?|filmik\w*|filmow\w*|film[uy]|wideo|rolk\w*|filmo\w*|video\w*)\b")


@dataclass(frozen=True)
class Channel:
    """posts, films: of six weeks, as far as the form is known. can_send: Vitrino itself can send films there."""

    pk: int
    platform_name: str
    since: datetime
    posts: int
    films: int
    lives_on_film: bool
    can_send: bool


@dataclass(frozen=True)
class Facts:
    """Channels whose platform takes films. wants_film: the strategy in force names films."""

    channels: tuple[Channel, ...]
    wants_film: bool
    now: datetime


def judge(facts: Facts) -> list[Noticed]:
    return [_noticed(one, facts) for one in facts.channels if _is_silent(one, facts)]


def _is_silent(one: Channel, facts: Facts) -> bool:
    is_wanted = one.lives_on_film or facts.wants_film
    return is_wanted and one.posts >= FEWEST and not one.films and facts.now - one.since >= LONG_ENOUGH


def _noticed(one: Channel, facts: Facts) -> Noticed:
    why = (
        say("People watch many films on {platform}.", platform=one.platform_name) if one.lives_on_film
        else say("Your strategy names films.")
    )  # fmt: skip
    hand = Evidence(say("Vitrino can't send films to {platform} yet: put one there by hand, and it counts.",
                        platform=one.platform_name))  # fmt: skip
    return Noticed(
        say("No film on {platform} for six weeks.", platform=one.platform_name),
        (Evidence(say("Posts since {day}: {n}. Films among them: 0.", day=day(facts.now - LONG_ENOUGH), n=one.posts),
                  "fit:media"),
         Evidence(why, "strategy:home"), *(() if one.can_send else (hand,))),
        (Way(say("Put a film into the library"), "media:library"),
         Way(say("Note an idea for a film"), "planner:fill"), Way(say("See what you show where"), "fit:media")),
        key=f"channel:{one.pk}",
    )  # fmt: skip


def names_film(text: str) -> bool:
    """Whether a text speaks of films, in English, Polish or Esperanto."""
    return bool(_FILM_WORDS.search(key(text)))


def load(workspace: Workspace, now: datetime) -> Facts:
    in_force = strategy.strategy_in_force(workspace)
    rows = media.shown(workspace, now)
    found = []
    for one in channels.usable(workspace):
        manifest = channels.manifest_of(one)
        if manifest.media_rule("video") is not None:
            mine = rows.get(one.pk, [])
            found.append(Channel(one.pk, manifest.name, one.connected_at, len(mine), sum(it.has_film for it in mine),
                                 _lives_on_film(manifest), manifest.can("publish.video")))  # fmt: skip
    return Facts(tuple(found), in_force is not None and names_film(in_force.content), now)


def _lives_on_film(manifest: Manifest) -> bool:
    return manifest.lives_on is not None and bool(FILMS & set(manifest.lives_on.value[:FOREMOST]))


RULE = Rule(
    id="media.no-video",
    mistake="M12",
    severity="low",
    notices=say("No film among at least eight posts of six weeks, on a platform that lives on films, or that takes "
                "films while the strategy names them."),
    load=load,
    judge=judge,
)  # fmt: skip
