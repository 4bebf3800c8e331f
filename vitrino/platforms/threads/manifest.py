"""Facts about Threads. Its only odd rule of counting: an emoji costs as many characters as it has UTF-8 bytes."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import Fact, Gate, Manifest, MediaRule, RateRule
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 1)

_POSTS = "developers.facebook.com/docs/threads/posts"
_OVERVIEW = "developers.facebook.com/docs/threads/overview"
_THIRD_PARTY = "documentation of unipost and zernio"

MANIFEST = Manifest(
    key="threads",
    name="Threads",
    icon="brand-threads",
    auth="oauth2",
    proof_level="D",
    capabilities=frozenset({
        "publish.text", "publish.image", "publish.video", "publish.carousel", "publish.thread", "delete",
        "read.comments", "read.mentions", "read.search", "reply.public", "hide",
        "metrics.post", "metrics.account", "read.own_posts",
    }),
    text=Fact(TextRule("emoji_utf8", 500), _POSTS, LOOKED_UP),
    sources=(
        "https://developers.facebook.com/docs/threads",
        "https://github.com/fbsamples/threads_api (Postman collection, 2026-01-02)",
    ),
    as_of=LOOKED_UP,
    scopes=("threads_basic", "threads_content_publish", "threads_read_replies", "threads_manage_replies",
            "threads_manage_mentions", "threads_manage_insights", "threads_keyword_search", "threads_delete"),
    media=(
        Fact(MediaRule("image", 20, ("image/jpeg", "image/png"), max_bytes=8_000_000, transport="pull-public-url"),
             _THIRD_PARTY, LOOKED_UP),
        Fact(MediaRule("video", 20, ("video/mp4", "video/quicktime"), max_s=300, transport="pull-public-url"),
             _THIRD_PARTY, LOOKED_UP),
    ),
    rates=(
        Fact(RateRule("publish", 250, 86_400), _OVERVIEW, LOOKED_UP),
        Fact(RateRule("reply.public", 1000, 86_400), _OVERVIEW, LOOKED_UP),
        Fact(RateRule("delete", 100, 86_400), _OVERVIEW, LOOKED_UP, checked=False),
    ),
    retry_safety={
        "publish.text": "staged", "publish.image": "staged", "publish.video": "staged", "publish.carousel": "staged",
        "publish.thread": "staged", "reply.public": "staged", "hide": "keyed", "delete": "keyed",
    },
    metrics=("views", "likes", "comments", "shares", "clicks"),
    untold=dict.fromkeys(("reach", "saves"), say("Threads tells views, but neither reach nor saves.")),
    max_hashtags=Fact(1, f"{_POSTS}: one topic tag", LOOKED_UP),
    max_links=Fact(5, f"{_POSTS}: THREADS_API__LINK_LIMIT_EXCEEDED since 2025-12-22", LOOKED_UP),
    formality="casual",
    gates=(
        Gate(
            "public-picture",
            say("Threads fetches pictures and films from a public address. Without one, only texts can go there."),
        ),
    ),
    name_form=r"@[a-z0-9_](?:[a-z0-9_.]{0,28}[a-z0-9_])?",
    lives_on=Fact(("text", "photo"), "general knowledge", LOOKED_UP, checked=False),
    profile_url_patterns=(
        r"https?://(?:www\.)?threads\.(?:net|com)/@(?P<handle>[\w.]{1,30})(?:/(?:replies|reposts|media))?/?",
    ),
    profile_url="https://www.threads.com/@{handle}",
)  # fmt: skip
