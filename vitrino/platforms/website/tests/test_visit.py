"""How a visit goes: pauses, the time to leave, hosts that are not there, files of rules that can't be had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from vitrino.connect.errors import AddressRefused, NotSent, Transient
from vitrino.connect.wire import Request, Response
from vitrino.platforms.website.scan import scan
from vitrino.platforms.website.visit import LONGEST_PAUSE_S, Pace, Visitor

HOME = "https://shop.example/"
PAGE = Response(200, {"content-type": "text/html"}, b"<p>Bread</p>")


@dataclass
class Hour:
    """A clock that only sleeping and asking moves."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds

    def pace(self, **more: float) -> Pace:
        return Pace(pause_s=more.get("pause_s", 0.5), total_s=more.get("total_s", 60), clock=lambda: self.now,
                    max_fetches=int(more.get("max_fetches", 30)), sleep=self.sleep)  # fmt: skip


@dataclass
class Site:
    """Answers by address; whatever is not told is a page."""

    hour: Hour
    told: Mapping[str, Response | Exception] = field(default_factory=dict)
    takes_s: float = 0.0
    asked: list[str] = field(default_factory=list)
    patience: list[float] = field(default_factory=list)

    def send(self, request: Request) -> Response:
        self.hour.now += self.takes_s
        self.asked.append(request.url)
        self.patience.append(request.timeout_s)
        answer = self.told.get(request.url, Response(404) if request.url.endswith("robots.txt") else PAGE)
        if isinstance(answer, Exception):
            raise answer
        return answer


def rules(text: str) -> Response:
    return Response(200, {"content-type": "text/plain"}, text.encode())


def visit(told: Mapping[str, Response | Exception], **pace: float) -> tuple[Visitor, Site, Hour]:
    hour = Hour()
    site = Site(hour, told, takes_s=pace.pop("takes_s", 0.0))
    return Visitor(site, hour.pace(**pace)), site, hour


def test_a_guest_waits_between_two_requests_to_one_host_and_not_for_another() -> None:
    visitor, _site, hour = visit({})
    for url in (HOME, f"{HOME}a", "https://other.example/"):
        assert visitor.ask(url).response is PAGE
    assert hour.slept == [0.5, 0.5, 0.5], "the rules, the page, another page; then the rules and a page elsewhere"


@pytest.mark.parametrize(("asked", "kept"), [("3", 3.0), ("600", LONGEST_PAUSE_S), ("nan", 0.5), ("-1", 0.5)])
def test_the_pause_a_site_asks_for_is_kept(asked: str, kept: float) -> None:
    visitor, _site, hour = visit({f"{HOME}robots.txt": rules(f"User-agent: *\nCrawl-delay: {asked}")})
    visitor.ask(HOME)
    assert hour.slept == [kept]


def test_the_visit_ends_in_time_however_slow_the_site_is() -> None:
    visitor, site, _hour = visit({}, takes_s=7, total_s=20)
    answers = [visitor.ask(f"{HOME}{number}") for number in range(9)]
    assert len(site.asked) == 3
    assert visitor.is_cut_short
    assert answers[-1].response is None
    assert "long enough" in str(answers[-1].problem)
    assert site.patience[-1] < 7, "the last request gets only the time that is left"


def test_the_visit_ends_after_its_number_of_requests() -> None:
    visitor, site, _hour = visit({}, max_fetches=4)
    for number in range(9):
        visitor.ask(f"{HOME}{number}")
    assert len(site.asked) == 4
    assert visitor.is_cut_short


def test_the_rules_are_read_once_for_each_host() -> None:
    visitor, site, _hour = visit({})
    for url in (HOME, f"{HOME}a", HOME.replace("https", "http")):
        visitor.ask(url)
    assert [url for url in site.asked if "robots" in url] == [f"{HOME}robots.txt", "http://shop.example/robots.txt"]


@pytest.mark.parametrize("lost", [Response(503), Transient()])
def test_a_site_whose_rules_can_not_be_had_is_left_alone(lost: Response | Exception) -> None:
    visitor, site, _hour = visit({f"{HOME}robots.txt": lost})
    assert "could not be read" in str(visitor.ask(HOME).problem)
    assert site.asked == [f"{HOME}robots.txt"]


def test_a_host_that_is_not_there_is_asked_once() -> None:
    visitor, site, _hour = visit({f"{HOME}robots.txt": NotSent()})
    assert visitor.ask(HOME).is_absent
    assert visitor.ask(f"{HOME}a").is_absent
    assert site.asked == [f"{HOME}robots.txt"]


@pytest.mark.parametrize(
    ("error", "words"), [(NotSent(), "can't be reached"), (Transient(), "did not come"), (AddressRefused(), "private")]
)
def test_what_went_wrong_is_said_in_words_about_pages(error: Exception, words: str) -> None:
    visitor, _site, _hour = visit({HOME: error})
    problem = str(visitor.ask(HOME).problem)
    assert words in problem
    assert "platform" not in problem


def test_a_site_read_in_part_says_so_and_nothing_is_held_to_be_missing() -> None:
    hour = Hour()
    site = Site(hour, {HOME: Response(200, {}, b"<html><a href='/contact'>contact</a></html>")})
    found = scan(site, HOME, {}, pace=hour.pace(max_fetches=2))
    assert found.facts.is_partial
    assert any("to be no burden" in str(problem.message) for problem in found.problems)


def test_plain_http_is_tried_when_nothing_listens_on_https() -> None:
    hour = Hour()
    nobody: dict[str, Response | Exception] = {f"{HOME}robots.txt": NotSent(), HOME: NotSent()}
    assert scan(Site(hour, nobody), "shop.example", {}, pace=hour.pace()).pages == ("http://shop.example/",)
    assert scan(Site(hour, nobody), HOME, {}, pace=hour.pace()).pages == ()
    assert scan(Site(hour, nobody), HOME, {}, pace=hour.pace()).facts.is_partial, (
        "nothing is known, so nothing is missing"
    )


def moved(target: str) -> Response:
    return Response(302, {"location": target})


def test_each_place_a_redirect_leads_to_has_its_own_rules() -> None:
    closed: dict[str, Response | Exception] = {
        HOME: moved("https://www.shop.example/"),
        "https://www.shop.example/robots.txt": rules("User-agent: *\nDisallow: /"),
    }
    visitor, site, _hour = visit(closed)
    assert "robots.txt" in str(visitor.ask(HOME).problem)
    assert "https://www.shop.example/" not in site.asked


def test_three_redirects_are_followed_and_no_more() -> None:
    chain: dict[str, Response | Exception] = {f"{HOME}{n}": moved(f"/{n + 1}") for n in range(9)}
    visitor, site, _hour = visit(chain)
    assert "circles" in str(visitor.ask(f"{HOME}0").problem)
    assert site.asked[-1] == f"{HOME}3"
    assert visitor.ask(f"{HOME}6").response is PAGE


@pytest.mark.parametrize("target", ["javascript:alert(1)", "http://[::1", "", "data:text/html,x"])
def test_a_redirect_to_no_web_address_goes_nowhere(target: str) -> None:
    visitor, site, _hour = visit({HOME: moved(target), target: AddressRefused()})
    answer = visitor.ask(HOME)
    assert answer.problem is not None or answer.response is not None
    assert all(url.startswith(HOME) or url == target or url.endswith("/robots.txt") for url in site.asked)
