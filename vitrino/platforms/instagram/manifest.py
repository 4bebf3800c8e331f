"""Facts about Instagram professional accounts. There is no post without a picture or film."""

from datetime import date, timedelta
from typing import Final

from vitrino.connect.manifest import CadenceDefault, Export, Fact, Gate, Manifest, MediaRule, RateRule, RetiredMetric
from vitrino.connect.surveys import ARD_ZDF_2023, ARD_ZDF_2025, MEDIAPANEL_2024, PEW_2023, PEW_2025, UNDER_30
from vitrino.domain.fit.facts import Usage
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 1)
SERVER: Final = "https://graph.instagram.com"
VERSION: Final = "v26.0"

_PUBLISHING = "developers.facebook.com/docs/instagram-platform/content-publishing"
_MEDIA_REFERENCE = "developers.facebook.com: IG User Media reference, as quoted in public notes"

MANIFEST = Manifest(
    key="instagram",
    name="Instagram",
    also_called=("ig", "instagram-standalone"),
    icon="brand-instagram",
    auth="oauth2",
    proof_level="D",
    capabilities=frozenset({
        "publish.image", "publish.carousel", "first_comment",
        "read.comments", "read.messages", "read.mentions", "reply.public", "reply.private", "hide",
        "metrics.post", "metrics.account", "read.own_posts",
    }),
    text=Fact(TextRule("codepoint", 2200), f"{_MEDIA_REFERENCE}; the unit is not stated", LOOKED_UP),
    sources=(
        "https://developers.facebook.com/docs/instagram-platform/content-publishing",
        "https://developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights (2026-06-18)",
        "https://developers.facebook.com/docs/instagram-platform/comment-moderation",
        "Python package facebook-business 26.0.3 (API v26.0)",
    ),
    as_of=LOOKED_UP,
    api_version=VERSION,
    scopes=("instagram_business_basic", "instagram_business_content_publish", "instagram_business_manage_comments",
            "instagram_business_manage_messages", "instagram_business_manage_insights"),
    media=(
        Fact(
            MediaRule("image", 10, ("image/jpeg",), max_bytes=8_000_000, min_aspect=0.8, max_aspect=1.91,
                      alt_text_max=1000, transport="pull-public-url"),
            f"{_PUBLISHING}; the length of alt texts is from memory",
            LOOKED_UP,
        ),
        Fact(
            MediaRule("video", 1, ("video/mp4", "video/quicktime"), max_bytes=300_000_000, min_s=3, max_s=900,
                      transport="pull-public-url"),
            f"{_PUBLISHING} (others also name 1 GB)",
            LOOKED_UP,
        ),
    ),
    reply_windows={
        # Apps with the human agent permission have seven days; Vitrino doesn't ask for it.
        "message": Fact(timedelta(hours=24), "Messenger Platform: standard messaging window, as quoted in public notes",
                        LOOKED_UP),
    },
    rates=(
        Fact(
            RateRule("publish", 100, 86_400),
            "developers.facebook.com: content_publishing_limit; pages of the same documentation also say 50 and 25,"
            " so the account's own answer wins",
            LOOKED_UP,
        ),
    ),
    retry_safety={
        "publish.image": "staged", "publish.carousel": "staged", "first_comment": "read-back",
        "reply.public": "read-back", "reply.private": "read-back", "hide": "keyed",
    },
    cadence=Fact(CadenceDefault(3, 5), "Vitrino's posting targets: 3 to 5 a week", LOOKED_UP),
    metrics=("views", "reach", "likes", "comments", "shares", "saves", "follows"),
    exports=(
        Export("Meta Business Suite", (
            frozenset({"postid", "accountusername"}),
            frozenset({"identyfikatorposta", "nazwauzytkownikakonta"}),
            frozenset({"beitragsid", "benutzernamedeskontos"}),
        )),
    ),
    history_lacks=("views", "reach", "shares", "saves", "follows"),
    retired=(
        RetiredMetric(("impressions", "plays", "video_views"), "views", date(2025, 4, 21),
                      "developers.facebook.com: instagram-media/insights (2026-06-18)", instead="views"),
    ),
    untold={"clicks": say("Instagram counts no clicks on posts; Vitrino's own short links do.")},
    numbers_lag_h=48.0,
    max_hashtags=Fact(30, _MEDIA_REFERENCE, LOOKED_UP),
    max_mentions=Fact(20, _MEDIA_REFERENCE, LOOKED_UP),
    formality="casual",
    link_place=Fact("dead", "qainsta.com: links in captions and comments are plain text", LOOKED_UP),
    good_hashtags=Fact(5, "goldlioncreative.com: 3 to 5, as Instagram itself suggests few", LOOKED_UP),
    hashtags_at_end=Fact(True, "the custom of captions", LOOKED_UP, checked=False),
    gates=(
        Gate("professional", say("Only business and creator accounts can be connected. Switching is free.")),
        Gate(
            "public-picture",
            say("Instagram fetches pictures from a public address. Without one, Vitrino can't post pictures there."),
        ),
        Gate("24-hours", say("A private message can be answered for 24 hours after the customer last wrote.")),
    ),
    usage=(
        Usage(PEW_2025, "all", 0.5),
        Usage(PEW_2025, "young", 0.8),
        Usage(PEW_2023, "old", 0.15),
        Usage(MEDIAPANEL_2024, "all", 0.4989),
        Usage(ARD_ZDF_2025, "all", 0.4),
        Usage(ARD_ZDF_2023, "young", 0.79, whom=UNDER_30),
    ),
    name_form=r"@[a-z0-9_](?:[a-z0-9_.]{0,28}[a-z0-9_])?",
    turns=(
        "link in bio", "link in our bio", "link in my bio", "link in the bio", "link w bio", "link w naszym bio",
        "ligilo en la profilo", "ligilo en nia profilo",
        "swipe up", "przesun w gore", "glitu supren", "insta story", "#instagood", "#instadaily",
    ),
    lives_on=Fact(("photo", "short-film", "story"), "general knowledge", LOOKED_UP, checked=False),
    profile_url_patterns=(
        r"https?://(?:www\.|m\.)?(?:instagram\.com|instagr\.am)/(?:_u/)?@?"
        r"(?!(?:p|reel|reels|tv|stories|explore|accounts|share|direct|about|legal|developer|press|s|create|invites|ar"
        r"|challenge|web|embed\.js)(?:/|$))"
        r"(?P<handle>[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?)(?:/(?:reels|tagged))?/?",
    ),
    profile_url="https://www.instagram.com/{handle}/",
    can_rehearse=True,
)  # fmt: skip
