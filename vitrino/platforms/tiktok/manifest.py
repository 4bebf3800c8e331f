"""Facts about TikTok's Content Posting interface. It publishes films and pictures, and has no inbox."""

from datetime import date
from typing import Final

from vitrino.connect.manifest import CadenceDefault, Export, Fact, Gate, Manifest, MediaRule, RateRule
from vitrino.connect.surveys import ARD_ZDF_2023, ARD_ZDF_2025, MEDIAPANEL_2024, PEW_2023, PEW_2025, UNDER_30
from vitrino.domain.fit.facts import Usage
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 1)

_DIRECT_POST = "developers.tiktok.com/doc/content-posting-api-reference-direct-post"
_MEDIA = "developers.tiktok.com/doc/content-posting-api-media-transfer-guide"

MANIFEST = Manifest(
    key="tiktok",
    name="TikTok",
    icon="brand-tiktok",
    auth="oauth2",
    proof_level="D",
    capabilities=frozenset({"publish.image", "publish.video", "publish.carousel", "metrics.post", "read.own_posts"}),
    text=Fact(
        TextRule("utf16", 2200),
        f"{_DIRECT_POST}; trypostit/trypost pull request 25 (photos: title 90, description 4000)",
        LOOKED_UP,
    ),
    sources=(
        "https://developers.tiktok.com/doc/content-posting-api-reference-direct-post",
        "https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide",
        "https://developers.tiktok.com/doc/content-sharing-guidelines",
    ),
    as_of=LOOKED_UP,
    api_version="v2",
    scopes=("user.info.basic", "video.publish", "video.upload", "video.list"),
    media=(
        Fact(MediaRule("video", 1, ("video/mp4", "video/quicktime", "video/webm"), min_s=3, max_s=600,
                       max_edge=4096, max_fps=60, transport="resumable"),
             f"{_MEDIA}; each creator may have a lower limit", LOOKED_UP),
        Fact(MediaRule("image", 35, ("image/jpeg", "image/webp"), max_bytes=20_000_000,
                       transport="pull-verified-domain"), f"{_MEDIA}; documentation of ayrshare", LOOKED_UP),
    ),
    rates=(
        Fact(RateRule("publish", 6, 60), _DIRECT_POST, LOOKED_UP),
        Fact(RateRule("publish.day", 15, 86_400), "documentation of rapidevelopers (about 15 a day)", LOOKED_UP),
    ),
    retry_safety={"publish.video": "staged", "publish.image": "staged", "publish.carousel": "staged"},
    settle_s=900,
    cadence=Fact(CadenceDefault(3, 5), "Vitrino's posting targets: 3 to 5 a week", LOOKED_UP),
    metrics=("views", "likes", "comments", "shares"),
    exports=(
        Export("TikTok Studio", (
            frozenset({"videotitle", "videolink", "posttime"}),
            frozenset({"videoviews", "profileviews"}),
        )),
    ),
    untold=dict.fromkeys(("reach", "saves"), say("TikTok tells programs views, but neither reach nor saves.")),
    formality="casual",
    link_place=Fact("dead", "captions show links as plain text", LOOKED_UP, checked=False),
    good_hashtags=Fact(5, "goldlioncreative.com: 3 to 5", LOOKED_UP),
    hashtags_at_end=Fact(True, "the custom of captions", LOOKED_UP, checked=False),
    gates=(
        Gate(
            "audit",
            say("Until TikTok has audited your app, posts are visible to you alone, for at most 5 people in 24 hours."),
        ),
        Gate("verified-domain", say("TikTok fetches pictures only from a web domain that you have verified with it.")),
        Gate("no-inbox", say("Comments on TikTok can't be read by programs. Answer them in the app.")),
    ),
    usage=(
        Usage(PEW_2025, "all", 0.37),
        Usage(PEW_2023, "young", 0.62),
        Usage(PEW_2023, "old", 0.1),
        Usage(MEDIAPANEL_2024, "all", 0.4653),
        Usage(ARD_ZDF_2025, "all", 0.2),
        Usage(ARD_ZDF_2023, "young", 0.41, whom=UNDER_30),
    ),
    name_form=r"@[a-z0-9_.]{2,24}",
    turns=(
        "link in bio", "link in our bio", "link in my bio", "link in the bio", "link w bio", "link w naszym bio",
        "ligilo en la profilo", "ligilo en nia profilo",
        "#fyp", "#foryou", "#foryoupage", "#dlaciebie", "duet this", "stitch this",
    ),
    lives_on=Fact(("short-film", "live"), "general knowledge", LOOKED_UP, checked=False),
    profile_url_patterns=(r"https?://(?:www\.|m\.)?tiktok\.com/@(?P<handle>[\w.]{2,24})/?",),
    profile_url="https://www.tiktok.com/@{handle}",
)  # fmt: skip
