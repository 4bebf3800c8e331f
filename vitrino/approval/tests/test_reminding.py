"""A client with a link and an e-mail address is reminded once, before the time, in their language."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends import locmem

from vitrino.approval import actions, asking, queries
from vitrino.approval.models import ClientLink
from vitrino.channels import actions as channels
from vitrino.channels.models import Channel
from vitrino.engine import ticker
from vitrino.engine.models import Task
from vitrino.posts import actions as posts
from vitrino.posts.models import Post
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return channels.rehearse(
        workspace=cast.bakery, platform="mastodon", handle="zorza", name="Zorza", by=cast.anna, now=NOW
    )


@pytest.fixture
def post(cast: Cast, channel: Channel) -> Post:
    actions.set_rule(workspace=cast.bakery, mode="all", people=[], by=cast.anna, now=NOW)
    return posts.create_post(
        workspace=cast.bakery, by=cast.anna, now=NOW, idea="Rye on Monday", channels_wanted=[channel]
    )


def give(cast: Cast, post: Post, **values: str) -> tuple[ClientLink, str]:
    given = {"email": "maria@hotel.example", "language": "pl", **values}
    return actions.give_link(
        workspace=cast.bakery, name="Maria", wanted=[post], days=14, by=cast.anna, now=NOW, **given
    )


def ask(cast: Cast, post: Post, channel: Channel) -> None:
    actions.ask(post=post, by=cast.anna, now=NOW, planned={channel.pk: NOW + 24 * HOUR})


def to_maria() -> list[Any]:
    return [one for one in mail.outbox if one.to == ["maria@hotel.example"]]


def work(hours: int) -> None:
    asking.remind(NOW + hours * HOUR)
    ticker.run_until_idle(NOW + hours * HOUR)


def test_a_client_is_reminded_once_with_the_link_in_their_language(cast: Cast, post: Post, channel: Channel) -> None:
    link, token = give(cast, post)
    ask(cast, post, channel)
    assert asking.remind(NOW + 19 * HOUR) == 0
    work(20)
    work(21)
    (sent,) = to_maria()
    assert f"/approve/{token}/" in sent.body
    assert sent.subject == "Piekarnia Zorza: 1 wpis czeka na Ciebie"
    link.refresh_from_db()
    assert (link.reminded_at, link.sealed) == (NOW + 20 * HOUR, None)


def test_nobody_is_reminded_of_what_they_answered_or_without_an_address(
    cast: Cast, post: Post, channel: Channel
) -> None:
    link, _token = give(cast, post)
    actions.give_link(workspace=cast.bakery, name="Jan", wanted=[post], days=14, by=cast.anna, now=NOW)
    ask(cast, post, channel)
    actions.agree(post=post, seen=queries.written(post).content_hash, by=link, now=NOW + HOUR)
    work(20)
    assert not Task.objects.filter(kind="approval.remind-client").exists()
    assert to_maria() == []


def test_an_answer_given_while_the_mail_waited_stops_it(
    cast: Cast, post: Post, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, _token = give(cast, post)
    ask(cast, post, channel)

    def away(_self: object, _messages: object) -> int:
        raise OSError("the mail server is away")

    with monkeypatch.context() as patched:
        patched.setattr(locmem.EmailBackend, "send_messages", away)
        work(20)
    actions.agree(post=post, seen=queries.written(post).content_hash, by=link, now=NOW + 20 * HOUR)
    ticker.run_until_idle(NOW + 23 * HOUR)
    assert to_maria() == []


def test_a_link_taken_back_forgets_its_token_and_reminds_nobody(cast: Cast, post: Post, channel: Channel) -> None:
    link, _token = give(cast, post)
    ask(cast, post, channel)
    actions.take_back_link(link=link, by=cast.anna, now=NOW)
    work(20)
    assert ClientLink.objects.get(pk=link.pk).sealed is None
    assert to_maria() == []


def test_the_token_is_kept_sealed_and_only_where_a_reminder_needs_it(cast: Cast, post: Post) -> None:
    link, token = give(cast, post)
    plain, _token = give(cast, post, email="")
    assert token.encode() not in bytes(ClientLink.objects.get(pk=link.pk).sealed or b"")
    assert plain.sealed is None
    assert not any(token in str(event.values) or "maria" in str(event.values) for event in Event.objects.all())


def test_the_page_takes_the_address_and_says_who_gets_a_reminder(cast: Cast, post: Post) -> None:
    browser = cast.client(cast.anna)
    sent = {"name": "Maria", "posts": [post.pk], "days": 14, "language": "eo", "email": "maria@hotel.example"}
    page = browser.post("/w/zorza/approvals/links/", sent).content.decode()
    assert "Gets a reminder" in page
    link = ClientLink.objects.get()
    assert (link.email, link.language) == ("maria@hotel.example", "eo")
    answer = browser.post("/w/zorza/approvals/links/", {**sent, "email": "not an address"})
    assert "Gets a reminder" in answer.content.decode()
    assert ClientLink.objects.count() == 1
