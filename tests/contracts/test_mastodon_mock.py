"""Our Mastodon connector against an independent server: mastodon_mock, over real HTTP."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from tests.peers.mastodon import MastodonMock
from vitrino.connect.conformance import SetClock
from vitrino.connect.conformance.harness import picture
from vitrino.connect.errors import AuthLost, OutcomeUnknown, RateLimited, Refused, Transient
from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.records import (
    Arrival,
    ArrivalKind,
    Credentials,
    OutgoingPost,
    Poll,
    Published,
    Redirect,
    Reference,
)
from vitrino.connect.secret import Secret
from vitrino.connect.tests.local import Behaviour, answering, listening
from vitrino.connect.wire import Request, get, post_form, post_json
from vitrino.platforms.mastodon.auth import authenticator
from vitrino.platforms.mastodon.client import Client

DOOR = HttpDoor(allow_private=True, limits=Limits(retries=0))


@dataclass
class Desk:
    """The shop's side, and the customer with another client."""

    server: MastodonMock
    client: Client
    credentials: Credentials
    clock: SetClock

    def post(self, text: str, **more: Any) -> OutgoingPost:
        return OutgoingPost(key=f"key-{secrets.token_hex(4)}", text=text, created_at=self.clock(), **more)

    def publish(self, post: OutgoingPost) -> Published:
        published = self.client.commit(post, self.client.prepare(post, {}))
        assert isinstance(published, Published)
        return published

    def as_customer(self, path: str, fields: dict[str, str] | None = None) -> Any:
        bearer = {"authorization": f"Bearer {self.server.customer_token}"}
        url = f"{self.server.url}/api/v1/{path}"
        return DOOR.send(get(url, None, bearer) if fields is None else post_form(url, fields, bearer)).json()

    def pulled(self, kind: ArrivalKind) -> dict[str, Arrival]:
        found: dict[str, Arrival] = {}
        cursor = ""
        for _page in range(20):
            page = self.client.pull(kind, cursor)
            cursor = page.cursor
            found |= {arrival.remote_id: arrival for arrival in page.arrivals}
            if page.complete:
                break
        return found

    def fail_next(self, path: str, effect: dict[str, Any]) -> None:
        rule = {"match": {"methods": ["POST"], "path": path}, "effect": effect, "count": 1}
        assert DOOR.send(post_json(f"{self.server.url}/api/v1/_mock/faults", rule)).is_ok


@pytest.fixture
def desk(mastodon_server: MastodonMock) -> Desk:
    fields = {"server": mastodon_server.url, "access_token": f" {mastodon_server.shop_token}\n"}
    credentials = authenticator.begin(DOOR, fields, "", "")
    assert isinstance(credentials, Credentials)
    clock = SetClock(datetime.now(UTC))
    return Desk(mastodon_server, Client(DOOR, credentials, clock), credentials, clock)


def test_a_pasted_token_opens_the_account_it_belongs_to(desk: Desk) -> None:
    assert desk.credentials.public["handle"].startswith("bakery@")
    profile = desk.client.probe()
    assert profile.remote_id == desk.credentials.public["account_id"]
    assert profile.name == "The Bakery"
    assert profile.limits["text"] == 500
    assert profile.limits["url"] == 23


def test_a_token_nobody_gave_is_refused_with_words(mastodon_server: MastodonMock) -> None:
    fields = {"server": mastodon_server.url, "access_token": "made-up"}
    with pytest.raises(AuthLost) as caught:
        authenticator.begin(DOOR, fields, "", "")
    assert str(caught.value)


def test_the_way_through_the_browser_ends_with_credentials(mastodon_server: MastodonMock) -> None:
    back = "https://vitrino.example/connect/back"
    redirect = authenticator.begin(DOOR, {"server": mastodon_server.url}, back, "state-1")
    assert isinstance(redirect, Redirect)
    keep = {name: secret.reveal() for name, secret in redirect.keep.items()}
    params = _agree(redirect.url, back)
    assert params["state"] == "state-1"
    credentials = authenticator.finish(DOOR, keep, params)
    assert Client(DOOR, credentials, SetClock()).probe().remote_id == credentials.public["account_id"]
    with pytest.raises((Refused, AuthLost)):
        authenticator.finish(DOOR, keep, {"code": "made-up"})


def _agree(url: str, back: str) -> dict[str, str]:
    """What the browser does: open the page, press the button, come back."""
    answer = DOOR.send(Request("GET", url))
    if answer.status == 200:
        query = dict(parse_qsl(urlsplit(url).query))
        answer = DOOR.send(post_form(url.partition("?")[0], {**query, "username": "bakery"}))
    assert answer.headers["location"].startswith(back), answer.text
    return dict(parse_qsl(urlsplit(answer.headers["location"]).query))


