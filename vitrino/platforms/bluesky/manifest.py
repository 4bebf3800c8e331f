"""Facts about Bluesky."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import CadenceDefault, ConnectField, Fact, Manifest, MediaRule, RateRule
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 1)
LEXICONS: Final = "bluesky-social/atproto lexicons, 2026-08-20"
SERVICE: Final = Fact("https://bsky.social", "docs.bsky.app/docs/get-started", LOOKED_UP)
WEBSITE: Final = "https://bsky.app"

MANIFEST = Manifest(
    key="bluesky",
    name="Bluesky",
    icon="brand-bluesky",
    auth="app-password",
    proof_level="A",
    capabilities=frozenset({
        "publish.text", "publish.image", "publish.thread", "first_comment", "delete",
        "read.mentions", "read.comments", "read.likes", "read.shares", "read.follows", "read.others",
        "reply.public", "hide", "mute", "block", "report",
        "metrics.post", "metrics.account", "read.own_posts",
    }),
    text=Fact(TextRule("grapheme", 300, max_bytes=3000), f"{LEXICONS}: app.bsky.feed.post", LOOKED_UP),
    sources=(
        "https://docs.bsky.app/docs/api/com-atproto-repo-create-record",
        "https://atproto.com/specs/record-key",
        "https://docs.bsky.app/docs/advanced-guides/rate-limits",
        LEXICONS,
        "own runs of @atproto/dev-env 0.6.7 (PDS 0.5.35 with AppView)",
    ),
    as_of=LOOKED_UP,
    media=(
        Fact(
            MediaRule("image", 4, ("image/jpeg", "image/png", "image/webp"), max_bytes=2_000_000, alt_text_max=2000),
            f"{LEXICONS}: app.bsky.embed.images; the length of the alternative text is that of the official app",
            LOOKED_UP,
        ),
    ),
    rates=(
        Fact(RateRule("publish", 1666, 3600), "bluesky-social/bsky-docs rate-limits: 5000 points, 3 a post", LOOKED_UP),
        Fact(RateRule("publish", 11666, 86400), "bluesky-social/bsky-docs rate-limits: 35,000 points", LOOKED_UP),
        Fact(RateRule("sign-in", 30, 300), "bluesky-social/bsky-docs rate-limits", LOOKED_UP),
    ),
    retry_safety={
        "publish.text": "keyed", "publish.image": "keyed", "publish.thread": "keyed", "first_comment": "keyed",
        "reply.public": "keyed",
        "hide": "keyed", "mute": "keyed", "block": "keyed", "delete": "keyed", "report": "blind",
    },
    send_deadline_s=60,
    # Short: a repeat with the same record key can never make a second post, however late the first one arrives.
    settle_s=60,
    cadence=Fact(
        CadenceDefault(3, 7), "Vitrino's own judgement: nobody has published a study", LOOKED_UP, checked=False
    ),
    metrics=("likes", "comments", "shares", "saves", "follows"),
    untold={
        "views": say("Bluesky counts no views, for nobody."),
        "reach": say("Bluesky counts no views, for nobody."),
        "clicks": say("Bluesky counts no clicks; Vitrino's own short links do."),
    },
    formality="casual",
    link_place=Fact("card", f"{LEXICONS}: app.bsky.embed.external; a post holds either a card or pictures", LOOKED_UP),
    good_hashtags=Fact(3, "Vitrino's own judgement: few hashtags are the custom", LOOKED_UP, checked=False),
    capitals_in_hashtags=Fact(True, "common advice for screen readers", LOOKED_UP, checked=False),
    connect_fields=(
        ConnectField(
            "handle",
            say("Your handle"),
            say("The name after the @, for example corner-bakery.bsky.social."),
            placeholder="corner-bakery.bsky.social",
        ),
        ConnectField(
            "app_password",
            say("App password"),
            say("Not your own password: make one for Vitrino in Bluesky under Settings, Privacy and security."),
            is_secret=True,
            placeholder="xxxx-xxxx-xxxx-xxxx",
        ),
        ConnectField(
            "server",
            say("Your own server"),
            say("Leave this empty unless your account lives on a server of its own."),
            is_optional=True,
            placeholder="bsky.social",
        ),
    ),
    name_form=r"@[a-z0-9-]+(?:\.[a-z0-9-]+)+",
    turns=("skeet",),
    marks=(r"(?<![\w.@/])@[\w-]+\.bsky\.social",),
    lives_on=Fact(("text", "photo"), "general knowledge", LOOKED_UP, checked=False),
    profile_url_patterns=(
        r"https?://(?:[\w-]+\.)?bsky\.app/profile/(?P<handle>did:plc:[a-z2-7]{24}|(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*)/?",
    ),
    profile_url=f"{WEBSITE}/profile/{{handle}}",
    public_feed=f"{WEBSITE}/profile/{{handle}}/rss",
    can_connect=True,
    can_rehearse=True,
)  # fmt: skip
