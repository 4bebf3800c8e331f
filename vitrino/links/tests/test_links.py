"""Links go out as the shop wants, clicks are counted without knowing whose, pages are read with care."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from vitrino.channels.models import Channel
from vitrino.connect.tests.local import answering, listening
from vitrino.connect.wire import Response
from vitrino.domain.problem import Problem
from vitrino.domain.tagging import TagRule
from vitrino.links import actions, queries
from vitrino.links.models import Clicks, Preview, ShortLink
from vitrino.links.outgoing import hash_of
from vitrino.links.queries import Stands, Words
from vitrino.links.reading import card_of
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA, settings.BASE_URL, settings.IS_HTTPS = tmp_path, "https://v.zorza.eu", True
    made = assemble()
    made.bakery.website = "https://www.zorza.eu"
    made.bakery.save()
    return made


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return Channel.objects.create(
        workspace=cast.bakery, platform="bluesky", remote_id="1", handle="zorza", connected_at=NOW, is_rehearsal=True
    )


def choose(cast: Cast, use: str, rule: TagRule | None = None) -> None:
    actions.change_settings(workspace=cast.bakery, use=use, rule=rule or TagRule(), by=cast.anna, now=NOW)


def test_links_to_the_shop_are_tagged_until_somebody_chooses_otherwise(cast: Cast, channel: Channel) -> None:
    said = Words("See https://other.eu", "https://zorza.eu")
    out = actions.send_out(channel, said, Stands(post_id=7), now=NOW)
    assert out.link == "https://zorza.eu?utm_source=bluesky&utm_medium=social&utm_content=p7"
    assert out.text == said.text
    choose(cast, "plain")
    assert actions.send_out(channel, said, now=NOW) == said


def test_links_to_the_shop_s_own_site_are_tagged_wherever_they_stand(cast: Cast, channel: Channel) -> None:
    choose(cast, "tagged", TagRule(campaign="{kind}"))
    said = Words("See https://zorza.eu/rye or https://other.eu", "https://zorza.eu", ("https://zorza.eu/2",))
    out = actions.send_out(channel, said, Stands(kind="Behind the counter"), now=NOW)
    tags = "?utm_source=bluesky&utm_medium=social&utm_campaign=behind-the-counter"
    assert out.text == f"See https://zorza.eu/rye{tags} or https://other.eu"
    assert (out.link, out.parts) == (f"https://zorza.eu{tags}", (f"https://zorza.eu/2{tags}",))


def test_a_post_can_decide_otherwise(cast: Cast, channel: Channel) -> None:
    choose(cast, "tagged")
    said = Words("https://zorza.eu/rye")
    assert actions.send_out(channel, said, Stands(wish="plain"), now=NOW) == said


def test_the_same_post_gets_the_same_short_link_and_another_channel_another(cast: Cast, channel: Channel) -> None:
    choose(cast, "short")
    said = Words("See https://zorza.eu/rye")
    first, again = (actions.send_out(channel, said, now=NOW) for _round in range(2))
    assert first == again
    assert re.fullmatch(r"See https://v\.zorza\.eu/l/\w{7}", first.text)
    shown = queries.as_it_goes_out(queries.settings_of(cast.bakery), channel, said)
    assert len(shown.text) == len(first.text)
    other = Channel.objects.create(
        workspace=cast.bakery, platform="x", remote_id="2", handle="zorza", connected_at=NOW, is_rehearsal=True
    )
    assert actions.send_out(other, said, now=NOW) != first
    assert ShortLink.objects.count() == 2


def test_what_is_short_already_is_not_shortened_again(cast: Cast, channel: Channel) -> None:
    choose(cast, "short")
    once = actions.send_out(channel, Words("https://zorza.eu/rye"), now=NOW)
    assert actions.send_out(channel, once, now=NOW) == once


def test_without_a_public_address_links_are_tagged_instead(cast: Cast, channel: Channel, settings: Any) -> None:
    choose(cast, "short")
    settings.BASE_URL, settings.IS_HTTPS = "http://localhost:8000", False
    assert "utm_source" in actions.send_out(channel, Words("https://zorza.eu/rye"), now=NOW).text
    assert not ShortLink.objects.exists()


def test_a_short_link_leads_to_its_target_and_counts_people_only(cast: Cast, channel: Channel) -> None:
    choose(cast, "short")
    path = actions.send_out(channel, Words("https://other.eu/a?b=c"), now=NOW).text.removeprefix("https://v.zorza.eu")
    client = Client()
    for agent in (BROWSER, BROWSER, "Googlebot/2.1", "facebookexternalhit/1.1", "Mastodon/4.5", "curl/8", ""):
        answer = client.get(path, headers={"User-Agent": agent})
        assert (answer.status_code, answer["Location"]) == (302, "https://other.eu/a?b=c")
    client.head(path, headers={"User-Agent": BROWSER})
    client.get(path, headers={"User-Agent": BROWSER, "Sec-Purpose": "prefetch;prerender"})
    assert [(row.count, row.programs) for row in Clicks.objects.all()] == [(2, 7)]
    assert queries.clicks_by_channel(cast.bakery, Clicks.objects.get().day) == {channel.pk: 2}
    assert not client.cookies


def test_nothing_about_the_visitor_has_a_column() -> None:
    with connection.cursor() as cursor:
        columns = {column.name for column in connection.introspection.get_table_description(cursor, "links_clicks")}
    assert columns == {"id", "link_id", "day", "count", "programs"}


@pytest.mark.parametrize("path", ["/l/nothere", "/l/https:%2F%2Fevil.example", "/l/?next=https://evil.example"])
def test_nothing_but_stored_targets_is_led_to(cast: Cast, path: str) -> None:
    assert Client().get(path).status_code == 404


def test_tags_of_ones_own_are_kept_and_said(cast: Cast, channel: Channel) -> None:
    choose(cast, "tagged")
    said = Words("https://zorza.eu/?utm_source=mail")
    assert "utm_source=mail" in actions.send_out(channel, said, now=NOW).text
    [note] = queries.notes_of(queries.settings_of(cast.bakery), said)
    assert "utm_source" in str(note)


PAGE = b"""<html><head><title>Rye &amp; more</title><meta property="og:title" content="Rye &lt;script&gt;">
<meta property="og:image" content="/rye.jpg"><meta name="description" content="Fresh
 from seven"></head><body>x</body></html>"""


