"""Each peer starts and does the one thing the product's tests rely on."""

import json
import urllib.request
from typing import Any

import pytest

from tests.peers.browser import NewPage, axe
from tests.peers.mastodon import MastodonMock

PAGE = "<html lang=en><head><title>Shop</title></head><body><main><h1>Bread</h1>{body}</main></body></html>"


def test_a_mastodon_customer_is_seen_by_the_shop(mastodon_server: MastodonMock) -> None:
    [posted] = _ask(mastodon_server, "statuses", mastodon_server.customer_token, {"status": "Hello @bakery"})
    notifications = _ask(mastodon_server, "notifications", mastodon_server.shop_token)
    seen = [one for one in notifications if one["status"] and one["status"]["id"] == posted["id"]]
    assert [(one["type"], one["account"]["acct"]) for one in seen] == [("mention", "dorota")]


@pytest.mark.postgres
def test_every_database_is_a_fresh_one(postgres_url: str, request: pytest.FixtureRequest) -> None:
    import psycopg

    other_url = request.getfixturevalue("postgres_server").create_database()
    with psycopg.connect(postgres_url) as first, psycopg.connect(other_url) as other:
        first.execute("CREATE TABLE bread (name text)")
        found = other.execute("SELECT count(*) FROM pg_tables WHERE tablename = 'bread'").fetchone()
        assert found == (0,)
        assert first.execute("SHOW fsync").fetchone() == ("on",)


@pytest.mark.browser
def test_a_page_is_as_wide_and_as_dark_as_asked(new_page: NewPage) -> None:
    page = new_page(width=390, dark=True)
    assert page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]") == [390, True]


@pytest.mark.browser
def test_axe_names_the_fault_and_the_place(new_page: NewPage) -> None:
    page = new_page()
    page.set_content(PAGE.format(body="<p>Rye</p>"))
    assert axe(page) == []
    page.set_content(PAGE.format(body="<img src=rye.png>"))
    assert [line for line in axe(page) if line.startswith("image-alt") and line.endswith("img")]


@pytest.mark.browser
def test_axe_works_under_a_strict_content_policy(new_page: NewPage) -> None:
    page = new_page()
    strict = {"Content-Security-Policy": "default-src 'none'; script-src 'self'", "Content-Type": "text/html"}
    page.route("**/*", lambda route: route.fulfill(body=PAGE.format(body="<img src=rye.png>"), headers=strict))
    page.goto("http://shop.test/")
    assert [line for line in axe(page) if line.startswith("image-alt")]


def _ask(server: MastodonMock, path: str, token: str, body: dict[str, str] | None = None) -> list[dict[str, Any]]:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(f"{server.url}/api/v1/{path}", data=data, headers=headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        found = json.loads(answer.read())
    return found if isinstance(found, list) else [found]
