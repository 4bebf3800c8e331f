"""Facts about Pinterest. It has no interface for comments."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import Export, Fact, Gate, Manifest, MediaRule, RateRule
from vitrino.connect.surveys import MEDIAPANEL_2024, PEW_2023
from vitrino.domain.fit.facts import Draw, Usage
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 1)

_OPENAPI = "pinterest/api-description v5/openapi.yaml 5.23.0"

MANIFEST = Manifest(
    key="pinterest",
    name="Pinterest",
    icon="brand-pinterest",
    auth="oauth2",
    proof_level="D",
    capabilities=frozenset({
        "publish.image", "publish.video", "publish.carousel", "edit", "delete",
        "metrics.post", "metrics.account", "read.own_posts",
    }),
    text=Fact(TextRule("codepoint", 800), f"{_OPENAPI}: description; the title has 100 characters", LOOKED_UP),
    sources=(
        "https://github.com/pinterest/api-description (5.23.0)",
        "https://developers.pinterest.com/docs/key-concepts/access-tiers",
        "https://developers.pinterest.com/docs/reference/rate-limits",
    ),
    as_of=LOOKED_UP,
    api_version="5.23.0",
    scopes=("boards:read", "pins:read", "pins:write", "user_accounts:read"),
    media=(
        Fact(MediaRule("image", 5, ("image/jpeg", "image/png"), alt_text_max=500),
             f"{_OPENAPI}: one, or two to five of the same size", LOOKED_UP),
        Fact(MediaRule("video", 1, ("video/mp4", "video/quicktime"), alt_text_max=500),
             "gitroomhq/postiz-app: one film with a cover picture", LOOKED_UP),
    ),
    rates=(Fact(RateRule("all", 1000, 86_400), "developers.pinterest.com/docs/reference/rate-limits: trial access",
                LOOKED_UP),),
    retry_safety={
        "publish.image": "read-back", "publish.video": "read-back", "publish.carousel": "read-back", "edit": "keyed",
        "delete": "keyed",
    },
    metrics=("views", "saves", "clicks"),
    exports=(
        Export("Pinterest", (
            frozenset({"pinclicks", "outboundclicks"}),
            frozenset({"kliknieciapinow", "kliknieciawychodzace"}),
        )),
    ),
    gates=(
        Gate("trial", say("Until Pinterest upgrades your app from its trial access, pins are visible to you alone.")),
        Gate("no-inbox", say("Comments on Pinterest can't be read by programs. Answer them in the app.")),
    ),
    usage=(
        Usage(PEW_2023, "all", 0.35),
        Usage(MEDIAPANEL_2024, "all", 0.2221),
    ),
    draw=Draw(
        ("food", "home", "crafts", "garden"),
        say("{who}: what is searched in the United Kingdom", who="empower.agency"),
        date(2015, 6, 30),
    ),
    turns=("pin this", "pin it for later", "save this pin", "przypnij ten pin"),
    lives_on=Fact(("photo", "short-film"), "general knowledge", LOOKED_UP, checked=False),
    profile_url_patterns=(
        r"https?://(?:[a-z]{2,3}\.)?(?:www\.)?pinterest\.(?:com|co\.[a-z]{2}|[a-z]{2}|com\.[a-z]{2})/"
        r"(?!(?:pin|search|ideas|explore|login|business|about|categories|_|settings|today|topics|oauth|create)(?:/|$))"
        r"(?P<handle>\w{3,30})(?:/(?:_created|_saved|pins|boards))?/?",
    ),
    profile_url="https://www.pinterest.com/{handle}/",
    public_feed="https://www.pinterest.com/{handle}/feed.rss",
)  # fmt: skip
