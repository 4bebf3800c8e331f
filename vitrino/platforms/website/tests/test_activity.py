"""When a profile was last alive, read from feeds and pages of strangers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.site import ProfileLink
from vitrino.platforms.website.activity import last_activity
from vitrino.platforms.website.feeds import newest_entry
from vitrino.platforms.website.tests.local_site import Answer, served_site

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate>
<item><title>Old</title><pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate></item>
<item><title>New</title><pubDate>Tue, 03 Nov 2026 08:30:00 GMT</pubDate></item>
<item><title>No date</title></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><updated>2026-11-20T00:00:00Z</updated>
<entry><published>2026-10-01T10:00:00+02:00</published><updated>2026-10-05T10:00:00Z</updated></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><item><dc:date>2026-09-09T09:09:09Z</dc:date></item></rdf:RDF>"""
JSON_FEED = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"date_published": "2026-08-08T08:00:00Z"}, 7]}'


@pytest.fixture
def door() -> HttpDoor:
    return HttpDoor(allow_private=True, limits=Limits(total_s=5, connect_s=1, retries=0))


@pytest.mark.parametrize(
    ("feed", "newest"),
    [
        (RSS, datetime(2026, 11, 3, 8, 30, tzinfo=UTC)),
        (ATOM, datetime(2026, 10, 5, 10, tzinfo=UTC)),
        (RDF, datetime(2026, 9, 9, 9, 9, 9, tzinfo=UTC)),
        (JSON_FEED, datetime(2026, 8, 8, 8, tzinfo=UTC)),
    ],
    ids=["rss", "atom", "rdf", "json"],
)
def test_the_newest_entry_of_every_kind_of_feed_is_found(feed: bytes, newest: datetime) -> None:
    assert newest_entry(feed, NOW) == newest


@pytest.mark.parametrize(
    "feed",
    [
        b"",
        b"<rss",
        b"{",
        b'{"items": {"a": 1}}',
        b"<rss><channel/></rss>",
        b"<rss><item><pubDate>yesterday</pubDate></item></rss>",
        b"<rss><item><pubDate>Fri, 32 Nov 2026 25:00:00 GMT</pubDate></item></rss>",
        b"<rss><item><pubDate>Fri, 20 Nov 2093 10:00:00 GMT</pubDate></item></rss>",
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><pubDate>&x;</pubDate></item></rss>',
    ],
)
def test_a_feed_without_a_usable_date_is_unknown(feed: bytes) -> None:
    assert newest_entry(feed, NOW) is None


def test_a_date_a_little_ahead_of_us_counts_as_now() -> None:
    feed = b"<rss><item><pubDate>Fri, 20 Nov 2026 15:00:00 GMT</pubDate></item></rss>"
    assert newest_entry(feed, NOW) == NOW


def test_a_billion_laughs_are_refused_at_once() -> None:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    bomb = b'<!DOCTYPE l [<!ENTITY l0 "ha">' + entities + b"]><rss><item><pubDate>&l9;</pubDate></item></rss>"
    assert newest_entry(bomb, NOW) is None
    assert newest_entry(bomb.decode().encode("utf-16"), NOW) is None


def test_a_feed_two_hundred_thousand_levels_deep_does_no_harm() -> None:
    assert newest_entry(b"<rss>" + b"<item>" * 200_000, NOW) is None


def test_only_the_first_thousand_entries_are_read() -> None:
    old = b"<item><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>" * 1000
    late = b"<item><pubDate>Tue, 03 Nov 2026 08:30:00 GMT</pubDate></item>"
    assert newest_entry(b"<rss><channel>" + old + late + b"</channel></rss>", NOW) == datetime(
        2026, 3, 2, 10, tzinfo=UTC
    )


def test_the_feed_of_a_profile_tells_its_last_activity(door: HttpDoor) -> None:
    with served_site({"/@bread.rss": Answer(RSS, "application/rss+xml")}) as site:
        link = ProfileLink("somewhere", "bread", f"{site.url}/@bread", site.url, "link")
        found = last_activity(door, link, "{url}.rss", NOW)
    assert found.at == datetime(2026, 11, 3, 8, 30, tzinfo=UTC)
    assert found.problem is None


def test_a_page_that_names_its_feed_is_followed_once(door: HttpDoor) -> None:
    head = b'<link rel="alternate" type="application/rss+xml" href="/feed?id=1">'
    with served_site({"/@bread": Answer(head), "/feed?id=1": Answer(ATOM, "text/xml")}) as site:
        link = ProfileLink("somewhere", "bread", f"{site.url}/@bread", site.url, "link")
        found = last_activity(door, link, "{url}", NOW)
    assert found.at == datetime(2026, 10, 5, 10, tzinfo=UTC)
    assert site.asked == ["/@bread", "/feed?id=1"]


def test_a_page_that_points_to_itself_as_a_feed_ends(door: HttpDoor) -> None:
    head = b'<link rel="alternate" type="application/rss+xml" href="/@bread">'
    with served_site({"/@bread": Answer(head)}) as site:
        link = ProfileLink("somewhere", "bread", f"{site.url}/@bread", site.url, "link")
        found = last_activity(door, link, "{url}", NOW)
    assert found.at is None
    assert site.asked == ["/@bread", "/@bread"]


def test_dates_on_a_page_count_where_there_is_no_feed(door: HttpDoor) -> None:
    body = b'<time datetime="2026-10-10T10:10:10+00:00">1</time><time datetime="2026-11-11T11:11:11+00:00">2</time>'
    with served_site({"/s/bread": Answer(body)}) as site:
        link = ProfileLink("somewhere", "bread", f"{site.url}/bread", site.url, "link")
        found = last_activity(door, link, site.url + "/s/{handle}", NOW)
    assert found.at == datetime(2026, 11, 11, 11, 11, 11, tzinfo=UTC)


def test_a_profile_that_is_gone_is_told_from_one_we_can_not_see(door: HttpDoor) -> None:
    with served_site({"/closed": Answer(status=403)}) as site:
        gone = last_activity(door, ProfileLink("s", "x", f"{site.url}/gone", "", "link"), "{url}", NOW)
        closed = last_activity(door, ProfileLink("s", "x", f"{site.url}/closed", "", "link"), "{url}", NOW)
    assert gone.is_gone
    assert not closed.is_gone
    assert "403" in str(closed.problem)


def test_a_platform_without_a_public_feed_is_unknown_and_says_so(door: HttpDoor) -> None:
    found = last_activity(door, ProfileLink("s", "bread", "https://s.example/bread", "", "link"), "", NOW)
    assert found.at is None
    assert found.problem is not None
