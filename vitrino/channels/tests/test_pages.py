"""The pages of channels: what they say, who may do what, and that they stay as cheap as they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vitrino.channels import actions
from vitrino.channels.models import Channel, Gap, Installation, SiteLink, SiteScan
from vitrino.connect import registry
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return assemble()


@pytest.fixture
def anna(people: Cast) -> Client:
    return people.client(people.anna)


@pytest.fixture
def channel(people: Cast) -> Channel:
    return rehearse(people, "zorza")


def rehearse(people: Cast, handle: str, platform: str = "mastodon") -> Channel:
    return actions.rehearse(workspace=people.bakery, platform=platform, handle=handle, name=handle.title(),
                            by=people.anna, now=NOW)  # fmt: skip


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_an_empty_list_says_what_to_do_next(anna: Client) -> None:
    page = anna.get("/w/zorza/channels/")
    assert page.status_code == 200
    assert "Where do your customers look for you?" in words(page)


def test_a_rehearsal_is_always_labelled(anna: Client, channel: Channel) -> None:
    for address in ("/w/zorza/channels/", f"/w/zorza/channels/{channel.pk}/"):
        assert "Rehearsal" in words(anna.get(address))


def test_every_platform_has_a_page_to_connect_or_rehearse(anna: Client) -> None:
    assert "Mastodon" in words(anna.get("/w/zorza/channels/new/"))
    for key, manifest in registry.manifests().items():
        page = anna.get(f"/w/zorza/channels/new/{key}/")
        assert (page.status_code, manifest.name in words(page)) == (200, True), key
    assert anna.get("/w/zorza/channels/new/myspace/").status_code == 404


def test_rehearsing_makes_a_channel(anna: Client) -> None:
    page = anna.post("/w/zorza/channels/new/bluesky/rehearsal/", {"handle": "zorza", "name": "Zorza"}, follow=True)
    assert "Connected" in words(page)
    assert Channel.objects.get().is_rehearsal


def test_a_wrong_name_is_said_beside_its_field_and_kept(anna: Client) -> None:
    page = anna.post("/w/zorza/channels/new/bluesky/rehearsal/", {"handle": "no <b>", "name": "Zorza"})
    assert page.status_code == 422
    assert "only letters, digits" in words(page)
    assert "no &lt;b&gt;" in words(page)


def test_a_refused_sign_in_keeps_what_was_typed_except_secrets(anna: Client) -> None:
    typed = {"server": "not a server", "access_token": "canary-7"}
    page = anna.post("/w/zorza/channels/new/mastodon/", typed)
    assert page.status_code == 422
    assert "not the address of a server" in words(page)
    assert "not a server" in words(page)
    assert "canary-7" not in words(page)


def test_a_real_sign_in_at_a_private_address_is_refused_in_words(anna: Client) -> None:
    page = anna.post("/w/zorza/channels/new/mastodon/", {"server": "http://127.0.0.1:8080", "access_token": "x"})
    assert page.status_code == 422
    assert "private network" in words(page)


def test_an_answer_from_nowhere_changes_nothing(anna: Client) -> None:
    page = anna.get("/connect/return/?state=made-up&code=1")
    assert page.status_code == 422
    assert "not begun here" in words(page)


def test_a_channel_shows_its_state_sources_proof_and_ledger(anna: Client, channel: Channel) -> None:
    page = words(anna.get(f"/w/zorza/channels/{channel.pk}/"))
    for part in ("All is well with it.", "Mentions", "Comments", "Not read yet", "rules are met", "Disconnect"):
        assert part in page


def test_a_gap_shows_until_it_is_filled(anna: Client, channel: Channel) -> None:
    gap = Gap.objects.create(source=channel.sources.get(kind="mention"), from_at=NOW, reason=Gap.Reason.NO_ANSWER)
    assert "Something may be missing" in words(anna.get(f"/w/zorza/channels/{channel.pk}/"))
    Gap.objects.filter(pk=gap.pk).update(to_at=NOW, backfilled_at=NOW)
    assert "Something may be missing" not in words(anna.get(f"/w/zorza/channels/{channel.pk}/"))


def test_pausing_going_on_and_disconnecting(anna: Client, channel: Channel) -> None:
    for name, state in (("pause", "paused"), ("resumption", "connected"), ("disconnection", "disconnected")):
        anna.post(f"/w/zorza/channels/{channel.pk}/{name}/")
        channel.refresh_from_db()
        assert channel.state == state
    assert "What came in and went out is kept" in words(anna.get(f"/w/zorza/channels/{channel.pk}/"))


def test_a_second_click_on_pause_says_so_and_changes_nothing(anna: Client, channel: Channel) -> None:
    anna.post(f"/w/zorza/channels/{channel.pk}/pause/")
    page = anna.post(f"/w/zorza/channels/{channel.pk}/pause/", follow=True)
    assert "changed meanwhile" in words(page)


def test_a_lost_sign_in_says_why_and_offers_the_way_back(anna: Client, channel: Channel) -> None:
    reason = {"template": "The server says: {words}", "values": {"words": "revoked"}}
    Channel.objects.filter(pk=channel.pk).update(state="needs-sign-in", state_reason=reason, is_rehearsal=False)
    page = words(anna.get(f"/w/zorza/channels/{channel.pk}/"))
    assert "The server says: revoked" in page
    assert f"/channels/new/mastodon/?again={channel.pk}" in page
    assert "1 channel needs you" in words(anna.get("/w/zorza/channels/"))
    assert "same account again" in words(anna.get(f"/w/zorza/channels/new/mastodon/?again={channel.pk}"))


def test_who_answers_may_look_but_not_connect(people: Cast, channel: Channel) -> None:
    bruno = people.client(people.bruno)
    assert bruno.get(f"/w/zorza/channels/{channel.pk}/").status_code == 200
    assert bruno.get("/w/zorza/channels/new/").status_code == 403
    assert bruno.post(f"/w/zorza/channels/{channel.pk}/disconnection/").status_code == 403
    assert bruno.post(f"/w/zorza/channels/{channel.pk}/fetch/").status_code == 302


def test_another_shop_sees_nothing(people: Cast, channel: Channel) -> None:
    celina = people.client(people.celina)
    assert celina.get(f"/w/fiolek/channels/{channel.pk}/").status_code == 404
    assert celina.post(f"/w/fiolek/channels/{channel.pk}/pause/").status_code == 404
    assert celina.get("/w/zorza/channels/").status_code == 404


def test_the_website_shows_where_it_sends_people(people: Cast, anna: Client) -> None:
    problem = {"url": "https://zorza.example/x", "template": "It is broken.", "values": {}}
    SiteScan.objects.create(workspace=people.bakery, at=NOW, url="https://zorza.example", problems=[problem])
    link = SiteLink.objects.create(workspace=people.bakery, platform="facebook", handle="zorza", checked_at=NOW,
                                   url="https://facebook.com/zorza", found_on="https://zorza.example")  # fmt: skip
    page = words(anna.get("/w/zorza/channels/"))
    assert "Facebook: zorza" in page
    assert "sends people there, but it is not connected" in page
    assert "It is broken." in page
    anna.post(f"/w/zorza/channels/website/links/{link.pk}/farewell/")
    assert "Facebook: zorza" not in words(anna.get("/w/zorza/channels/"))


def test_a_held_database_shows_everywhere_and_only_an_owner_confirms(people: Cast, anna: Client) -> None:
    anna.get("/w/zorza/channels/")
    Installation.objects.update_or_create(defaults={"instance_id": "i", "held_at": NOW})
    assert "restored or copied" in words(anna.get("/w/zorza/channels/"))
    assert people.client(people.bruno).post("/w/zorza/channels/installation/").status_code == 403
    anna.post("/w/zorza/channels/installation/")
    assert Installation.objects.get().held_at is None


def test_the_list_asks_no_more_for_more_channels(people: Cast, anna: Client) -> None:
    rehearse(people, "one")
    anna.get("/w/zorza/channels/")
    few = queries_of(anna)
    for number in range(4):
        rehearse(people, f"shop-{number}")
    assert queries_of(anna) == few


def queries_of(client: Client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        client.get("/w/zorza/channels/")
    return len(caught)
