"""Facts about Google Business Profile: short posts and reviews of a place on Google Maps and Search."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import CadenceDefault, Fact, Gate, Manifest, MediaRule, RateRule
from vitrino.domain.fit.facts import Draw
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 1)
SERVER: Final = "https://mybusiness.googleapis.com"
INFORMATION_SERVER: Final = "https://mybusinessbusinessinformation.googleapis.com"
PERFORMANCE_SERVER: Final = "https://businessprofileperformance.googleapis.com"
REPLY_MAX_BYTES: Final = 4096  # general knowledge, nobody confirmed it

_LIMITS = "developers.google.com/my-business/content/limits"

MANIFEST = Manifest(
    key="google_business",
    name="Google Business Profile",
    also_called=("gmb", "google", "googlebusiness"),
    icon="brand-google",
    auth="oauth2",
    proof_level="D",
    capabilities=frozenset({
        "publish.text", "publish.image", "delete",
        "read.reviews", "reply.public", "metrics.account", "read.own_posts",
    }),
    text=Fact(
        TextRule("codepoint", 1500),
        "postproxy and gitroomhq/postiz-app gmb provider; Google does not say what it counts",
        LOOKED_UP,
    ),
    sources=(
        "https://developers.google.com/my-business/reference/rest/v4/accounts.locations.localPosts",
        "https://developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews",
        "https://developers.google.com/my-business/content/latest-updates",
        "https://developers.google.com/my-business/reference/performance/rest",
    ),
    as_of=LOOKED_UP,
    api_version="v4",
    scopes=("https://www.googleapis.com/auth/business.manage",),
    media=(
        Fact(
            MediaRule("image", 1, ("image/jpeg", "image/png"), transport="pull-public-url"),
            "gitroomhq/postiz-app gmb provider: one photo by address, no video",
            LOOKED_UP,
        ),
    ),
    rates=(
        Fact(RateRule("read", 300, 60), _LIMITS, LOOKED_UP, checked=False),
        Fact(RateRule("publish", 10, 60), _LIMITS, LOOKED_UP, checked=False),
    ),
    retry_safety={
        "publish.text": "read-back", "publish.image": "read-back", "reply.public": "keyed", "delete": "keyed",
    },
    settle_s=900,
    cadence=Fact(CadenceDefault(1, 1), "Vitrino's posting targets: 1 a week", LOOKED_UP),
    metrics=("views", "clicks"),
    untold=dict.fromkeys(("likes", "comments", "shares", "saves"), say(
        "Google counts single posts no longer; it tells how often the place was seen and its website opened."
    )),
    numbers_lag_h=72.0,
    link_place=Fact("card", "my-business/reference/rest/v4: callToAction", LOOKED_UP),
    card_beside_pictures=True,
    gates=(
        Gate(
            "api-access",
            say("As far as we know, Google opens this interface to an account only after you apply for it."),
        ),
        Gate(
            "public-picture",
            say("Google fetches pictures from a public address. Without one, Vitrino can't post pictures there."),
        ),
        Gate("no-post-numbers", say("Google counts views of the whole profile, no longer of single posts.")),
    ),
    draw=Draw(("place",), say("general knowledge"), LOOKED_UP, checked=False),
    lives_on=Fact(("photo", "text"), "general knowledge", LOOKED_UP, checked=False),
    profile_url_patterns=(
        r"https?://(?:www\.)?(?P<handle>(?P<exact>g\.page/(?:r/)?[\w.-]+))(?:/(?:review|share))?/?(?:\?.*)?",
        r"https?://(?P<handle>(?P<exact>(?:maps\.app\.goo\.gl|goo\.gl/maps|g\.co/kgs)/[\w-]+))/?(?:\?.*)?",
        r"https?://(?P<handle>(?P<exact>(?:www\.)?google\.[a-z.]{2,6}/maps/place/[^/?]+))(?:/.*)?",
        r"https?://(?P<handle>(?P<exact>(?:(?:www\.)?google\.[a-z.]{2,6}/maps|maps\.google\.[a-z.]{2,6})/?\?cid=\d+)).*",
    ),
    profile_url="https://{handle}",
    can_rehearse=True,
)  # fmt: skip