def page(body: bytes, **headers: str) -> Response:
    return Response(200, {"content-type": "text/html; charset=utf-8", **headers}, body, "https://www.zorza.eu/a/b")


def test_a_page_says_how_it_is_called() -> None:
    card = card_of(page(PAGE))
    assert (card.title, card.description) == ("Rye <script>", "Fresh from seven")
    assert (card.site, card.picture_url) == ("zorza.eu", "https://www.zorza.eu/rye.jpg")


@pytest.mark.parametrize(
    "response",
    [
        Response(404, {"content-type": "text/html"}, PAGE, "https://a.eu"),
        Response(200, {"content-type": "application/pdf"}, PAGE, "https://a.eu"),
        page(b""),
        page(b"\x00\xff" * 1000),
        Response(200, {"content-type": "text/html; charset=klingon"}, PAGE, "https://a.eu"),
        page(b"<div>" * 100_000),
        page(b'<meta property="og:image" content="javascript:alert(1)"><meta property="og:image" content="http://[">'),
    ],
)
def test_what_can_t_be_read_says_nothing_and_breaks_nothing(response: Response) -> None:
    card = card_of(response)
    assert card.title in ("", "Rye <script>")
    assert card.picture_url == "" or card.picture_url.startswith("https://")


def test_long_words_are_cut_before_they_are_kept() -> None:
    card = card_of(page(b"<title>" + b"long " * 10_000 + b"</title>"))
    assert len(card.title) == 200


def test_a_page_is_read_once_and_shown_escaped(cast: Cast, settings: Any) -> None:
    settings.VITRINO_ALLOW_PRIVATE = True
    with listening(answering(PAGE, headers="content-type: text/html\r\n")) as server:
        url, client = f"{server.url}/rye", cast.client(cast.anna)
        shown = actions.look_at_page(workspace=cast.bakery, url=url, now=NOW)
        actions.look_at_page(workspace=cast.bakery, url=url, now=NOW + timedelta(days=1))
        assert len(server.requests) == 1
        assert shown.title == "Rye <script>"
        answer = client.post("/w/zorza/links/card/", {"link": url}).content.decode()
    assert "Rye &lt;script&gt;" in answer
    assert "<img" not in answer, "no picture without encryption"


def test_the_card_shows_the_picture_of_the_page(cast: Cast) -> None:
    url = "https://zorza.eu/rye"
    Preview.objects.create(
        workspace=cast.bakery, url=url, url_hash=hash_of(url), title="Rye", fetched_at=timezone.now(),
        picture_url="https://zorza.eu/rye.jpg",
    )  # fmt: skip
    answer = cast.client(cast.anna).post("/w/zorza/links/card/", {"link": url}).content.decode()
    assert 'src="https://zorza.eu/rye.jpg"' in answer


def test_private_addresses_are_not_opened(cast: Cast, settings: Any) -> None:
    settings.VITRINO_ALLOW_PRIVATE = False
    found = actions.look_at_page(workspace=cast.bakery, url="http://10.0.0.1/", now=NOW)
    assert found.title == ""
    with pytest.raises(Problem):
        actions.look_at_page(workspace=cast.bakery, url="javascript:alert(1)", now=NOW)
    assert Preview.objects.count() == 1


def test_the_shop_decides_on_one_page(cast: Cast) -> None:
    client = cast.client(cast.anna)
    assert "No click yet" in client.get("/w/zorza/links/").content.decode()
    given = {"use": "tagged", "source": "{platform}", "medium": "social", "campaign": "{nothing}", "content": ""}
    refused = client.post("/w/zorza/links/", given)
    assert refused.status_code == 422
    assert "no gap Vitrino can fill" in refused.content.decode()
    assert client.post("/w/zorza/links/", given | {"campaign": "autumn"}).status_code == 302
    assert queries.settings_of(cast.bakery).campaign == "autumn"
