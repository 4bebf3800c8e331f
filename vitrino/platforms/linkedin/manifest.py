"""Facts about LinkedIn: pages of organisations and personal profiles.

The trap: posts are written in the "little" text format. An unescaped \\ | { } @ ( ) < > # * _ ~ makes the platform cut
the text at that place, and the answer still says success.
"""

from datetime import date
from typing import Final

from vitrino.connect.manifest import CadenceDefault, Export, Fact, Gate, Manifest, MediaRule, PollRule, RateRule
from vitrino.connect.surveys import PEW_2023
from vitrino.domain.fit.facts import Draw, Usage
from vitrino.domain.message import say
from vitrino.domain.text import TextRule

LOOKED_UP: Final = date(2026, 11, 1)

MANIFEST = Manifest(
    key="linkedin",
    name="LinkedIn",
    icon="brand-linkedin",
    auth="oauth2",
    proof_level="D",
    capabilities=frozenset({
        "publish.text", "publish.image", "publish.video", "publish.poll", "edit", "delete",
        "read.comments", "reply.public", "metrics.post", "metrics.account", "read.own_posts",
    }),
    text=Fact(
        TextRule("codepoint", 3000),
        "learn.microsoft.com/linkedin: little-text-format (2026-05); the unit is not stated",
        LOOKED_UP,
    ),
    sources=(
        "https://learn.microsoft.com/linkedin/marketing/community-management",
        "https://learn.microsoft.com/linkedin/shared/authentication/programmatic-refresh-tokens",
        "https://github.com/gitroomhq/postiz-app (linkedin.provider)",
    ),
    as_of=LOOKED_UP,
    scopes=("w_member_social", "w_organization_social", "r_organization_social", "rw_organization_admin"),
    media=(
        Fact(MediaRule("image", 9, ("image/jpeg", "image/png", "image/gif")), "documentation of usepostli", LOOKED_UP),
        Fact(MediaRule("video", 1, ("video/mp4",), transport="resumable"), "documentation of usepostli", LOOKED_UP),
        Fact(MediaRule("document", 1, ("application/pdf",), max_bytes=100_000_000),
             "documentation of usepostli (at most 300 pages)", LOOKED_UP),
    ),
    rates=(Fact(RateRule("publish", 150, 86_400), "documentation of ayrshare (about 150 a day)", LOOKED_UP),),
    retry_safety={
        "publish.text": "read-back", "publish.image": "read-back", "publish.video": "read-back",
        "publish.poll": "read-back", "reply.public": "read-back", "edit": "keyed", "delete": "keyed",
    },
    cadence=Fact(CadenceDefault(7, 14), "Vitrino's posting targets: 1 to 2 a day", LOOKED_UP),
    metrics=("views", "reach", "likes", "comments", "shares", "clicks"),
    for_business=Fact(True, "general knowledge: a network of trades and employers", LOOKED_UP, checked=False),
    exports=(
        Export("LinkedIn", (
            frozenset({"posttitle", "postlink", "createddate"}),
            frozenset({"impressionsorganic", "impressionssponsored"}),
            frozenset({"sponsoredfollowers", "organicfollowers"}),
        ), also={"totalfollowers": "follows"}),
    ),
    formality="formal",
    good_hashtags=Fact(5, "goldlioncreative.com: 3 to 5", LOOKED_UP),
    hashtags_at_end=Fact(True, "the custom of posts there", LOOKED_UP, checked=False),
    comment_text=Fact(TextRule("codepoint", 1250), "publora: page about the length of comments", LOOKED_UP),
    poll=Fact(
        PollRule(2, 4, TextRule("codepoint", 30), 86_400, 1_209_600),
        "learn.microsoft.com/linkedin: polls; from memory",
        LOOKED_UP,
        checked=False,
    ),
    gates=(
        Gate(
            "sign-in-again",
            say("LinkedIn renews sign-ins only for approved partners, so you have to connect again every 60 days."),
        ),
        Gate("community-management", say("Posting for a company page needs LinkedIn's Community Management product.")),
    ),
    usage=(
        Usage(PEW_2023, "all", 0.3),
        Usage(PEW_2023, "middle", 0.4),
    ),
    draw=Draw(("trade",), say("general knowledge"), LOOKED_UP, checked=False),
    lives_on=Fact(("text", "photo", "short-film"), "general knowledge", LOOKED_UP, checked=False),
    profile_url_patterns=(
        r"https?://(?:[a-z]{2,3}\.)?linkedin\.com/(?P<handle>(?:company|in|school|showcase)/[^/?#]+)"
        r"(?:/(?:about|posts|jobs|life|people|mycompany)(?:/.*)?)?/?",
    ),
    profile_url="https://www.linkedin.com/{handle}",
)  # fmt: skip
