"""Facts about Mastodon. Every server may set its own limits; `probe` reads them, these are the usual ones."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import CadenceDefault, ConnectField, Fact, Gate, Manifest, MediaRule, PollRule, RateRule
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 1)
DOCUMENTATION: Final = "mastodon/documentation"
# /@name means a profile at these too; they are not Mastodon.
_OTHERS = (
    r"(?!(?:[\w-]+\.)*(?:youtube|tiktok|threads|medium|substack|twitter|x|instagram|facebook|t|bsky|flipboard|rumble"
    r"|odysee|vk|steemit|hive|kick|patreon|ko-fi)\.(?:com|net|me|app|blog)/)"
)

MANIFEST = Manifest(
    key="mastodon",
    name="Mastodon",
    icon="brand-mastodon",
    auth="oauth2",
    proof_level="A",
    capabilities=frozenset({
        "publish.text", "publish.image", "publish.video", "publish.thread", "publish.poll", "first_comment",
        "edit", "delete",
        "read.mentions", "read.comments", "read.messages", "read.likes", "read.shares", "read.follows",
        "read.others",
        "reply.public", "reply.private",
        "mute", "block", "report", "metrics.post", "metrics.account", "read.own_posts",
    }),
    text=Fact(
        TextRule("grapheme_url", 500, url_length=23),
        f"{DOCUMENTATION} user/posting.md; StatusLengthValidator; the server's own number from /api/v2/instance wins",
        LOOKED_UP,
    ),
    sources=(
        "https://docs.joinmastodon.org/methods/statuses/",
        "https://docs.joinmastodon.org/methods/media/",
        "https://docs.joinmastodon.org/methods/notifications/",
        "https://docs.joinmastodon.org/api/rate-limits/",
        "https://github.com/abraham/mastodon-openapi (API 4.7.0)",
    ),
    as_of=LOOKED_UP,
    api_version="v1/v2",
    # As narrow as the work allows (ASVS 10.2.3).
    scopes=("read:accounts", "read:notifications", "read:statuses", "write:blocks", "write:media", "write:mutes",
            "write:reports", "write:statuses"),
    media=(
        Fact(
            MediaRule("image", 4, ("image/jpeg", "image/png", "image/webp", "image/gif"), max_bytes=16_777_216,
                      alt_text_max=1500),
            f"{DOCUMENTATION} user/posting.md; /api/v2/instance of a server without own settings",
            LOOKED_UP,
        ),
        Fact(
            MediaRule("video", 1, ("video/mp4", "video/webm", "video/quicktime"), max_bytes=103_809_024,
                      alt_text_max=1500),
            f"{DOCUMENTATION} user/posting.md; /api/v2/instance of a server without own settings",
            LOOKED_UP,
        ),
    ),
    rates=(
        Fact(RateRule("all", 300, 300), f"{DOCUMENTATION} api/rate-limits.md", LOOKED_UP),
        Fact(RateRule("media", 30, 1800), f"{DOCUMENTATION} api/rate-limits.md", LOOKED_UP),
        Fact(RateRule("delete", 30, 1800), f"{DOCUMENTATION} api/rate-limits.md", LOOKED_UP),
    ),
    # Not "keyed": the key is forgotten after an hour, is not atomic, and GoToSocial ignores it.
    retry_safety={
        "publish.text": "idempotency-key", "publish.image": "idempotency-key", "publish.video": "idempotency-key",
        "publish.thread": "idempotency-key", "publish.poll": "idempotency-key", "first_comment": "idempotency-key",
        "edit": "keyed", "reply.public": "idempotency-key", "reply.private": "idempotency-key",
        "mute": "keyed", "block": "keyed", "delete": "keyed", "report": "blind",
    },
    idempotency_ttl_s=3600,
    send_deadline_s=60,
    settle_s=300,
    cadence=Fact(
        CadenceDefault(3, 7), "Vitrino's own judgement: nobody has published a study", LOOKED_UP, checked=False
    ),
    metrics=("likes", "comments", "shares", "follows"),
    untold={
        "views": say("Mastodon counts no views, for nobody."),
        "reach": say("Mastodon counts no views, for nobody."),
        "clicks": say("Mastodon counts no clicks; Vitrino's own short links do."),
    },
    formality="casual",
    good_hashtags=Fact(5, "Vitrino's own judgement: hashtags are how people find posts here", LOOKED_UP, checked=False),
    capitals_in_hashtags=Fact(
        True, "NodeBB/NodeBB issue 12435: screen readers tell words apart by capitals", LOOKED_UP
    ),
    poll=Fact(
        PollRule(2, 4, TextRule("codepoint", 50), 300, 2_629_746, can_be_multiple=True),
        "/api/v2/instance of a server without own settings (4.x)",
        LOOKED_UP,
    ),
    connect_fields=(
        ConnectField(
            "server",
            say("Your server"),
            say("The part after the last @ of your account, for example mastodon.social."),
            placeholder="mastodon.social",
        ),
        ConnectField(
            "access_token",
            say("Access token"),
            say("Leave this empty to sign in on your server. Or paste a token from Preferences, Development."),
            is_secret=True,
            is_optional=True,
        ),
    ),
    gates=(
        Gate("server-rules", say("Some servers do not welcome businesses. Read the rules of yours before you post.")),
    ),
    name_form=r"@[a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?(?:@[a-z0-9-]+(?:\.[a-z0-9-]+)+)?",
    turns=("this toot", "ten toot"),
    marks=(r"(?<![\w.@/])@\w[\w.-]*@[\w-]+(?:\.[\w-]+)+",),
    lives_on=Fact(("text", "photo"), "general knowledge", LOOKED_UP, checked=False),
    # The name alone says nothing, so the server belongs to the handle: corner-bakery@mastodon.social
    profile_url_patterns=(rf"https?://{_OTHERS}(?P<host>(?:[\w-]+\.)+[a-z]{{2,}})/@(?P<handle>\w[\w.-]*\w)/?",),
    public_feed="{url}.rss",
    can_connect=True,
    can_rehearse=True,
)  # fmt: skip
