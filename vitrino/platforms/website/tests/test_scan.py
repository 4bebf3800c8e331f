"""Sites of all kinds, served on this machine, read through the real door."""

from __future__ import annotations

import pytest

from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.registry import manifests, website
from vitrino.connect.site import ProfilePatterns, SiteScan
from vitrino.platforms.website.choosing import LINK_PAGES
from vitrino.platforms.website.scan import scan as scan_politely
from vitrino.platforms.website.tests.local_site import Answer, moved, page, served_site
from vitrino.platforms.website.visit import MAX_FETCHES, Pace


def scan(door: HttpDoor, url: str, patterns: ProfilePatterns, link_hosts: frozenset[str] = LINK_PAGES) -> SiteScan:
    """Without the pauses that a site on this machine does not need."""
    return scan_politely(door, url, patterns, link_hosts, Pace(pause_s=0))


@pytest.fixture(scope="module")
def patterns() -> ProfilePatterns:
    return {key: manifest.profile_url_patterns for key, manifest in manifests().items()}


@pytest.fixture
def door() -> HttpDoor:
    return HttpDoor(allow_private=True, limits=Limits(total_s=5, connect_s=1, retries=0))


def test_a_static_site_gives_up_its_profiles_without_tracking(door: HttpDoor, patterns: ProfilePatterns) -> None:
    pages = {"/": page("static.html"), "/contact?from=nav": page("static-contact.html"), "/about-us/": Answer(b"<p>Hi")}
    with served_site(pages) as site:
        found = scan(door, site.url, patterns)
    assert _found(found) == {
        "facebook": "breadandtea",
        "instagram": "bread.and.tea",
        "x": "breadandtea",
        "pinterest": "breadandtea",
        "google_business": "g.page/r/CXyZ_12-aB",
        "youtube": "channel/UCabcdefghijklmnopqrstuv",
    }
    assert {link.url for link in found.links if link.platform_key in ("facebook", "youtube")} == {
        "https://www.facebook.com/breadandtea",
        "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
    }
    assert found.problems == ()


def test_the_registry_hands_out_the_reader(door: HttpDoor, patterns: ProfilePatterns) -> None:
    with served_site({"/": page("share-only.html")}) as site:
        assert website().scan(door, site.url, patterns).pages == (f"{site.url}/",)


def test_a_profile_remembers_where_and_how_it_was_found(door: HttpDoor, patterns: ProfilePatterns) -> None:
    with served_site({"/": page("static.html"), "/contact?from=nav": page("static-contact.html")}) as site:
        links = {link.platform_key: link for link in scan(door, site.url, patterns).links}
    assert (links["x"].how, links["x"].found_on) == ("link", f"{site.url}/")
    assert links["youtube"].found_on == f"{site.url}/contact?from=nav"


def test_redirects_are_followed_to_the_real_site(door: HttpDoor, patterns: ProfilePatterns) -> None:
    pages = {
        "/": moved("/pl", 301),
        "/pl": moved("/pl/"),
        "/pl/": page("polish.html"),
        "/pl/kontakt": page("polish-kontakt.html"),
    }
    with served_site(pages) as site:
        found = scan(door, site.url, patterns)
    assert found.url == f"{site.url}/pl/"
    assert _found(found) == {
        "facebook": "herbaciarnia.lodz",
        "tiktok": "herbaciarnia.lodz",
        "linkedin": "company/herbaciarnia-łódź",
    }


def test_a_page_that_only_sends_on_is_left_behind(door: HttpDoor, patterns: ProfilePatterns) -> None:
    pages = {
        "/": Answer(b'<meta http-equiv="refresh" content="0; URL=\'/shop/index.html\'">'),
        "/shop/index.html": page("static.html"),
    }
    with served_site(pages) as site:
        found = scan(door, site.url, patterns)
    assert found.url == f"{site.url}/shop/index.html"
    assert "x" in _found(found)


def test_a_ring_of_redirects_is_a_problem_in_words(door: HttpDoor, patterns: ProfilePatterns) -> None:
    with served_site({"/": moved("/a"), "/a": moved("/")}) as site:
        found = scan(door, site.url, patterns)
    assert found.links == ()
    assert len(found.problems) == 1
    assert str(found.problems[0].message).endswith(".")


