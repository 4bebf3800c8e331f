"""The same text on several channels: each platform wants its own form."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.domain.message import say
from vitrino.domain.similarity import verdict
from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Workspace

LOOKED_BACK = timedelta(days=14)
LOOKED_AHEAD = timedelta(days=28)
MOST_LOOKED_AT = 200
SHOWN = 5
_SHOWN_TEXT = 60


@dataclass(frozen=True)
class Form:
    """What one post says on one channel. is_out: it can't be changed any more."""

    post_id: int
    channel: str
    text: str
    is_out: bool


@dataclass(frozen=True)
class Facts:
    """The forms of the posts of these weeks, the latest first."""

    forms: tuple[Form, ...]


def judge(facts: Facts) -> list[Noticed]:
    """One notice about all posts that say the same everywhere."""
    posts: dict[int, list[Form]] = defaultdict(list)
    for form in facts.forms:
        posts[form.post_id].append(form)
    alike = [same for forms in posts.values() if (same := _alike(forms))]
    return [_noticed(alike)] if alike else []


def _alike(forms: list[Form]) -> list[Form]:
    """The forms of one post that are copies of another of them."""
    pairs = combinations(forms, 2)
    copies = [pair for pair in pairs if pair[0].channel != pair[1].channel and verdict(pair[0].text, pair[1].text)]
    return [form for form in forms if any(form in pair for pair in copies)]


def _noticed(alike: list[list[Form]]) -> Noticed:
    open_posts = [forms[0].post_id for forms in alike if not all(form.is_out for form in forms)]
    write = Way(say("Write the next one for each channel"), "posts:new")
    if open_posts:
        write = Way(say("Write it for each channel"), "posts:edit", {"pk": open_posts[0]})
    return Noticed(
        say("The same text stands on several channels. Posts with that: {n}.", n=len(alike)),
        tuple(_proof(forms) for forms in alike[:SHOWN]),
        (write,),
        about=",".join(str(post_id) for post_id in sorted(forms[0].post_id for forms in alike)),
    )


def _proof(forms: list[Form]) -> Evidence:
    names = ", ".join(dict.fromkeys(form.channel for form in forms))
    text = " ".join(forms[0].text.split())[:_SHOWN_TEXT]
    return Evidence(say("“{text}”: {channels}", text=text, channels=names), "posts:edit", {"pk": forms[0].post_id})


def load(workspace: Workspace, now: datetime) -> Facts:
    names = {one.pk: channels.manifest_of(one).name for one in channels.channels_of(workspace)}
    found = publishing.between(workspace, now - LOOKED_BACK, now + LOOKED_AHEAD).exclude(state="failed")
    found = found.filter(variant__post__deleted_at=None, variant__isnull=False, parent=None).order_by(
        "-publish_at", "pk"
    )
    rows = found.values_list("variant__post_id", "channel_id", "content", "state")[:MOST_LOOKED_AT]
    return Facts(
        tuple(
            Form(post_id, f"{names[channel_id]}", str(content.get("text", "")), state == "published")
            for post_id, channel_id, content, state in rows
            if channel_id in names
        )
    )


RULE = Rule(
    id="variants.duplicate",
    mistake="M6",
    severity="medium",
    notices=say("One post says the same, or nearly the same, on several channels."),
    load=load,
    judge=judge,
)
