"""Twelve websites of all kinds: every channel they link to is found, and nothing that is none.

`pytest -s -k precision tests/websites` prints for each site how many of its channels were found, and how many finds
were right.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

from tests.websites.server import NAMES, expected, world
from vitrino.connect.registry import manifests
from vitrino.connect.site import SiteScan
from vitrino.platforms.website.scan import scan
from vitrino.platforms.website.visit import MAX_FETCHES, Pace

Channel = tuple[str, str]


@dataclass(frozen=True)
class Visit:
    """What a look at one site brought, and what was asked for it."""

    scan: SiteScan
    asked: tuple[str, ...]
    outside: tuple[str, ...]


@cache
def visited(name: str) -> Visit:
    """Each site is read once; the patience is short, because the drip would take all of it."""
    patterns = {key: manifest.profile_url_patterns for key, manifest in manifests().items()}
    with world(name) as there:
        found = scan(there, str(expected(name)["start"]), patterns, pace=Pace(pause_s=0, request_s=2.0))
    return Visit(found, tuple(there.asked), tuple(there.outside))


def found_on(name: str) -> set[Channel]:
    return {(link.platform_key, link.handle) for link in visited(name).scan.links}


def true_of(name: str) -> set[Channel]:
    return {(one["platform"], one["handle"]) for one in expected(name)["channel"]}


def test_there_are_twelve_websites() -> None:
    assert len(NAMES) == 12


@pytest.mark.parametrize("name", NAMES)
def test_a_site_gives_up_just_its_channels(name: str) -> None:
    assert found_on(name) == true_of(name)


def test_precision_and_recall_on_the_twelve() -> None:
    all_found = all_true = all_right = 0
    for name in NAMES:
        found, true = found_on(name), true_of(name)
        right = len(found & true)
        all_found, all_true, all_right = all_found + len(found), all_true + len(true), all_right + right
        print(f"{name:10} precision {right}/{len(found)}, recall {right}/{len(true)}")  # noqa: T201
    print(f"{'together':10} precision {all_right / all_found:.3f}, recall {all_right / all_true:.3f}")  # noqa: T201
    assert all_found == all_true == all_right


@pytest.mark.parametrize("name", NAMES)
def test_no_platform_and_no_private_place_is_visited(name: str) -> None:
    visit = visited(name)
    assert len(visit.asked) <= MAX_FETCHES + 4 * 3, "redirects of a page come on top"
    assert set(visit.outside) <= {"friends.example"}
    assert not any(url.startswith(("http://127.", "http://169.", "http://[")) for url in visit.scan.pages)


@pytest.mark.parametrize("name", [name for name in NAMES if "facts" in expected(name)])
def test_what_a_site_says_of_itself(name: str) -> None:
    facts = visited(name).scan.facts.stored()
    wanted = dict(expected(name)["facts"])
    assert list(facts["words"])[: len(wanted.get("first_words", []))] == wanted.pop("first_words", [])
    told = {key: list(facts[key]) if isinstance(facts[key], tuple) else facts[key] for key in wanted}
    assert told == wanted


@pytest.mark.parametrize("name", NAMES)
def test_details_of_the_channels(name: str) -> None:
    links = {(link.platform_key, link.handle): link for link in visited(name).scan.links}
    for one in expected(name)["channel"]:
        link = links[one["platform"], one["handle"]]
        assert list(link.languages) == one.get("languages", [])
        assert link.is_seen == one.get("is_seen", True)
    assert [link.url for link in visited(name).scan.nowhere] == expected(name).get("nowhere", [])
    assert visited(name).scan.url == expected(name).get("url", visited(name).scan.url)
    assert visited(name).scan.facts.is_partial == expected(name).get("is_partial", False)


def test_the_hostile_site_is_told_about_in_words() -> None:
    problems = [str(one.message) for one in visited("hostile").scan.problems]
    assert any("larger than Vitrino reads" in problem for problem in problems)
    assert any("private network" in problem for problem in problems)
    assert not any("script" in url for url in visited("hostile").scan.pages)
