"""The facts of all platforms: complete, dated, and recognising profiles but not share buttons."""

import io
import re
import tokenize
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vitrino.connect.manifest import OPEN_PLACES, Fact, Manifest
from vitrino.connect.registry import manifests, quality

THIRTEEN = {
    "bluesky", "facebook", "google_business", "instagram", "linkedin", "mastodon", "pinterest", "reddit", "telegram",
    "threads", "tiktok", "x", "youtube",
}  # fmt: skip

# MISSION, mistake M5; posts a week, a day counted as seven.
CADENCE = {
    "instagram": (3, 5),
    "x": (14, 21),
    "facebook": (7, 14),
    "linkedin": (7, 14),
    "tiktok": (3, 5),
    "google_business": (1, 1),
}

PROFILES = {
    "x": {
        "https://x.com/BreadAndTea": "BreadAndTea",
        "https://twitter.com/breadandtea/": "breadandtea",
        "https://mobile.twitter.com/breadandtea": "breadandtea",
        "http://www.twitter.com/@breadandtea": "breadandtea",
        "https://twitter.com/#!/breadandtea": "breadandtea",
        "https://x.com/home_bakery": "home_bakery",
    },
    "facebook": {
        "https://www.facebook.com/BreadAndTea": "BreadAndTea",
        "https://m.facebook.com/bread.and.tea/": "bread.and.tea",
        "https://pl-pl.facebook.com/breadandtea": "breadandtea",
        "https://fb.com/breadandtea": "breadandtea",
        "https://www.facebook.com/profile.php?id=100064012345678": "100064012345678",
        "https://www.facebook.com/pages/Bread-and-Tea/123456789": "123456789",
        "https://www.facebook.com/people/Bread-Tea/100064012345678/": "100064012345678",
        "https://www.facebook.com/p/Bread-and-Tea-100064012345678/": "100064012345678",
        "https://www.facebook.com/breadandtea/reviews": "breadandtea",
    },
    "instagram": {
        "https://www.instagram.com/bread.and_tea/": "bread.and_tea",
        "http://instagram.com/_u/breadandtea": "breadandtea",
        "https://instagr.am/breadandtea": "breadandtea",
        "https://www.instagram.com/pearlshop": "pearlshop",
    },
    "threads": {
        "https://www.threads.net/@bread.and_tea": "bread.and_tea",
        "https://threads.com/@breadandtea/": "breadandtea",
    },
    "linkedin": {
        "https://www.linkedin.com/company/bread-and-tea/": "company/bread-and-tea",
        "https://pl.linkedin.com/in/anna-kowalska-1a2b3c": "in/anna-kowalska-1a2b3c",
        "https://www.linkedin.com/company/bread-and-tea/about/": "company/bread-and-tea",
    },
    "tiktok": {"https://www.tiktok.com/@bread.and.tea": "bread.and.tea"},
    "youtube": {
        "https://www.youtube.com/@BreadAndTea": "@BreadAndTea",
        "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv": "channel/UCabcdefghijklmnopqrstuv",
        "https://m.youtube.com/c/BreadAndTea/videos": "c/BreadAndTea",
        "https://youtube.com/user/breadandtea": "user/breadandtea",
    },
    "pinterest": {
        "https://www.pinterest.com/breadandtea/": "breadandtea",
        "https://pl.pinterest.com/breadandtea/_created": "breadandtea",
        "https://www.pinterest.co.uk/breadandtea": "breadandtea",
        "https://www.pinterest.de/breadandtea": "breadandtea",
    },
    "telegram": {
        "https://t.me/breadandtea": "breadandtea",
        "https://t.me/s/breadandtea": "breadandtea",
        "https://telegram.me/breadandtea/": "breadandtea",
    },
    "reddit": {
        "https://www.reddit.com/r/breadandtea/": "r/breadandtea",
        "https://old.reddit.com/user/bread-and-tea": "user/bread-and-tea",
        "https://reddit.com/u/breadandtea": "u/breadandtea",
    },
    "google_business": {
        "https://g.page/r/CXyZ_12/review": "g.page/r/CXyZ_12",
        "https://maps.app.goo.gl/AbCdEf123": "maps.app.goo.gl/AbCdEf123",
        "https://goo.gl/maps/AbCdEf": "goo.gl/maps/AbCdEf",
        "https://www.google.com/maps/place/Bread+and+Tea/@52.2,21.0,17z/data=x": (
            "www.google.com/maps/place/Bread+and+Tea"
        ),
        "https://maps.google.com/?cid=1234567890": "maps.google.com/?cid=1234567890",
    },
}

