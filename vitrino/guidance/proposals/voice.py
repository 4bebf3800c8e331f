"""How the shop sounds already, heard in its own posts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from statistics import median

from vitrino.domain.message import Message, say
from vitrino.domain.text.clusters import emoji_clusters
from vitrino.domain.voice import spoken
from vitrino.guidance.proposals.proposal import Proposal, short
from vitrino.insight import queries as insight
from vitrino.insight.queries import KnownPost
from vitrino.strategy.queries import name_of
from vitrino.workspace import queries as workspaces
from vitrino.workspace.models import Workspace

LATELY = timedelta(days=180)
MOST_READ, FEWEST = 200, 5
CLEAR = 0.8
LONGEST_EXAMPLE = 200
_SAID: dict[str, Message] = {
    "formal": say("On {platform} we speak formally."), "informal": say("On {platform} we speak familiarly."),
}  # fmt: skip
_EVERYWHERE: dict[str, Message] = {
    "formal": say("Everywhere else we speak formally."), "informal": say("Everywhere else we speak familiarly."),
}  # fmt: skip


def find(workspace: Workspace, now: datetime) -> list[Proposal]:
    lately = insight.known_posts(workspace).filter(at__gte=now - LATELY, at__lte=now).exclude(text="")
    by_platform: dict[str, list[KnownPost]] = defaultdict(list)
    for post in lately[:MOST_READ]:
        by_platform[post.channel.platform].append(post)
    heard = [one for key, posts in sorted(by_platform.items()) if len(posts) >= FEWEST for one in _of(key, posts)]
    return [*_brand(workspace), *heard]


def _brand(workspace: Workspace) -> Iterator[Proposal]:
    brand = workspaces.brand_of(workspace)
    if brand.voice.strip():
        yield Proposal("brand", "voice", say("{voice}", voice=brand.voice.strip()),
                       say("The voice in your settings."), "workspace:brand")  # fmt: skip
    manner = {"casual": "informal", "formal": "formal"}.get(brand.formality)
    if manner:
        yield Proposal("brand-manner", "voice", _EVERYWHERE[manner], say("The formality in your settings."),
                       "workspace:brand", voice={"formality": manner})  # fmt: skip


def _of(platform: str, posts: Sequence[KnownPost]) -> Iterator[Proposal]:
    manners = Counter(manner for post in posts if (manner := spoken(post.text).manner))
    name, total = name_of(platform), sum(manners.values())
    if total >= FEWEST and manners.most_common(1)[0][1] >= CLEAR * total:
        manner, count = manners.most_common(1)[0]
        yield Proposal(
            f"manner-{platform}", "voice", Message(_SAID[manner].template, {"platform": name}),
            say("Of your last {all} posts there that tell, {n} do so.", all=total, n=count), "insight:home",
            platform=platform, voice={"formality": manner},
        )  # fmt: skip
    most = round(median(len(emoji_clusters(post.text)) for post in posts))
    yield Proposal(
        f"emoji-{platform}", "voice", say("On {platform} a text of ours has {n} emoji at most.", platform=name, n=most),
        say("What your last {all} posts there usually have.", all=len(posts)), "insight:home", platform=platform,
        voice={"emoji": most},
    )  # fmt: skip
    best = max(posts, key=lambda post: post.engagement or 0)
    if best.engagement:
        yield Proposal(
            f"example-{platform}", "voice", say("This is how we sound on {platform}: “{text}”", platform=name,
                                                text=short(best.text)),
            say("The post with the most answers there: {n}.", n=best.engagement), "insight:home", platform=platform,
            voice={"do_example": short(best.text, LONGEST_EXAMPLE)},
        )  # fmt: skip