def test_structured_data_and_rel_me_beat_plain_links(door: HttpDoor, patterns: ProfilePatterns) -> None:
    with served_site({"/": page("esperanto.html", "application/xhtml+xml")}) as site:
        found = scan(door, site.url, patterns)
    how = {(link.platform_key, link.handle): link.how for link in found.links}
    assert how[("facebook", "123456789")] == "json-ld"
    assert how[("telegram", "chokolado")] == "json-ld"
    assert how[("bluesky", "chokolado.example")] == "rel-me"
    assert how[("mastodon", "chokolado@esperanto.example")] == "rel-me"


def test_servers_of_any_name_count_only_when_the_page_names_them(door: HttpDoor, patterns: ProfilePatterns) -> None:
    with served_site({"/": page("esperanto.html"), "/german": page("german.html")}) as site:
        esperanto = scan(door, site.url, patterns)
        german = scan(door, f"{site.url}/german", patterns)
    assert [link.url for link in esperanto.links if link.platform_key == "mastodon"] == [
        "https://esperanto.example/@chokolado"
    ]
    assert [link.url for link in german.links if link.platform_key == "mastodon"] == [
        "https://mastodon.example/@brotundtee"
    ]
    assert _found(german)["facebook"] == "brot.tee"
    assert _found(german)["reddit"] == "r/brotundtee"


def test_a_link_page_is_opened_one_hop_deep(door: HttpDoor, patterns: ProfilePatterns) -> None:
    with served_site({"/littleshop?utm_source=site": page("link-page.html")}, host="localhost") as hub:
        shop = Answer(page("link-page-shop.html").body.replace(b"{hub}", hub.url.encode()))
        with served_site({"/": shop}) as site:
            found = scan(door, site.url, patterns, link_hosts=frozenset({hub.url.removeprefix("http://")}))
    assert _found(found) == {"instagram": "littleshop", "tiktok": "littleshop", "threads": "littleshop"}
    assert {link.how for link in found.links} == {"link-page"}
    assert hub.asked == ["/robots.txt", "/littleshop?utm_source=site"]


def test_share_buttons_posts_and_embedded_strangers_are_no_profiles(door: HttpDoor, patterns: ProfilePatterns) -> None:
    with served_site({"/": page("share-only.html")}) as site:
        found = scan(door, site.url, patterns)
    assert found.links == ()
    assert found.problems == ()


def test_a_hostile_page_gives_only_its_real_links(door: HttpDoor, patterns: ProfilePatterns) -> None:
    with served_site({"/": page("hostile.html")}) as site:
        found = scan(door, site.url, patterns)
    assert _found(found) == {"facebook": "from.json.ld", "instagram": "real.shop", "telegram": "real_shop"}


def test_links_left_over_from_a_template_are_named(door: HttpDoor, patterns: ProfilePatterns) -> None:
    with served_site({"/": page("hostile.html")}) as site:
        problems = [str(problem.message) for problem in scan(door, site.url, patterns).problems]
    assert any("https://twitter.com/wix" in problem for problem in problems)
    assert any("https://www.instagram.com/yourusername" in problem for problem in problems)


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 200_000,
        b"<a href='https://x.com/a" + b"b" * 3_000_000,
        b"\x00" * 1000 + b"<a href='https://x.com/ok'>",
        b"<a href='https://x.com/ok'>" + b"\xff\xfe\xfd" * 1000,
        b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><p>&b;</p>",
        b"",
        b"   ",
        b"<!---->",
    ],
    ids=["deep", "endless-link", "nul", "binary", "entities", "empty", "blank", "comment"],
)
def test_monstrous_pages_end_in_an_answer(door: HttpDoor, patterns: ProfilePatterns, body: bytes) -> None:
    with served_site({"/": Answer(body)}) as site:
        found = scan(door, site.url, patterns)
    assert set(_found(found)) <= {"x"}


def test_a_page_with_thirty_thousand_links_is_cut(door: HttpDoor, patterns: ProfilePatterns) -> None:
    body = b"".join(b'<a href="https://x.com/shop%d">x</a>' % number for number in range(30_000))
    with served_site({"/": Answer(body)}) as site:
        found = scan(door, site.url, patterns)
    assert 0 < len(found.links) <= 5000


def test_a_huge_page_is_refused_in_words(door: HttpDoor, patterns: ProfilePatterns) -> None:
    with served_site({"/": Answer(b"<p>bread</p>" * 500_000)}) as site:
        found = scan(door, site.url, patterns)
    assert found.links == ()
    assert [str(problem.message) for problem in found.problems] == ["The answer is larger than Vitrino reads."]


