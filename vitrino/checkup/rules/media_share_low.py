"""Hardly any pictures: posts without one are passed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vitrino.channels import queries as channels
from vitrino.checkup.rule import Evidence, Noticed, Rule, Way
from vitrino.checkup.saying import quote
from vitrino.connect.manifest import Manifest
from vitrino.domain.message import say
from vitrino.fit import media
from vitrino.workspace.models import Workspace

FEWEST = 8
# Where pictures come first, a third is little; where words do, one post in twenty is.
LINE, LINE_OF_WORDS = 1 / 3, 0.05
SHOWN = 3


@dataclass(frozen=True)
class Post:
    """A post without a picture. page, pk: where it can be seen."""

    text: str
    page: str
    pk: int


@dataclass(frozen=True)
class Channel:
    """posts: of six weeks, as far as their form is known. without: those without a picture or film, newest first."""

    pk: int
    platform_name: str
    posts: int
    without: tuple[Post, ...]
    lives_on_words: bool

    @property
    def share(self) -> float:
        return (self.posts - len(self.without)) / self.posts if self.posts else 1.0


@dataclass(frozen=True)
class Facts:
    channels: tuple[Channel, ...]


def judge(facts: Facts) -> list[Noticed]:
    return [_noticed(one) for one in facts.channels if one.posts >= FEWEST and one.share < line_of(one)]


def line_of(one: Channel) -> float:
    """A smaller share is noticed."""
    return LINE_OF_WORDS if one.lives_on_words else LINE


def _noticed(one: Channel) -> Noticed:
    return Noticed(
        say("On {platform}, only {percent} % of your posts show a picture or a film.",
            platform=one.platform_name, percent=round(100 * one.share)),
        (Evidence(say("Posts in six weeks: {n}. With a picture or film: {shown}. A good share there is at least "
                      "{line} %.", n=one.posts, shown=one.posts - len(one.without), line=round(100 * line_of(one))),
                  "fit:media"),
         *(Evidence(say("Without: “{text}”", text=quote(post.text)), post.page, {"pk": post.pk})
           for post in one.without[:SHOWN])),
        (Way(say("Write a post with a picture"), "posts:new"), Way(say("See the library"), "media:library"),
         Way(say("See what you show where"), "fit:media")),
        key=f"channel:{one.pk}",
        about=f"{int(10 * one.share)} of ten",
    )  # fmt: skip


def load(workspace: Workspace, now: datetime) -> Facts:
    rows = media.shown(workspace, now)
    found = []
    for one in channels.usable(workspace):
        manifest = channels.manifest_of(one)
        if manifest.media_rule("image") is None or one.pk not in rows:
            continue
        bare = [Post(post.text, post.page, post.pk) for post in rows[one.pk] if not post.has_media]
        found.append(Channel(one.pk, manifest.name, len(rows[one.pk]), tuple(bare), _lives_on_words(manifest)))
    return Facts(tuple(found))


def _lives_on_words(manifest: Manifest) -> bool:
    return manifest.lives_on is not None and manifest.lives_on.value[0] == "text"


RULE = Rule(
    id="media.share-low",
    mistake="M12",
    severity="low",
    notices=say("Of at least eight posts of a channel in six weeks, fewer than a third show a picture or a film; on "
                "platforms of words, fewer than one in twenty."),
    load=load,
    judge=judge,
)  # fmt: skip