def test_a_post_with_a_picture_is_published_once(desk: Desk) -> None:
    post = desk.post(
        "Świeży chleb 🥖\n\nFresh rye: https://bakery.example/rye?a=1&b=2 #bread", media=(picture("Żytni"),)
    )
    kept = desk.client.prepare(post, {})
    assert not desk.client.look(post, kept, desk.clock()).found
    first = desk.client.commit(post, kept)
    again = desk.client.commit(post, kept)
    assert isinstance(first, Published)
    assert isinstance(again, Published)
    assert first.remote_id == again.remote_id
    sighting = desk.client.look(post, kept, desk.clock())
    assert [seen.remote_id for seen in sighting.found] == [first.remote_id]
    status = desk.as_customer(f"statuses/{first.remote_id}")
    assert [media["description"] for media in status["media_attachments"]] == ["Żytni"]


def test_an_older_post_proves_that_a_list_is_fresh(desk: Desk) -> None:
    desk.publish(desk.post("The newest we know of."))
    post = desk.post("Never sent.")
    sighting = desk.client.look(post, desk.client.prepare(post, {}), desk.clock() + timedelta(minutes=3))
    assert (sighting.found, sighting.fresh) == ((), True)


def test_mention_comment_and_private_message_arrive_apart(desk: Desk) -> None:
    published = desk.publish(desk.post("Open on Sunday?"))
    mention = desk.as_customer("statuses", {"status": "Best bread: @bakery"})
    comment = desk.as_customer("statuses", {"status": "@bakery till when?", "in_reply_to_id": published.remote_id})
    message = desk.as_customer("statuses", {"status": "@bakery my order is late", "visibility": "direct"})
    assert "Best bread" in desk.pulled("mention")[mention["id"]].text
    assert desk.pulled("comment")[comment["id"]].parent_id == published.remote_id
    assert desk.pulled("comment")[comment["id"]].thread_id == published.remote_id
    assert "my order is late" in desk.pulled("message")[message["id"]].text
    assert mention["id"] not in desk.pulled("comment")


def test_our_answer_reaches_the_customer(desk: Desk) -> None:
    comment = desk.as_customer("statuses", {"status": "@bakery gluten-free?"})
    reply = desk.pulled("mention")[comment["id"]].reply
    answer = desk.publish(desk.post("Our corn bread is.", kind="reply", reply_to=reply))
    told = desk.as_customer("notifications")
    assert answer.remote_id in [one["status"]["id"] for one in told if one["type"] == "mention"]
    context = desk.as_customer(f"statuses/{comment['id']}/context")
    assert [status["id"] for status in context["descendants"]] == [answer.remote_id]


def test_an_answer_to_a_private_message_stays_private(desk: Desk) -> None:
    message = desk.as_customer("statuses", {"status": "@bakery my address is…", "visibility": "direct"})
    reply = desk.pulled("message")[message["id"]].reply
    answer = desk.publish(desk.post("Thank you, noted.", kind="message", reply_to=reply))
    assert desk.as_customer(f"statuses/{answer.remote_id}")["visibility"] == "direct"


def test_a_private_answer_can_be_looked_up(desk: Desk) -> None:
    message = desk.as_customer("statuses", {"status": "@bakery are you there?", "visibility": "direct"})
    post = desk.post("Here we are.", kind="message", reply_to=desk.pulled("message")[message["id"]].reply)
    answer = desk.publish(post)
    assert [seen.remote_id for seen in desk.client.look(post, {}, desk.clock()).found] == [answer.remote_id]


def test_likes_boosts_and_follows_are_counted_and_arrive(desk: Desk) -> None:
    published = desk.publish(desk.post("Like this?"))
    for action in ("favourite", "reblog"):
        desk.as_customer(f"statuses/{published.remote_id}/{action}", {})
    desk.as_customer(f"accounts/{desk.credentials.public['account_id']}/follow", {})
    (metrics,) = desk.client.measure([published.remote_id, "999999"])
    assert (metrics.values["likes"], metrics.values["shares"]) == (1, 1)
    assert desk.client.measure_account().values == {"follows": 1}
    assert published.remote_id in [arrival.parent_id for arrival in desk.pulled("like").values()]
    assert published.remote_id in [arrival.parent_id for arrival in desk.pulled("share").values()]
    assert desk.pulled("follow")


def test_history_is_newest_first_without_answers(desk: Desk) -> None:
    ids = [desk.publish(desk.post(f"Old {number}")).remote_id for number in range(3)]
    assert [post.remote_id for post in desk.client.history(3)] == ids[::-1]


def test_acts_are_accepted(desk: Desk) -> None:
    status = desk.as_customer("statuses", {"status": "@bakery buy my pills"})
    target = desk.pulled("mention")[status["id"]].reply
    assert target is not None
    for action in ("mute", "unmute", "report", "block", "block"):
        desk.client.act(target, action)
    bearer = {"authorization": f"Bearer {desk.server.shop_token}"}
    blocks = DOOR.send(get(f"{desk.server.url}/api/v1/blocks", None, bearer)).json()
    assert [account["username"] for account in blocks] == ["dorota"]
    desk.client.act(target, "unblock")
    assert DOOR.send(get(f"{desk.server.url}/api/v1/blocks", None, bearer)).json() == []


def test_a_deleted_post_is_gone_for_everybody(desk: Desk) -> None:
    published = desk.publish(desk.post("A mistake."))
    for _time in range(2):
        desk.client.act(Reference(published.remote_id), "delete")
    assert desk.client.measure([published.remote_id]) == []


