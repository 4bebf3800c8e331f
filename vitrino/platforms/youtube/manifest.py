"""Facts about YouTube channels."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import Export, Fact, Gate, Manifest, MediaRule, RateRule
from vitrino.connect.surveys import ARD_ZDF_2025, MEDIAPANEL_2024, PEW_2023, PEW_2025
from vitrino.domain.fit.facts import Usage
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 1)

_QUOTA = "developers.google.com/youtube/data/determine_quota_cost (since 2026-06-01)"

MANIFEST = Manifest(
    key="youtube",
    name="YouTube",
    icon="brand-youtube",
    auth="oauth2",
    proof_level="D",
    capabilities=frozenset({
        "publish.video", "edit", "delete", "read.comments", "read.search", "reply.public", "hide", "block", "report",
        "metrics.post", "metrics.account", "read.own_posts",
    }),
    text=Fact(
        TextRule("utf8_bytes", 5000),
        "developers.google.com/youtube/v3/docs/videos: the description; the title has 100 characters",
        LOOKED_UP,
    ),
    sources=(
        "https://developers.google.com/youtube/v3/docs",
        "Python package google-api-python-client 2.202.0 (discovery youtube.v3, revision 20261104)",
    ),
    as_of=LOOKED_UP,
    api_version="v3",
    scopes=("https://www.googleapis.com/auth/youtube.upload", "https://www.googleapis.com/auth/youtube.force-ssl"),
    media=(
        Fact(
            MediaRule("video", 1, ("video/*", "application/octet-stream"), max_bytes=274_877_906_944,
                      transport="resumable"),
            "discovery youtube.v3, revision 20261104: videos.insert",
            LOOKED_UP,
        ),
    ),
    rates=(Fact(RateRule("publish", 100, 86_400), _QUOTA, LOOKED_UP),
           Fact(RateRule("read.search", 100, 86_400), _QUOTA, LOOKED_UP)),
    retry_safety={
        "publish.video": "staged", "reply.public": "read-back", "edit": "keyed", "delete": "keyed", "hide": "keyed",
        "block": "keyed", "report": "keyed",
    },
    settle_s=900,
    metrics=("views", "likes", "comments", "watch_time_s"),
    exports=(
        Export("YouTube Studio", (
            frozenset({"videotitle", "videopublishtime"}),
            frozenset({"tytulfilmu", "czaspublikacjifilmu"}),
            frozenset({"videotitel", "veroffentlichungszeitpunktdesvideos"}),
        ), also={"content": "id", "tresc": "id", "inhalte": "id", "impressions": "", "impressionen": ""}),
    ),
    gates=(
        Gate("audit", say("As far as we know, films uploaded by an app that Google has not audited stay private.")),
    ),
    usage=(
        Usage(PEW_2025, "all", 0.84),
        Usage(PEW_2023, "young", 0.93),
        Usage(PEW_2023, "old", 0.6),
        Usage(MEDIAPANEL_2024, "all", 0.8227),
        Usage(ARD_ZDF_2025, "all", 0.72),
    ),
    turns=(
        "hit the bell", "ring the bell icon", "subscribe to our channel", "subscribe to the channel",
        "kliknij dzwoneczek", "zasubskrybuj kanal", "zasubskrybujcie kanal", "subskrybuj nasz kanal",
        "abonu la kanalon",
    ),
    lives_on=Fact(("long-film", "short-film", "live"), "general knowledge", LOOKED_UP, checked=False),
    profile_url_patterns=(
        r"https?://(?:www\.|m\.)?youtube\.com/(?P<handle>(?P<exact>channel/UC[\w-]{22}))(?:/\w+)?/?",
        r"https?://(?:www\.|m\.)?youtube\.com/(?P<handle>@[^/?#]{2,30}|(?:c|user)/[^/?#]+)"
        r"(?:/(?:featured|videos|shorts|streams|playlists|about|community))?/?",
    ),
    profile_url="https://www.youtube.com/{handle}",
    public_feed="{url}",  # the page of a channel names its feed
)  # fmt: skip
