"""What `vitrino checkup` says of the twelve websites: the state of each channel, the notices, the page to print."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from typing import Any

import lxml.html
import pytest

from tests.websites.server import NAMES, expected, world
from vitrino.config.cli.checkup import is_as_grave
from vitrino.config.sitecheck.looking import examine
from vitrino.config.sitecheck.page import as_page
from vitrino.config.sitecheck.report import SEVERITIES, Report
from vitrino.config.sitecheck.speaking import SPOKEN, speaker
from vitrino.config.sitecheck.writing import as_json, as_text
from vitrino.platforms.website.reader import Reader
from vitrino.platforms.website.visit import Pace

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
# Every notice of each site, in the order in which it is told.
NOTICES: dict[str, list[str]] = {
    "case": ["website.link-to-nobody", "website.no-contact", "website.insecure-link", "website.bare-preview"],
    "dead": ["channels.linked-but-stale", "channels.broken-link", "channels.active-but-not-linked",
             "website.bare-preview"],
    "hostile": ["website.link-to-nobody", "website.bare-preview"],
    "huge": ["website.bare-preview"],
    "languages": ["website.no-contact", "website.bare-preview"],
    "linkpages": ["website.no-contact", "website.bare-preview"],
    "mixed": ["channels.linked-but-stale", "channels.active-but-not-linked", "website.insecure-link",
              "website.bare-preview"],
    "redirects": ["website.no-contact", "website.bare-preview"],
    "scripts": ["website.bare-preview"],
    "share": ["website.link-to-nobody", "website.link-to-nobody", "website.no-contact", "website.bare-preview"],
    "static": [],
    "tracking": ["channels.active-but-not-linked", "website.no-contact", "website.bare-preview"],
}  # fmt: skip


@cache
def report_on(name: str) -> Report:
    with world(name) as there:
        return examine(there, str(expected(name)["start"]), NOW, Reader(Pace(pause_s=0, request_s=2.0)))


@cache
def page_on(name: str, language: str = "en") -> Any:
    return lxml.html.document_fromstring(as_page(report_on(name), speaker(language), language))


@pytest.mark.parametrize("name", NAMES)
def test_each_site_gets_just_its_notices(name: str) -> None:
    assert [one.rule for one in report_on(name).notices] == NOTICES[name]
    assert all(one.evidence and str(one.remedy) for one in report_on(name).notices)


@pytest.mark.parametrize("name", ["dead", "mixed"])
def test_how_alive_each_channel_is(name: str) -> None:
    states = {(one.link.platform_key, one.link.handle): one.state(NOW) for one in report_on(name).profiles}
    assert states == {(one["platform"], one["handle"]): one["state"] for one in expected(name)["channel"]}


def test_what_is_unknown_is_null_and_said() -> None:
    answer = as_json(report_on("dead"), str)
    links = {link["platform"]: link for link in answer["links"]}
    assert links["instagram"]["days_silent"] is links["instagram"]["last_activity_at"] is None
    assert "sign in" in links["instagram"]["unknown_because"]
    assert "429" in links["reddit"]["unknown_because"]
    assert links["mastodon"]["unknown_because"] is None
    assert any(problem.startswith(links["reddit"]["url"]) for problem in answer["problems"])


def test_the_json_keeps_its_keys() -> None:
    answer = as_json(report_on("mixed"), str)
    assert answer["version"] == 1
    assert set(answer["links"][0]) == {
        "platform", "platform_name", "handle", "url", "found_on", "how", "is_seen", "languages", "state",
        "last_activity_at", "days_silent", "unknown_because",
    }  # fmt: skip
    assert set(answer["notices"][0]) == {"rule", "severity", "text", "evidence", "remedy"}
    assert answer["facts"]["country"] == "PL"


@pytest.mark.parametrize("name", NAMES)
def test_the_page_stands_alone_and_runs_nothing(name: str) -> None:
    page = page_on(name)
    assert page.xpath("//script | //img | //link | //iframe | //object | //base | //*[@style]") == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    assert all(href.startswith("https://") for href in page.xpath("//@href"))
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


@pytest.mark.parametrize("name", NAMES)
def test_the_page_can_be_read_by_ear(name: str) -> None:
    page = page_on(name)
    assert page.get("lang") == "en"
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert set(page.xpath("//@aria-labelledby")) <= set(page.xpath("//@id"))


def test_what_strangers_wrote_is_shown_and_not_run() -> None:
    assert "<img src=x onerror=alert(1)>" in page_on("hostile").text_content()


@pytest.mark.parametrize("language", SPOKEN)
def test_the_report_speaks_three_languages(language: str) -> None:
    spoken = speaker(language)
    text, page = as_text(report_on("dead"), spoken), page_on("dead", language)
    assert page.get("lang") == language
    assert ("Newest post" in text) == (language == "en")
    assert ("Remedy" in page.text_content()) == (language == "en")


def test_how_grave_it_is_decides_the_status() -> None:
    assert [is_as_grave(report_on("dead"), severity) for severity in SEVERITIES] == [True, True, True]
    assert [is_as_grave(report_on("case"), severity) for severity in SEVERITIES] == [False, True, True]
    assert not any(is_as_grave(report_on("static"), severity) for severity in SEVERITIES)


def test_a_profile_elsewhere_is_told_only_when_it_links_back() -> None:
    assert [one.link.url for one in report_on("tracking").elsewhere] == ["https://t.me/rowerywagant"]
    assert [one.link.url for one in report_on("linkpages").elsewhere] == []


def test_slow_profiles_are_not_waited_for_for_ever() -> None:
    hours = iter(range(0, 36_000, 60))
    with world("dead") as there:
        report = examine(there, "https://kwiaty.example", NOW, Reader(Pace(pause_s=0)), lambda: float(next(hours)))
    assert [one.state(NOW) for one in report.profiles] == ["active"] + ["unknown"] * 5
    assert sum("so slowly" in str(problem) for _url, problem in report.unseen) == 5