def test_a_text_over_the_limit_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as caught:
        desk.publish(desk.post("x" * 501))
    assert "500" in str(caught.value)


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        ({"type": "status", "status": 500}, OutcomeUnknown),
        ({"type": "status", "status": 503}, OutcomeUnknown),
        ({"type": "ratelimit"}, RateLimited),
        ({"type": "malformed"}, OutcomeUnknown),
        ({"type": "status", "status": 401}, AuthLost),
    ],
)  # fmt: skip
def test_faults_of_the_server_end_in_the_right_word(
    desk: Desk, effect: dict[str, Any], expected: type[Exception]
) -> None:
    post = desk.post(f"Fault {json.dumps(effect)}")
    kept = desk.client.prepare(post, {})
    desk.fail_next("/api/v1/statuses", effect)
    with pytest.raises(expected):
        desk.client.commit(post, kept)


@pytest.mark.parametrize("page", [answering(b"<html>"), answering(b"", "404 Not Found"), answering(b"[]")])
def test_a_server_that_is_no_mastodon_is_said_to_be_none(page: Behaviour) -> None:
    with listening(page) as server, pytest.raises(Refused):
        authenticator.begin(DOOR, {"server": server.url}, "https://x.example/", "s")


def test_trouble_on_the_way_to_a_server_is_told_apart() -> None:
    with listening(answering(b"", "502 Bad Gateway")) as server, pytest.raises(Transient):
        authenticator.begin(DOOR, {"server": server.url}, "https://x.example/", "s")


def test_credentials_for_another_server_are_not_taken(mastodon_server: MastodonMock) -> None:
    """Mix-up: the answer claims to come from somewhere else."""
    keep = {"server": mastodon_server.url, "client_id": "a", "client_secret": "b", "redirect_uri": "c", "verifier": "d"}
    for params in ({"code": "x", "iss": "https://evil.example"}, {"error": "access_denied"}, {}):
        with pytest.raises(Refused):
            authenticator.finish(DOOR, keep, params)


def test_a_token_that_was_taken_back_can_only_be_renewed_by_the_person(desk: Desk) -> None:
    with pytest.raises(AuthLost):
        authenticator.refresh(DOOR, desk.credentials)
    wrong = Credentials({"access_token": Secret("taken-back")}, desk.credentials.public)
    with pytest.raises(AuthLost):
        Client(DOOR, wrong, desk.clock).pull("mention", "")


def test_the_sign_in_page_gets_all_that_pkce_needs(mastodon_server: MastodonMock) -> None:
    redirect = authenticator.begin(DOOR, {"server": mastodon_server.url}, "https://x.example/", "s")
    assert isinstance(redirect, Redirect)
    query = dict(parse_qsl(urlsplit(redirect.url).query))
    assert query["code_challenge_method"] == "S256"
    assert len(query["code_challenge"]) == 43
    verifier = redirect.keep["verifier"].reveal()
    assert verifier not in redirect.url
    assert redirect.keep["client_secret"].reveal() not in urlencode(query)


def test_a_thread_and_its_first_comment_hang_one_below_the_other(desk: Desk) -> None:
    first = desk.publish(desk.post("One"))
    second = desk.publish(desk.post("Two", reply_to=_reference(first), root=_reference(first)))
    comment = desk.post("Come early!", kind="comment", reply_to=_reference(second), root=_reference(first))
    kept = desk.client.prepare(comment, {})
    third = desk.client.commit(comment, kept)
    assert isinstance(third, Published)
    above = [status["id"] for status in desk.as_customer(f"statuses/{third.remote_id}/context")["ancestors"]]
    assert above == [first.remote_id, second.remote_id]
    assert [seen.remote_id for seen in desk.client.look(comment, kept, comment.created_at).found] == [third.remote_id]


def test_a_poll_stands_there_with_its_answers_and_is_not_edited(desk: Desk) -> None:
    published = desk.publish(desk.post("Which bread?", poll=Poll(("Rye", "Spelt"), 3600, is_multiple=True)))
    poll = desk.as_customer(f"statuses/{published.remote_id}")["poll"]
    assert ([option["title"] for option in poll["options"]], poll["multiple"]) == (["Rye", "Spelt"], True)
    with pytest.raises(Refused, match="votes"):
        desk.client.edit(_reference(published), "Which cake?")


def test_an_edited_post_keeps_its_picture_and_a_deleted_one_is_gone(desk: Desk) -> None:
    published = desk.publish(desk.post("Fresh bread", media=(picture("A loaf"),), language="en"))
    for _time in range(2):
        desk.client.edit(_reference(published), "Sold out & gone 🥖")
    status = desk.as_customer(f"statuses/{published.remote_id}")
    assert "Sold out &amp; gone 🥖" in status["content"]
    assert [medium["description"] for medium in status["media_attachments"]] == ["A loaf"]
    assert status["language"] == "en"
    for _time in range(2):
        desk.client.act(_reference(published), "delete")
    assert desk.client.measure([published.remote_id]) == []


def _reference(published: Published) -> Reference:
    return Reference(published.remote_id, published.extra)
