"""`vitrino checkup URL` tells what a website links to, without an installation."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from vitrino.config.cli import checkup
from vitrino.config.sitecheck.looking import examine
from vitrino.config.sitecheck.writing import as_json
from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.wire import Request, Response
from vitrino.domain.problem import Problem
from vitrino.platforms.website.reader import Reader
from vitrino.platforms.website.tests.local_site import Answer, Site, served_site
from vitrino.platforms.website.visit import Pace

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
# Instagram and Facebook show nothing without an account, so nobody is asked beyond this machine.
HOME = b"""<html><head><title>Zorza</title><meta property="og:image" content="/window.jpg">
<meta name="description" content="Bread"></head><body><h1>Zorza</h1><a href="mailto:zorza@zorza.example">Write</a>
<p>Bread from seven o'clock, every day but Sunday.</p>
<a href="https://www.instagram.com/zorza_bread/?utm_source=site">Instagram</a>
<a href="https://www.facebook.com/zorzabread">Facebook</a></body></html>"""
QUICK = HttpDoor(allow_private=True, limits=Limits(retries=0))
HEAD = b'<title>Z</title><meta name="description" content="Bread"><meta property="og:image" content="/window.jpg">'
WITH_FEED = HEAD + b'<p>Call +48 22 000 00 00</p><a href="https://t.me/zorza_news">Telegram</a>'
CHANNEL = b'<html><body><p>News</p><time datetime="%s">then</time></body></html>'


@dataclass(frozen=True)
class ShortWay:
    """A door that finds t.me on this machine."""

    door: HttpDoor
    site: Site

    def send(self, request: Request) -> Response:
        return self.door.send(replace(request, url=request.url.replace("https://t.me", f"{self.site.url}/t.me")))


@pytest.fixture
def site() -> Iterator[Site]:
    with served_site({"/": Answer(HOME)}) as site:
        yield site


def vitrino(*arguments: str, folder: Path, private: bool = True) -> subprocess.CompletedProcess[str]:
    """The real command, in an empty folder, with nothing of Django's in the environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VITRINO_", "DJANGO_"))}
    root = str(Path(__file__).resolve().parents[3])
    surroundings = {**kept, "PYTHONPATH": root, "VITRINO_ALLOW_PRIVATE": "1" if private else "0"}
    command = [sys.executable, "-m", "vitrino", "checkup", *arguments]
    return subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=True, text=True, timeout=60, check=False
    )


def examined(home: bytes, pages: dict[str, Answer]) -> dict[str, Any]:
    with served_site({"/": Answer(home), **pages}) as site:
        report = examine(ShortWay(QUICK, site), site.url, NOW, Reader(Pace(pause_s=0)))
    assert report.is_read
    return as_json(report, str)


def test_the_command_writes_one_json_object(site: Site, tmp_path: Path) -> None:
    done = vitrino(site.url, "--json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert set(answer) == {
        "version", "url", "checked_at", "is_read", "pages", "links", "not_linked", "facts", "notices", "problems"
    }  # fmt: skip
    assert {(link["platform"], link["handle"]) for link in answer["links"]} == {
        ("instagram", "zorza_bread"),
        ("facebook", "zorzabread"),
    }
    assert all(link["last_activity_at"] is None and link["days_silent"] is None for link in answer["links"])
    assert answer["notices"] == []
    assert len(answer["problems"]) == 2
    assert list(tmp_path.iterdir()) == []


def test_without_json_it_speaks_in_sentences(site: Site, tmp_path: Path) -> None:
    done = vitrino(site.url, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "All is well as far as Vitrino can see" in done.stdout
    assert "instagram.com/zorza_bread: last activity unknown" in done.stdout


def test_a_site_that_does_not_answer_is_status_one(tmp_path: Path) -> None:
    with served_site({}) as site:
        done = vitrino(site.url, "--json", folder=tmp_path)
    assert done.returncode == 1
    assert "does not exist" in json.loads(done.stdout)["problems"][0]


def test_this_machine_is_out_of_reach_unless_allowed(site: Site, tmp_path: Path) -> None:
    done = vitrino(site.url, "--json", folder=tmp_path, private=False)
    assert done.returncode == 1
    assert site.asked == []


def test_wrong_use_is_status_two(tmp_path: Path) -> None:
    assert vitrino(folder=tmp_path).returncode == 2
    assert vitrino("javascript:alert(1)", folder=tmp_path).returncode == 2


@pytest.mark.parametrize("url", ["", "http://", "ftp://shop.example", "two words", "http://[", "mailto:a@shop.example"])
def test_what_is_no_address_is_refused_in_words(url: str) -> None:
    with pytest.raises(Problem, match="no address"):
        checkup.checked(url)


def test_a_sleeping_profile_is_noticed_with_proof_and_remedy() -> None:
    answer = examined(WITH_FEED, {"/t.me/s/zorza_news": Answer(CHANNEL % b"2026-09-01T10:00:00+00:00")})
    [link], [notice] = answer["links"], answer["notices"]
    assert link["last_activity_at"] == "2026-09-01T10:00:00+00:00"
    assert link["days_silent"] == 81
    assert notice["rule"] == "channels.linked-but-stale"
    assert notice["severity"] == "high"
    assert "81 days" in notice["text"]
    assert notice["evidence"][0] == "Newest post: 2026-09-01."
    assert notice["remedy"]
    assert answer["problems"] == []


def test_a_lively_profile_is_left_alone() -> None:
    answer = examined(WITH_FEED, {"/t.me/s/zorza_news": Answer(CHANNEL % b"2026-11-20T10:00:00+00:00")})
    assert answer["links"][0]["days_silent"] == 1
    assert answer["notices"] == []


def test_a_profile_that_is_gone_is_a_broken_link_and_not_a_sleeping_one() -> None:
    answer = examined(WITH_FEED, {})
    assert [notice["rule"] for notice in answer["notices"]] == ["channels.broken-link"]
    assert answer["links"][0]["days_silent"] is None


def called(*arguments: str) -> int:
    """The command as it is called, within this process."""
    parser = argparse.ArgumentParser()
    checkup.add(parser)
    return checkup.run(parser.parse_args(arguments))


@pytest.fixture
def open_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine may be read."""
    monkeypatch.setenv("VITRINO_ALLOW_PRIVATE", "1")


@pytest.mark.usefixtures("open_house")
def test_the_page_comes_whole_and_in_the_language_asked_for(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(site.url, "--html", "--lang", "eo") == 0
    written = capsys.readouterr().out
    assert written.startswith("<!doctype html>")
    assert written.rstrip().endswith("</html>")
    assert '<html lang="eo">' in written


@pytest.mark.usefixtures("open_house")
def test_a_script_learns_from_the_status_how_grave_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with served_site({"/": Answer(b"<p>Bread</p><a href='https://www.instagram.com/'>Instagram</a>")}) as site:
        assert [called(site.url, "--fail-on", one) for one in ("high", "medium", "low")] == [0, 3, 3]
        assert called(site.url) == 0
    assert "[website.link-to-nobody]" in capsys.readouterr().out


def test_two_forms_at_once_are_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        called("shop.example", "--html", "--json")
    assert left.value.code == 2
    assert "not allowed with" in capsys.readouterr().err
