"""Short links are followed from memory, counted a moment later, and lead nowhere but to their targets."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

import pytest
from django.test import Client

from vitrino.links import actions, counting, front
from vitrino.links.counting import Click, Tally, is_person
from vitrino.links.front import Front
from vitrino.links.leading import is_safe, target_of
from vitrino.links.models import Clicks, ShortLink
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


class Quiet(Tally):
    """Writes only when it is told to: a test's database has one connection."""

    def note(self, click: Click) -> None:
        self._waiting[click] += 1


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def tally() -> Quiet:
    return Quiet()


@pytest.fixture
def served(tally: Quiet, monkeypatch: pytest.MonkeyPatch) -> Front:
    """The front before a page that says 404, asking the database in the test's own thread."""

    async def page(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": []})

    def at_once(function: Any) -> Any:
        async def run(*args: Any) -> Any:
            return function(*args)

        return run

    monkeypatch.setattr(front, "sync_to_async", at_once)
    monkeypatch.setattr("vitrino.links.front.asyncio.ensure_future", run_now)
    return Front(page, tally)


def run_now(coroutine: Coroutine[Any, Any, Any]) -> None:
    """To its end, without a loop: nothing in it waits."""
    with pytest.raises(StopIteration):
        coroutine.send(None)


def link(cast: Cast, target: str = "https://zorza.eu/rye", code: str = "abc2345") -> ShortLink:
    return ShortLink.objects.create(workspace=cast.bakery, code=code, target=target, target_hash=code, created_at=NOW)


def ask(served: Front, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str]]:
    """The status and the headers."""
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    named = {"user-agent": BROWSER} | {name.replace("_", "-"): value for name, value in headers.items()}
    pairs = [(name.encode(), value.encode()) for name, value in named.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": pairs}
    run_now(served(scope, None, send))  # type: ignore[arg-type]  # nobody receives
    return sent[0]["status"], {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_a_link_leads_to_its_target_and_is_counted_together_with_the_next(
    cast: Cast, served: Front, tally: Quiet
) -> None:
    made = link(cast, "https://zorza.eu/żyto?a=b")
    for _click in range(3):
        status, headers = ask(served, "/l/abc2345")
        assert (status, headers["location"]) == (302, "https://zorza.eu/%C5%BCyto?a=b")
    assert headers["cache-control"] == "no-store"
    assert "set-cookie" not in headers
    ask(served, "/l/abc2345", "HEAD")
    ask(served, "/l/abc2345", user_agent="Discordbot/2.0")
    ask(served, "/l/abc2345", sec_purpose="prefetch")
    assert not Clicks.objects.exists()
    tally.flush()
    tally.flush()
    served.close()
    assert Clicks.objects.values_list("link", "count", "programs").get() == (made.pk, 3, 3)


def test_what_is_no_link_is_a_page(cast: Cast, served: Front) -> None:
    link(cast, "javascript:alert(1)", "badcode")
    for path in ("/l/nothere", "/l/badcode", "/l/" + "x" * 300, "/l/https://evil.example", "/l/"):
        assert ask(served, path)[0] == 404
    assert ask(served, "/l/abc2345", "POST")[0] == 404


def test_a_closed_link_says_so_kindly_and_opens_again(cast: Cast, served: Front, monkeypatch: Any) -> None:
    made = link(cast)
    assert ask(served, "/l/abc2345")[0] == 302
    actions.set_open(link=made, is_open=False, by=cast.anna, now=NOW)
    monkeypatch.setattr(front, "FRESH_S", 0.0)
    monkeypatch.setattr(front, "STALE_S", 0.0)
    assert ask(served, "/l/abc2345")[0] == 404
    page = Client().get("/l/abc2345")
    assert (page.status_code, "This link has ended" in page.content.decode()) == (404, True)
    assert "know this link" in Client().get("/l/zzzzzzz").content.decode()
    actions.set_open(link=made, is_open=True, by=cast.anna, now=NOW)
    assert ask(served, "/l/abc2345")[0] == 302


def test_what_is_known_for_a_while_is_looked_up_beside_the_answer(
    cast: Cast, served: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = link(cast)
    ask(served, "/l/abc2345")
    ShortLink.objects.filter(pk=made.pk).update(target="https://zorza.eu/other")
    monkeypatch.setattr(front, "FRESH_S", 0.0)
    first, second = (ask(served, "/l/abc2345")[1]["location"] for _time in range(2))
    assert (first, second) == ("https://zorza.eu/rye", "https://zorza.eu/other")


def test_clicks_of_a_link_that_is_gone_harm_nobody(cast: Cast, tally: Quiet) -> None:
    made = link(cast)
    day = NOW.date()
    tally.note(Click(made.pk, day, is_person=True))
    tally.note(Click(made.pk + 1, day, is_person=True))
    tally.flush()
    assert Clicks.objects.get().count == 1


def test_what_the_database_does_not_take_waits(cast: Cast, tally: Quiet, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    made = link(cast)
    tally.note(Click(made.pk, NOW.date(), is_person=True))

    def locked(_clicks: object) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as broken:
        broken.setattr(counting, "write", locked)
        broken.setattr("vitrino.links.counting.connection.close", lambda: None)
        tally.flush()
    tally.flush()
    assert Clicks.objects.get().count == 1


@pytest.mark.parametrize(
    ("agent", "counts"),
    [
        (BROWSER, True),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Instagram 400.0", True),
        ("Mozilla/5.0 (Linux; Android 16) [FBAN/FB4A;FBAV/500]", True),
        ("Mozilla/5.0 (compatible; Googlebot/2.1)", False),
        ("facebookexternalhit/1.1", False),
        ("WhatsApp/2.24", False),
        ("Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)", False),
        ("Slackbot-LinkExpanding 1.0", False),
        ("python-requests/2.32", False),
        ("  ", False),
    ],
)
def test_browsers_inside_apps_are_people_and_previews_are_not(agent: str, counts: bool) -> None:
    assert is_person("GET", {"user-agent": agent}) is counts


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "https://a.eu/\r\nX: y", "//evil.eu", ""]
)
def test_no_target_but_a_web_address_is_led_to(cast: Cast, target: str) -> None:
    link(cast, target)
    assert not is_safe(target)
    assert target_of("abc2345") is None


def test_a_link_by_hand_tells_where_it_stands(cast: Cast) -> None:
    client = cast.client(cast.anna)
    given = {"url": "zorza.example/rye", "label": "Poster in the window"}
    assert client.post("/w/zorza/links/new/", given).status_code == 302
    client.post("/w/zorza/links/new/", given)
    made = ShortLink.objects.get()
    assert made.target == "https://zorza.example/rye?utm_source=poster-in-the-window&utm_medium=social"
    assert client.post("/w/zorza/links/new/", given | {"url": "javascript:alert(1)"}).status_code == 422
    assert client.post("/w/zorza/links/new/", given | {"label": " "}).status_code == 422
    assert client.post(f"/w/zorza/links/{made.pk}/closing/").status_code == 302
    made.refresh_from_db()
    assert made.closed_at is not None