@pytest.mark.parametrize(
    "kind", ["text/html; charset=utf-8", "text/html; charset=klingon", "text/html; charset=base64", "text/html", ""]
)
def test_a_wrong_charset_does_not_hide_the_links(door: HttpDoor, patterns: ProfilePatterns, kind: str) -> None:
    with served_site({"/": page("wrong-charset.html", kind)}) as site:
        found = scan(door, site.url, patterns)
    assert _found(found) == {"facebook": "herbata.lodz"}


@pytest.mark.parametrize("charset", ["utf-16", "utf-8-sig", "cp1250", "iso-8859-2", "shift_jis"])
def test_pages_in_other_charsets_are_read(door: HttpDoor, patterns: ProfilePatterns, charset: str) -> None:
    body = "<p>Sklep</p><a href='https://x.com/sklep'>X</a>".encode(charset)
    with served_site({"/": Answer(body, f"text/html; charset={charset}")}) as site:
        assert _found(scan(door, site.url, patterns)) == {"x": "sklep"}


def test_a_page_built_by_scripts_is_noticed(door: HttpDoor, patterns: ProfilePatterns) -> None:
    with served_site({"/": page("script-built.html")}) as site:
        found = scan(door, site.url, patterns)
    assert [problem.message.template for problem in found.problems] == [
        "This page is built by scripts in the browser, so Vitrino sees only part of its links."
    ]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(status=404), "does not exist"),
        (Answer(status=403), "does not let programs in (it answered 403)"),
        (Answer(status=503), "broken at the moment (it answered 503)"),
        (Answer(b"%PDF-1.7", "application/pdf"), "a file (application/pdf)"),
    ],
)
def test_a_page_that_can_not_be_read_is_explained(
    door: HttpDoor, patterns: ProfilePatterns, answer: Answer, words: str
) -> None:
    with served_site({"/": answer}) as site:
        found = scan(door, site.url, patterns)
    assert words in str(found.problems[0].message)
    assert found.problems[0].url.startswith(site.url)


def test_a_private_address_is_refused_without_permission(patterns: ProfilePatterns) -> None:
    with served_site({"/": page("static.html")}) as site:
        found = scan(
            HttpDoor(limits=Limits(retries=0)), site.url.replace(site.url.rpartition(":")[2], "8080"), patterns
        )
    assert "private network" in str(found.problems[0].message)
    assert site.asked == []


def test_a_redirect_into_a_private_network_is_refused(patterns: ProfilePatterns, door: HttpDoor) -> None:
    with served_site({"/": moved("file:///etc/passwd")}) as site:
        found = scan(door, site.url, patterns)
    assert found.links == ()
    assert "http://" in str(found.problems[0].message)


@pytest.mark.parametrize("url", ["", "not a site", "javascript:alert(1)", "http://", "https://user:pw@shop.example/"])
def test_what_is_no_address_is_explained(door: HttpDoor, patterns: ProfilePatterns, url: str) -> None:
    found = scan(door, url, patterns)
    assert found.links == ()
    assert len(found.problems) == 1


def test_a_server_that_is_not_there_is_explained(door: HttpDoor, patterns: ProfilePatterns) -> None:
    with served_site({}) as site:
        gone = site.url
    found = scan(door, gone, patterns)
    assert "can't be reached" in str(found.problems[0].message)


def test_a_site_that_asks_programs_to_stay_out_is_left_alone(door: HttpDoor, patterns: ProfilePatterns) -> None:
    rules = Answer(b"User-agent: *\nDisallow: /\n", "text/plain")
    with served_site({"/robots.txt": rules, "/": page("static.html")}) as site:
        found = scan(door, site.url, patterns)
    assert found.links == ()
    assert "robots.txt" in str(found.problems[0].message)
    assert site.asked == ["/robots.txt"]


def test_pages_that_robots_txt_forbids_are_not_opened(door: HttpDoor, patterns: ProfilePatterns) -> None:
    rules = Answer(b"User-agent: *\nDisallow: /contact\n", "text/plain")
    with served_site({"/robots.txt": rules, "/": page("static.html")}) as site:
        scan(door, site.url, patterns)
    assert not any(path.startswith("/contact") for path in site.asked)
    assert "/about-us/" in site.asked


def test_a_scan_asks_for_a_few_pages_at_most(door: HttpDoor, patterns: ProfilePatterns) -> None:
    links = b"".join(b'<a href="/contact-%d">contact</a><a href="/about-%d">about</a>' % (n, n) for n in range(50))
    with served_site({"/": Answer(links)}) as site:
        scan(door, site.url, patterns)
    assert len(site.asked) <= MAX_FETCHES


def _found(scan: SiteScan) -> dict[str, str]:
    return {link.platform_key: link.handle for link in scan.links}
