"""A glance at the account has its news read at once; a platform that does not answer is left alone for a while."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from django.utils import timezone

from vitrino.channels import credentials, gateway
from vitrino.channels.models import Channel, Source
from vitrino.connect import registry
from vitrino.connect.rehearsal import Rehearsal
from vitrino.connect.twin import Fault, SqliteTwinStore, Twin
from vitrino.connect.twin_server import served
from vitrino.intake import glances
from vitrino.workspace.tests.cast import NOW, assemble

pytestmark = pytest.mark.django_db


@dataclass
class Account:
    """A shop on a Bluesky server of this machine."""

    twin: Twin
    channel: Channel

    def hear(self, text: str, kind: str = "mention") -> None:
        cast(Rehearsal, self.twin).write_as("dorota", "Dorota", text, datetime.now(UTC), kind=kind)

    def is_due(self, kind: str) -> bool:
        return Source.objects.filter(channel=self.channel, kind=kind, due_at__lte=timezone.now()).exists()

    def rest(self) -> None:
        """Everything was read, so nothing is due."""
        Source.objects.update(due_at=None)


@pytest.fixture
def account(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    _forget()
    settings.VITRINO_ALLOW_PRIVATE = True
    monkeypatch.setattr(gateway, "LONGEST_GLANCE_S", 30.0)  # a busy machine is no silent server
    made = cast("type[Twin]", registry.platform("bluesky").twin)
    twin = made(SqliteTwinStore(":memory:"), lambda: datetime.now(UTC))
    opened = cast(Rehearsal, twin).open_account("zorza", "Zorza", 10)
    with served(twin) as url:
        public = {**opened.public, "server": url}
        shop = assemble().bakery
        channel = Channel.objects.create(workspace=shop, platform="bluesky", remote_id=public["did"], connected_at=NOW)
        credentials.store(channel, type(opened)(opened.secrets, public, opened.expires_at))
        for kind in ("mention", "comment", "like"):
            Source.objects.create(channel=channel, kind=kind)
        yield Account(twin, channel)
    _forget()


def _forget() -> None:
    """What other tests of this process glanced at had the same keys."""
    glances._SEEN.clear()
    glances._LOOKED_AT.clear()


def test_a_new_mention_has_mentions_read_at_once_and_nothing_else(account: Account) -> None:
    account.hear("Hello")
    assert glances.look_round() == 1
    assert account.is_due("mention")
    assert not account.is_due("comment")


def test_what_was_seen_is_not_news(account: Account) -> None:
    account.hear("Hello")
    glances.look_round()
    account.rest()
    assert glances.look_round() == 0
    assert not account.is_due("mention")
    account.hear("Hello again")
    assert glances.look_round() == 1


def test_a_server_that_does_not_answer_is_left_alone_for_a_while(account: Account) -> None:
    account.twin.faults.append(Fault("rate-limited"))
    account.hear("Hello")
    assert glances.look_round() == 0
    asked = len(account.twin.faults)
    assert glances.look_round() == 0, "not asked again so soon"
    assert len(account.twin.faults) == asked
    assert not account.is_due("mention")


def test_a_paused_account_is_not_glanced_at(account: Account) -> None:
    account.hear("Hello")
    Channel.objects.update(state=Channel.State.PAUSED)
    assert glances.look_round() == 0
    assert not account.is_due("mention")
