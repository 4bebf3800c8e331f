"""The whole way to a real server and back, over HTTP: sign in, publish, read, and a network that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from typing import cast
from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from vitrino.channels import actions, credentials, gateway
from vitrino.channels.models import Arrival, Channel
from vitrino.connect import registry
from vitrino.connect.errors import NotSent
from vitrino.connect.rehearsal import Rehearsal
from vitrino.connect.twin import SqliteTwinStore, Twin
from vitrino.connect.twin_server import served
from vitrino.workspace.tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings: Settings) -> Cast:
    settings.VITRINO_ALLOW_PRIVATE = True
    return assemble()


@pytest.fixture
def anna(people: Cast) -> Client:
    return people.client(people.anna)


@contextmanager
def server() -> Iterator[tuple[str, Rehearsal]]:
    """A Mastodon on this machine where somebody is signed in as the shop."""
    twin = cast("type[Twin]", registry.platform("mastodon").twin)(
        SqliteTwinStore(":memory:"), lambda: datetime.now(UTC)
    )
    cast(Rehearsal, twin).open_account("zorza", "Zorza", 10)
    with served(twin) as address:
        yield address, cast(Rehearsal, twin)


def agree(url: str) -> str:
    """What a browser is sent back to after the person has agreed over there."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port or 0, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}")
    location = connection.getresponse().getheader("location") or ""
    connection.close()
    return location


def connect(anna: Client, address: str) -> Channel:
    away = anna.post("/w/zorza/channels/new/mastodon/", {"server": address, "access_token": ""})
    assert away.status_code == 302
    back = urlsplit(agree(away.headers["location"]))
    assert back.path == "/connect/return/"
    page = anna.get(f"{back.path}?{back.query}", follow=True)
    assert "Connected. Vitrino is reading what is new there." in page.content.decode()
    return Channel.objects.get()


def test_signing_in_over_there_makes_a_real_channel(anna: Client) -> None:
    with server() as (address, _twin):
        channel = connect(anna, address)
    assert (channel.state, channel.is_rehearsal, channel.public["server"]) == ("connected", False, address)
    assert channel.handle.startswith("zorza")


def test_the_answer_of_another_browser_opens_nothing(people: Cast, anna: Client) -> None:
    with server() as (address, _twin):
        away = anna.post("/w/zorza/channels/new/mastodon/", {"server": address, "access_token": ""})
        back = urlsplit(agree(away.headers["location"]))
    thief = people.client(people.celina)
    assert thief.get(f"{back.path}?{back.query}").status_code == 422
    assert not Channel.objects.exists()


def test_what_people_write_there_arrives_here(anna: Client) -> None:
    with server() as (address, twin):
        channel = connect(anna, address)
        now = datetime.now(UTC)
        twin.write_as("jan", "Jan", "@zorza is there rye today?", now, kind="mention")
        actions.poll(channel.sources.get(kind="mention"), now)
    assert [arrival.text for arrival in Arrival.objects.all()] == ["@zorza is there rye today?"]


def test_a_server_that_is_gone_is_said_in_words_and_closes_nothing(anna: Client) -> None:
    with server() as (address, _twin):
        channel = connect(anna, address)
    with pytest.raises(NotSent):
        gateway.probe(channel)
    channel.refresh_from_db()
    assert channel.state == "connected"
    assert credentials.load(channel).secrets
    page = anna.post("/w/zorza/channels/new/mastodon/", {"server": address, "access_token": ""})
    assert page.status_code == 422
    assert "be reached" in page.content.decode()
