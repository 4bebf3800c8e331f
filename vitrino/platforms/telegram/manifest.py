"""Facts about Telegram channels. A bot can write, but never read what it wrote: a lost answer can't be looked up."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import Fact, Gate, Manifest, MediaRule, PollRule, RateRule
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 1)

_BOT_API = "core.telegram.org/bots/api, Bot API 10.1 (2026-06-11)"
_FLOOD = "grammy.dev: flood limits (Telegram states no exact numbers)"

MANIFEST = Manifest(
    key="telegram",
    name="Telegram",
    icon="brand-telegram",
    auth="bot-token",
    proof_level="D",
    capabilities=frozenset({
        "publish.text", "publish.image", "publish.video", "publish.carousel", "publish.poll", "edit", "delete",
        "read.comments", "read.messages", "reply.public", "reply.private", "block", "metrics.account",
    }),
    text=Fact(TextRule("codepoint", 4096), f"{_BOT_API}: sendMessage, counted after entities are parsed; a caption has"
              " 1024", LOOKED_UP),
    sources=("https://core.telegram.org/bots/api",
             "https://github.com/PaulSonOfLars/telegram-bot-api-spec (Bot API 10.1)"),
    as_of=LOOKED_UP,
    api_version="10.1",
    media=(
        Fact(MediaRule("image", 10, ("image/jpeg", "image/png"), max_bytes=10_000_000),
             f"{_BOT_API}: an album of 10; the size is from memory", LOOKED_UP, checked=False),
        Fact(MediaRule("video", 10, ("video/mp4",), max_bytes=50_000_000),
             f"{_BOT_API}: an album of 10; the size is from memory", LOOKED_UP, checked=False),
    ),
    rates=(
        Fact(RateRule("publish", 20, 60), f"{_FLOOD}: 20 a minute into one group", LOOKED_UP),
        Fact(RateRule("all", 30, 1), f"{_FLOOD}: 30 a second in all", LOOKED_UP),
    ),
    retry_safety={
        "publish.text": "blind", "publish.image": "blind", "publish.video": "blind", "publish.carousel": "blind",
        "publish.poll": "blind", "reply.public": "blind", "reply.private": "blind", "edit": "keyed", "delete": "keyed",
        "block": "keyed",
    },
    poll=Fact(
        PollRule(2, 12, TextRule("codepoint", 100), 5, 2_628_000, can_be_multiple=True),
        f"{_BOT_API}: sendPoll; how long a poll may stay open is from memory",
        LOOKED_UP,
        checked=False,
    ),
    gates=(
        Gate("admin", say("The bot must be an administrator of your channel.")),
        Gate("no-views", say("Telegram does not tell bots how often a post was seen.")),
    ),
    lives_on=Fact(("text", "photo"), "general knowledge", LOOKED_UP, checked=False),
    profile_url_patterns=(
        r"https?://(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)/(?:s/)?"
        r"(?!(?:share|joinchat|addstickers|addemoji|addtheme|addlist|proxy|socks|iv|login|c|msg|setlanguage|bg|invoice|\+)"
        r"(?:/|$))(?P<handle>[A-Za-z]\w{3,31})/?",
    ),
    profile_url="https://t.me/{handle}",
    public_feed="https://t.me/s/{handle}",
)  # fmt: skip
