"""A post that the platform will not take as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import about, quote
from vitrino.domain.message import Message, say
from vitrino.domain.text import TextRule, count, hashtags, mentions
from vitrino.fit import variants
from vitrino.posts import checks
from vitrino.workspace.models import Workspace

SHOWN = 5


@dataclass(frozen=True)
class Limits:
    """What a channel takes. most_pictures, most_films: None where it takes none. needs_media: no post without."""

    platform: str
    text: TextRule
    most_pictures: int | None
    most_films: int | None
    needs_media: bool
    most_tags: int | None = None
    most_names: int | None = None


@dataclass(frozen=True)
class Form:
    """What would go out. parts: the texts after the first, of a thread. is_planned: a draft may lack a picture."""

    post_id: int
    text: str
    limits: Limits
    parts: tuple[str, ...] = ()
    pictures: int = 0
    films: int = 0
    is_planned: bool = True


@dataclass(frozen=True)
class Facts:
    forms: tuple[Form, ...]


def judge(facts: Facts) -> list[Noticed]:
    """One notice about all that would be refused."""
    found = [(one, told) for one in facts.forms if (told := troubles(one))]
    return [_noticed(found)] if found else []


def troubles(one: Form) -> list[Message]:
    """Why the platform would refuse it; an empty draft is no mistake yet."""
    if not one.text.strip() and not one.pictures and not one.films:
        return []
    return [*_length(one), *_media(one), *_counts(one)]


def _length(one: Form) -> list[Message]:
    limits, told = one.limits, []
    if over := count(one.text, limits.text).over:
        told.append(say("Too long for {platform} by {n}.", platform=limits.platform, n=over))
    for place, part in enumerate(one.parts, 2):
        if over := count(part, limits.text).over:
            told.append(say("Post {place} of the thread is too long for {platform} by {n}.",
                            place=place, platform=limits.platform, n=over))  # fmt: skip
    return told


def _media(one: Form) -> list[Message]:
    limits, name = one.limits, one.limits.platform
    if one.pictures > (limits.most_pictures or 0):
        return [say("{platform} takes {most} pictures at most; here are {n}.", platform=name,
                    most=limits.most_pictures or 0, n=one.pictures)]  # fmt: skip
    if one.films > (limits.most_films or 0):
        return [say("{platform} takes {most} films at most; here are {n}.", platform=name,
                    most=limits.most_films or 0, n=one.films)]  # fmt: skip
    if limits.needs_media and one.is_planned and not one.pictures and not one.films:
        return [say("{platform} needs a picture.", platform=name)]
    return []


def _counts(one: Form) -> list[Message]:
    tags, names, limits = len(hashtags(one.text)), len(mentions(one.text)), one.limits
    told = []
    if limits.most_tags is not None and tags > limits.most_tags:
        told.append(say("{platform} takes {most} hashtags at most; here are {n}.", platform=limits.platform,
                        most=limits.most_tags, n=tags))  # fmt: skip
    if limits.most_names is not None and names > limits.most_names:
        told.append(say("{platform} takes {most} mentions at most; here are {n}.", platform=limits.platform,
                        most=limits.most_names, n=names))  # fmt: skip
    return told


def _noticed(found: list[tuple[Form, list[Message]]]) -> Noticed:
    return Noticed(
        say("Their platforms will refuse some posts as they are. Posts like that: {n}.", n=len(found)),
        tuple(
            Evidence(say("“{text}”: {why}", text=quote(one.text), why=told[0]), "posts:edit", {"pk": one.post_id})
            for one, told in found[:SHOWN]
        ),
        (Way(say("Shorten or change it"), "posts:edit", {"pk": found[0][0].post_id}),),
        key="limits",
        about=about([one.post_id for one, _told in found]),
    )


def load(workspace: Workspace, now: datetime) -> Facts:
    waiting = [one for one in variants.forms_of(workspace, now) if not one.is_out]
    return Facts(tuple(Form(one.post_id, one.text, _limits(one.channel), one.parts, one.pictures, one.films,
                            one.is_planned)
                       for one in waiting))  # fmt: skip


def _limits(channel: Channel) -> Limits:
    """Those of the platform, and of the account's own server where it names some."""
    one = channels.manifest_of(channel)
    pictures, films = one.media_rule("image"), one.media_rule("video")
    return Limits(
        one.name, checks.rule_of(channel), pictures.max_count if pictures else None, films.max_count if films else None,
        not one.can("publish.text"), one.max_hashtags.value if one.max_hashtags else None,
        one.max_mentions.value if one.max_mentions else None,
    )  # fmt: skip


RULE = Rule(
    id="variants.over-limit",
    mistake="M6",
    severity="medium",
    notices=say("A planned text, or a draft laid aside for a day, is longer than its platform takes, or has more "
                "pictures, films, hashtags or names than it takes; or a planned one lacks the picture it needs."),
    load=load,
    judge=judge,
)  # fmt: skip
