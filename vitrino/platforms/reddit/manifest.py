"""Facts about Reddit. The trap: errors come inside answers that say 200."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import Fact, Gate, Manifest, MediaRule, RateRule
from vitrino.connect.surveys import PEW_2025
from vitrino.domain.fit.facts import Usage
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 1)

_NOTES = "Pyprohly/reddit-api-doc-notes docs/api-reference (2024-07)"

MANIFEST = Manifest(
    key="reddit",
    name="Reddit",
    icon="brand-reddit",
    auth="oauth2",
    proof_level="D",
    capabilities=frozenset({
        "publish.text", "publish.image", "publish.video", "publish.carousel", "edit", "delete",
        "read.comments", "read.messages", "read.mentions", "read.search", "reply.public", "reply.private",
        "hide", "block", "report", "metrics.post", "read.own_posts",
    }),
    text=Fact(TextRule("codepoint", 40_000), f"{_NOTES}: title 300 and comment 10,000; the 40,000 is from memory",
              LOOKED_UP, checked=False),
    sources=("https://github.com/Pyprohly/reddit-api-doc-notes", "https://github.com/reddit-archive/reddit/wiki/API"),
    as_of=LOOKED_UP,
    scopes=("identity", "submit", "read", "history", "privatemessages", "edit", "flair"),
    media=(
        Fact(MediaRule("image", 20, ("image/jpeg", "image/png")), "general knowledge: a gallery of 20", LOOKED_UP,
             checked=False),
        Fact(MediaRule("video", 1, ("video/mp4", "video/quicktime")), "general knowledge", LOOKED_UP, checked=False),
    ),
    rates=(Fact(RateRule("all", 60, 60), "reddit wiki: API (60 to 100 a minute)", LOOKED_UP),),
    retry_safety={
        "publish.text": "read-back", "publish.image": "read-back", "publish.video": "read-back",
        "publish.carousel": "read-back", "reply.public": "read-back", "reply.private": "read-back",
        "edit": "keyed", "delete": "keyed", "hide": "keyed", "block": "keyed", "report": "keyed",
    },
    metrics=("likes", "comments"),
    formality="casual",
    gates=(
        Gate("approval", say("As far as we know, Reddit has to approve an app before it may post.")),
        Gate("subreddit-rules", say("Every subreddit has rules of its own, and many forbid advertising.")),
    ),
    usage=(
        Usage(PEW_2025, "all", 0.26),
    ),
    turns=("upvote",),
    marks=(r"(?<![\w/.])/?[ru]/\w{3,}",),
    lives_on=Fact(("text", "photo"), "general knowledge", LOOKED_UP, checked=False),
    profile_url_patterns=(
        r"https?://(?:www\.|old\.|new\.|m\.)?reddit\.com/(?P<handle>r/\w{2,21}|(?:u|user)/[\w-]{3,20})/?",
    ),
    profile_url="https://www.reddit.com/{handle}",
    public_feed="https://www.reddit.com/{handle}/.rss",
)  # fmt: skip
