"""Links on a shop's website that lead to a Mastodon profile, and those that only look so."""

import re

import pytest

from vitrino.platforms.mastodon.manifest import MANIFEST

(PATTERN,) = MANIFEST.profile_url_patterns


@pytest.mark.parametrize(
    ("url", "handle"),
    [
        ("https://mastodon.social/@corner_bakery", "corner_bakery@mastodon.social"),
        ("https://social.bakery.co.uk/@rye/", "rye@social.bakery.co.uk"),
        ("http://chaos.social/@a.b-c", "a.b-c@chaos.social"),
    ],
)
def test_a_profile_is_recognised_with_its_server(url: str, handle: str) -> None:
    found = re.fullmatch(PATTERN, url)
    assert found
    assert f"{found['handle']}@{found['host']}" == handle


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/@bakery", "https://medium.com/@bakery", "https://bakery.substack.com/@bakery",
        "https://www.tiktok.com/@bakery", "https://threads.net/@bakery", "https://mastodon.social/@bakery/123456",
        "https://mastodon.social/about", "https://mastodon.social/@anna@other.example", "https://localhost/@a",
        "https://mastodon.social/share?text=@x",
    ],
)  # fmt: skip
def test_other_links_are_not(url: str) -> None:
    assert not re.fullmatch(PATTERN, url)