# Share buttons, posts, widgets, sign-in pages: what shops' pages are full of, and what nobody follows.
NOT_PROFILES = [
    "https://twitter.com/intent/tweet?text=Bread&url=https://shop.example",
    "https://twitter.com/share?url=https://shop.example",
    "https://twitter.com/breadandtea/status/1234567890",
    "https://x.com/search?q=bread",
    "https://x.com/hashtag/bread",
    "https://x.com/home",
    "https://x.com/",
    "https://www.facebook.com/sharer/sharer.php?u=https://shop.example",
    "https://www.facebook.com/sharer.php?u=https://shop.example",
    "https://www.facebook.com/share.php?u=https://shop.example",
    "https://www.facebook.com/dialog/share?app_id=1&href=https://shop.example",
    "https://www.facebook.com/plugins/like.php?href=https://shop.example",
    "https://www.facebook.com/groups/bakers",
    "https://www.facebook.com/events/123456789",
    "https://www.facebook.com/breadandtea/posts/123456789",
    "https://www.facebook.com/photo.php?fbid=123456789",
    "https://www.facebook.com/tr?id=1234567&ev=PageView",
    "https://www.facebook.com/",
    "https://m.me/breadandtea",
    "https://www.instagram.com/p/CabcDEFghij/",
    "https://www.instagram.com/reel/CabcDEFghij/",
    "https://www.instagram.com/explore/tags/bread/",
    "https://www.instagram.com/accounts/login/",
    "https://www.instagram.com/",
    "https://www.threads.net/@breadandtea/post/CabcDEF",
    "https://www.threads.net/intent/post?text=Bread",
    "https://www.linkedin.com/shareArticle?mini=true&url=https://shop.example",
    "https://www.linkedin.com/sharing/share-offsite/?url=https://shop.example",
    "https://www.linkedin.com/feed/update/urn:li:activity:123",
    "https://www.tiktok.com/@breadandtea/video/7212345678901234567",
    "https://www.tiktok.com/embed/v2/7212345678901234567",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com/embed/dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ",
    "https://www.pinterest.com/pin/create/button/?url=https://shop.example",
    "https://www.pinterest.com/pin/123456789/",
    "https://t.me/share/url?url=https://shop.example",
    "https://t.me/joinchat/AAAAAE",
    "https://t.me/+AbCdEf",
    "https://t.me/breadandtea/42",
    "https://www.reddit.com/submit?url=https://shop.example",
    "https://www.reddit.com/r/bread/comments/abc/my_bread/",
    "https://www.google.com/maps/embed?pb=!1m18",
    "https://www.google.com/maps/dir/?api=1&destination=Bread",
    "https://wa.me/48123456789",
    "https://linktr.ee/breadandtea",
    "https://bsky.app/intent/compose?text=Bread",
    "https://shop.example/share",
    "mailto:shop@example.com",
]  # fmt: skip


def test_exactly_thirteen_platforms_are_known() -> None:
    """Besides the places where one only listens, without any account."""
    assert {key for key, manifest in manifests().items() if manifest.auth not in OPEN_PLACES} == THIRTEEN


@pytest.mark.parametrize("key", sorted(THIRTEEN))
def test_every_fact_says_where_and_when_it_was_looked_up(key: str) -> None:
    facts = _facts(manifests()[key])
    assert facts
    for fact in facts:
        assert fact.source.strip()
        assert date(2026, 1, 1) <= fact.checked_on <= date(2026, 12, 31)


