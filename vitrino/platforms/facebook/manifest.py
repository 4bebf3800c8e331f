"""Facts about Facebook Pages. Personal profiles have no publishing interface."""

from datetime import date, timedelta
from typing import Final

from vitrino.connect.manifest import CadenceDefault, Export, Fact, Gate, Manifest, MediaRule, RetiredMetric
from vitrino.connect.surveys import ARD_ZDF_2023, ARD_ZDF_2025, MEDIAPANEL_2024, PEW_2023, PEW_2025, UNDER_30
from vitrino.domain.fit.facts import Usage
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 1)
SERVER: Final = "https://graph.facebook.com"
VERSION: Final = "v26.0"

MANIFEST = Manifest(
    key="facebook",
    name="Facebook",
    also_called=("fb",),
    icon="brand-facebook",
    auth="oauth2",
    proof_level="D",
    capabilities=frozenset({
        "publish.text", "publish.image", "first_comment", "edit", "delete",
        "read.comments", "read.messages", "read.mentions", "read.reviews",
        "reply.public", "reply.private", "hide", "block",
        "metrics.post", "metrics.account", "read.own_posts",
    }),
    text=Fact(
        TextRule("codepoint", 63_206),
        "gitroomhq/postiz-app facebook.provider; Meta does not say what it counts",
        LOOKED_UP,
    ),
    sources=(
        "https://developers.facebook.com/docs/pages-api/posts",
        "https://developers.facebook.com/docs/platforminsights (deprecated metrics, 2026-03-02)",
        "https://developers.facebook.com/docs/graph-api/reference/page/ratings",
        "Python package facebook-business 26.0.3 (API v26.0)",
    ),
    as_of=LOOKED_UP,
    reply_windows={
        # Apps with the human agent permission have seven days; Vitrino doesn't ask for it.
        "message": Fact(timedelta(hours=24), "Messenger Platform: standard messaging window, as quoted in public notes",
                        LOOKED_UP),
    },
    api_version=VERSION,
    scopes=("pages_manage_posts", "pages_manage_engagement", "pages_read_engagement", "pages_read_user_content",
            "pages_messaging", "read_insights"),
    media=(
        Fact(
            MediaRule("image", 10, ("image/jpeg", "image/png"), max_bytes=4_000_000),
            "gitroomhq/postiz-app facebook.provider (text of the platform's own error)",
            LOOKED_UP,
        ),
    ),
    retry_safety={
        "publish.text": "read-back", "publish.image": "read-back", "first_comment": "read-back",
        "edit": "keyed", "reply.public": "read-back",
        "reply.private": "read-back", "hide": "keyed", "block": "keyed", "delete": "keyed",
    },
    cadence=Fact(CadenceDefault(7, 14), "Vitrino's posting targets: 1 to 2 a day", LOOKED_UP),
    metrics=("reach", "likes", "comments", "shares", "clicks", "follows"),
    exports=(
        Export("Meta Business Suite", (
            frozenset({"postid", "pagename"}),
            frozenset({"identyfikatorposta", "nazwastrony"}),
            frozenset({"beitragsid", "seitenname"}),
        ), own_id="{account}_{id}"),
    ),
    retired=(
        RetiredMetric(("post_impressions", "page_impressions"), "views", date(2025, 11, 15),
                      "developers.facebook.com: platforminsights, deprecated metrics (2026-03-02)"),
        RetiredMetric(("post_impressions_unique",), "reach", date(2025, 11, 15),
                      "developers.facebook.com: platforminsights, deprecated metrics (2026-03-02)",
                      instead="post_total_media_view_unique"),
        RetiredMetric(("page_fans",), "follows", date(2025, 11, 15),
                      "developers.facebook.com: platforminsights, deprecated metrics (2026-03-02)",
                      instead="followers_count"),
    ),
    link_place=Fact("card", "developers.facebook.com: pages-api/posts, field link; not beside pictures", LOOKED_UP),
    good_hashtags=Fact(3, "goldlioncreative.com: 1 to 3", LOOKED_UP),
    comment_text=Fact(TextRule("codepoint", 8000), "the number people name", LOOKED_UP, checked=False),
    gates=(
        Gate("page-only", say("Facebook lets programs post to Pages only, not to personal profiles or groups.")),
        Gate(
            "own-app",
            say("You need a Meta app of your own. For a Page you manage yourself it works without Meta's review."),
        ),
        Gate("24-hours", say("A private message can be answered for 24 hours after the customer last wrote.")),
    ),
    usage=(
        Usage(PEW_2025, "all", 0.71),
        Usage(PEW_2023, "young", 0.67, checked=False),
        Usage(PEW_2023, "middle", 0.75),
        Usage(PEW_2023, "old", 0.58, checked=False),
        Usage(MEDIAPANEL_2024, "all", 0.8372),
        Usage(ARD_ZDF_2025, "all", 0.31),
        Usage(ARD_ZDF_2023, "young", 0.34, whom=UNDER_30),
    ),
    lives_on=Fact(("photo", "text", "short-film", "story", "live"), "general knowledge", LOOKED_UP, checked=False),
    profile_url_patterns=(
        r"https?://(?:[\w-]+\.)?(?:facebook|fb)\.com/profile\.php\?(?:.*&)?id=(?P<handle>\d+)(?:&.*)?",
        r"https?://(?:[\w-]+\.)?(?:facebook|fb)\.com/(?:pages|people)/(?:category/)?[^/?]+/(?P<handle>\d+)/?",
        r"https?://(?:[\w-]+\.)?(?:facebook|fb)\.com/p/[^/?]*?-(?P<handle>\d{6,})/?",
        r"https?://(?:[\w-]+\.)?(?:facebook|fb)\.com/(?:pg/)?"
        r"(?!(?:sharer|share|share\.php|sharer\.php|dialog|plugins|tr|login|login\.php|groups|events|photo|photos"
        r"|photo\.php|watch|reel|reels|story\.php|stories|hashtag|help|policies|policy\.php|legal|privacy|marketplace"
        r"|gaming|permalink\.php|media|pages|people|profile\.php|p|pg|home\.php|business|ads|l\.php|flx|v\d[\d.]*)(?:/|$))"
        r"(?P<handle>[A-Za-z0-9][\w.\-]{2,})(?:/(?:about|reviews|photos|videos|posts|community|shop))?/?",
    ),
    profile_url="https://www.facebook.com/{handle}",
    can_rehearse=True,
)  # fmt: skip
