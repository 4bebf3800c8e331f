"""Facts about X. Since 2026 every call has a price, and a post with a link costs thirteen times one without."""

from datetime import date
from typing import Final, Literal

from vitrino.connect.manifest import (
    CadenceDefault,
    Export,
    Fact,
    Gate,
    Manifest,
    MediaRule,
    PollRule,
    PriceRule,
    RateRule,
)
from vitrino.connect.surveys import MEDIAPANEL_2024, PEW_2023
from vitrino.domain.fit.facts import Usage
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 1)
SERVER: Final = "https://api.x.com"

_RATE_LIMITS = "docs.x.com: x-api/fundamentals/rate-limits (rate-limits.mdx)"
_MEDIA = "docs.x.com: x-api/media/best-practices"

_PRICES = "docs.x.com: x-api/getting-started/pricing.mdx, 2026"
# US cents per call.
PRICES_CENTS: Final = {"post": 1.5, "post-with-link": 20.0, "read-own": 0.1, "read-message": 1.0}

_PRICED: Final[tuple[tuple[Literal["write", "write.link", "read"], str], ...]] = (
    ("write", "post"), ("write.link", "post-with-link"), ("read", "read-own"),
)  # fmt: skip

MANIFEST = Manifest(
    key="x",
    name="X",
    also_called=("twitter",),
    icon="brand-x",
    auth="oauth2",
    proof_level="C",
    capabilities=frozenset({
        "publish.text", "publish.image", "publish.thread", "publish.poll", "first_comment", "delete",
        "read.comments", "read.mentions", "reply.public", "hide", "mute",
        "metrics.post", "metrics.account", "read.own_posts",
    }),
    text=Fact(
        TextRule("x_weighted", 280, url_length=23),
        "twitter/twitter-text config/v3.json; docs.x.com: counting-characters.mdx",
        LOOKED_UP,
    ),
    sources=(
        "https://docs.x.com",
        "https://github.com/xdevplatform/xdk (OpenAPI 2.159 and 2.167)",
        "https://github.com/twitter/twitter-text",
    ),
    as_of=LOOKED_UP,
    api_version="2",
    scopes=("tweet.read", "tweet.write", "tweet.moderate.write", "users.read", "media.write", "mute.write",
            "offline.access"),
    media=(
        Fact(
            MediaRule("image", 4, ("image/jpeg", "image/png", "image/webp"), max_bytes=5_000_000, alt_text_max=1000),
            f"{_MEDIA}; OpenAPI 2.159 AltText",
            LOOKED_UP,
        ),
        Fact(
            MediaRule("gif", 1, ("image/gif",), max_bytes=15_000_000, max_edge=1280, max_frames=350,
                      alt_text_max=1000),
            f"{_MEDIA}: 1280 x 1080, 350 frames",
            LOOKED_UP,
        ),
        Fact(
            MediaRule("video", 1, ("video/mp4",), max_bytes=512_000_000, min_aspect=1 / 3, max_aspect=3.0,
                      min_s=0.5, max_s=140, transport="resumable"),
            _MEDIA,
            LOOKED_UP,
        ),
    ),
    rates=(
        Fact(RateRule("write", 100, 900), _RATE_LIMITS, LOOKED_UP),
        Fact(RateRule("read.mentions", 300, 900), _RATE_LIMITS, LOOKED_UP),
        Fact(RateRule("hide", 50, 900), _RATE_LIMITS, LOOKED_UP),
        Fact(RateRule("reply.private", 15, 900), _RATE_LIMITS, LOOKED_UP),
    ),
    prices=tuple(
        Fact(PriceRule(operation, round(PRICES_CENTS[name] * 10)), _PRICES, LOOKED_UP)
        for operation, name in _PRICED
    ),
    retry_safety={
        "publish.text": "read-back", "publish.image": "read-back", "publish.thread": "read-back",
        "publish.poll": "read-back", "first_comment": "read-back",
        "reply.public": "read-back", "hide": "keyed", "mute": "keyed", "delete": "keyed",
    },
    cadence=Fact(CadenceDefault(14, 21), "Vitrino's posting targets: 2 to 3 a day", LOOKED_UP),
    metrics=("views", "likes", "comments", "shares", "saves", "clicks", "follows"),
    exports=(
        Export("X Analytics", (
            frozenset({"postid", "reposts"}),
            frozenset({"tweetid", "retweets"}),
            frozenset({"newfollows", "unfollows"}),
        )),
    ),
    history_most=Fact(3200, "docs.x.com: user posts timeline, the most recent 3,200", LOOKED_UP, checked=False),
    formality="casual",
    good_hashtags=Fact(2, "help.zoho.com: hashtags on Twitter, after Twitter's own advice", LOOKED_UP),
    capitals_in_hashtags=Fact(True, "common advice for screen readers", LOOKED_UP, checked=False),
    poll=Fact(
        PollRule(2, 4, TextRule("codepoint", 25), 300, 604_800),
        "X OpenAPI 2.159: 2 to 4 options, 5 to 10,080 minutes; the length of an option is from the same schema",
        LOOKED_UP,
    ),
    gates=(
        Gate(
            "pay-per-use",
            say("X charges for every call: about 1.5 cents for a post, 20 cents for a post with a link, 0.1 cent for"
                " reading back one of your own posts (US dollars)."),
        ),
        Gate(
            "summoned",
            say("Through Vitrino you can answer somebody on X only when they mentioned or quoted you. Other answers"
                " have to be written on X itself."),
        ),
    ),
    usage=(
        Usage(PEW_2023, "all", 0.22),
        Usage(MEDIAPANEL_2024, "all", 0.2733),
    ),
    name_form=r"@[a-z0-9_]{1,15}",
    turns=("retweet", "retweets", "please rt", "podaj dalej tweeta", "retvitu"),
    lives_on=Fact(("text", "photo"), "general knowledge", LOOKED_UP, checked=False),
    profile_url_patterns=(
        r"https?://(?:www\.|mobile\.|m\.)?(?:x|twitter)\.com/(?:#!/)?@?"
        r"(?!(?:home|share|intent|search|hashtag|i|explore|login|signup|settings|messages|notifications|compose|about"
        r"|tos|privacy|jobs|download|oauth|widgets|account|help|rules)(?:/|$))"
        r"(?P<handle>\w{1,15})(?:/(?:with_replies|media|likes|photo|highlights))?/?",
    ),
    profile_url="https://x.com/{handle}",
    can_rehearse=True,
)  # fmt: skip
