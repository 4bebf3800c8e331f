"""How the usual shop systems and page builders write links to profiles, cut down to what matters."""

from __future__ import annotations

import pytest

from vitrino.connect.registry import manifests
from vitrino.platforms.website.page import read_page
from vitrino.platforms.website.profiles import FoundLink, profile_of, unfinished

HOME = "https://shop.example/"
PATTERNS = {key: manifest.profile_url_patterns for key, manifest in manifests().items()}

BUILDERS = {
    "squarespace": (
        '<script>Static.SQUARESPACE_CONTEXT = {"website":{"socialAccounts":[{"screenname":"Zorza",'
        '"profileUrl":"http://instagram.com/zorza"}]},"users":[{"url":"https://x.com/author"}]};</script>',
        {("instagram", "zorza")},
    ),
    "wix": (
        '<script type="application/json" id="wix-warmup-data">{"items":[{"link":{"type":"ExternalLink",'
        '"url":"https:\\/\\/www.facebook.com\\/zorza"}}]}</script>',
        {("facebook", "zorza")},
    ),
    "shopify": (
        '<script>window.theme = {settings:{"social_instagram_link":"https:\\/\\/instagram.com\\/zorza",'
        '"social_x_link":""},money:"{{amount}} zł"};</script><a href="https://facebook.com/zorza" '
        'class="list-social__link"><svg class="icon icon-facebook"></svg></a>',
        {("instagram", "zorza"), ("facebook", "zorza")},
    ),
    "yoast": (
        '<script type="application/ld+json">{"@graph":[{"@type":["Person","Organization"],"sameAs":'
        '["https://www.facebook.com/zorza"]},{"@type":"Person","name":"Ada","sameAs":["https://x.com/ada"]}]}</script>',
        {("facebook", "zorza")},
    ),
    "elementor": (
        '<a class="elementor-icon" href="https://www.facebook.com/people/Piekarnia-Zorza/61550000000000/">f</a>'
        '<a href="https://www.facebook.com/share/1AbCdEfG/">f</a><a href="https://wa.me/48220000000">w</a>'
        '<a href="https://m.me/zorza">m</a><a href="https://maps.app.goo.gl/AbCdEf123">Map</a>',
        {("facebook", "61550000000000"), ("google_business", "maps.app.goo.gl/AbCdEf123")},
    ),
    "next.js": (
        '<script>self.__next_f.push([1,"a:[\\"$\\",{\\"href\\":\\"https://www.instagram.com/zorza/\\"}]"])</script>',
        {("instagram", "zorza")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("builder", BUILDERS)
def test_the_links_of_usual_builders_are_found(builder: str) -> None:
    html, wanted = BUILDERS[builder]
    found = (profile_of(link, PATTERNS, HOME) for link in read_page(html.encode(), "text/html", HOME).links)
    assert {(one.platform_key, one.handle) for one in found if one} == wanted


@pytest.mark.parametrize(
    ("path", "platform"),
    [
        ("www.facebook.com/zorza", "facebook"),
        ("instagram.com/zorza", "instagram"),
        ("deep/page/www.tiktok.com/@zorza", "tiktok"),
        ("about/us", ""),
        ("www.facebook.com/sharer.php", ""),
        ("files/photo.jpg", ""),
    ],
)
def test_a_link_without_its_beginning_is_recognised(path: str, platform: str) -> None:
    found = unfinished(FoundLink(f"{HOME}{path}", "link"), PATTERNS, HOME)
    assert (found.platform_key if found else "") == platform