@pytest.mark.parametrize("key", sorted(THIRTEEN))
def test_a_manifest_names_its_sources_gates_and_safety(key: str) -> None:
    manifest = manifests()[key]
    assert manifest.sources
    assert manifest.icon.startswith("brand-")
    assert manifest.profile_url_patterns
    for gate in manifest.gates:
        assert gate.effect.template.endswith(".")
    writes = {word for word in manifest.capabilities if word.startswith(("publish.", "reply."))}
    assert writes <= set(manifest.retry_safety), "every write needs a declared retry safety"


def test_cadences_that_are_more_than_a_guess_are_those_of_the_mission() -> None:
    found = {
        key: (manifest.cadence.value.low_per_week, manifest.cadence.value.high_per_week)
        for key, manifest in manifests().items()
        if manifest.cadence is not None and manifest.cadence.checked
    }
    assert found == CADENCE


@pytest.mark.parametrize(("key", "url", "handle"), [(k, u, h) for k, urls in PROFILES.items() for u, h in urls.items()])
def test_a_profile_link_is_recognised(key: str, url: str, handle: str) -> None:
    assert _handle(manifests()[key], url) == handle


@pytest.mark.parametrize("url", NOT_PROFILES)
def test_a_share_button_post_or_widget_is_not_a_profile(url: str) -> None:
    assert {key: _handle(manifests()[key], url) for key in PROFILES if _handle(manifests()[key], url)} == {}


@pytest.mark.parametrize("key", sorted(PROFILES))
def test_the_profile_address_made_from_a_handle_is_recognised_again(key: str) -> None:
    manifest = manifests()[key]
    for handle in PROFILES[key].values():
        assert _handle(manifest, manifest.profile_url.format(handle=handle)) == handle


def test_only_what_has_a_twin_can_be_rehearsed() -> None:
    rehearsable = {key for key, manifest in manifests().items() if manifest.can_rehearse}
    assert rehearsable == {"bluesky", "facebook", "google_business", "instagram", "mastodon", "x"}


def _facts(manifest: Manifest) -> list[Fact[Any]]:
    single = (manifest.text, manifest.cadence, manifest.max_hashtags, manifest.max_links, manifest.max_mentions)
    return [fact for fact in (*single, *manifest.media, *manifest.rates) if fact is not None]


def _handle(manifest: Manifest, url: str) -> str:
    found = (re.fullmatch(pattern, url, re.IGNORECASE) for pattern in manifest.profile_url_patterns)
    return next((match["handle"] for match in found if match), "")


@pytest.mark.parametrize("key", sorted(THIRTEEN))
def test_every_platform_says_how_well_it_is_done(key: str) -> None:
    rules = quality(key)["rules"]
    assert rules
    for entry in rules.values():
        assert entry == "done" or (entry["status"] in ("todo", "exempt") and entry["reason"].endswith("."))


@pytest.mark.parametrize("manifest", manifests().values(), ids=lambda one: one.key)
def test_no_platform_is_asked_for_a_number_it_has_retired(manifest: Manifest) -> None:
    folder = Path(__file__).parents[1] / manifest.key
    asked = {word for name in ("client.py", "translate.py", "api.py") for word in _strings(folder / name)}
    assert not asked & {name for one in manifest.retired for name in one.names if name not in one.instead}


@pytest.mark.parametrize("manifest", manifests().values(), ids=lambda one: one.key)
def test_what_a_platform_lacks_is_said_of_numbers_it_does_not_tell(manifest: Manifest) -> None:
    assert not set(manifest.untold) & set(manifest.metrics)
    assert set(manifest.history_lacks) <= set(manifest.metrics)
    assert all(one.since < manifest.as_of and one.source for one in manifest.retired)


def _strings(path: Path) -> set[str]:
    """Every word in the strings of a file."""
    if not path.exists():
        return set()
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text()).readline)
    return {word for one in tokens if one.type == tokenize.STRING for word in re.findall(r"\w+", one.string)}
