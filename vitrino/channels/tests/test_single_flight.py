"""Two threads find the same token run out at the same moment: one fetches, the other waits and takes what it got."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from django.db import connections

from vitrino.channels import credentials
from vitrino.channels.models import Channel
from vitrino.connect import registry
from vitrino.connect.errors import AuthLost
from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.connect.wire import Door
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class SlowKeeper:
    """Takes its time over a renewal; a refresh token that was used once is worth nothing the second time."""

    used: list[str] = field(default_factory=list)

    def refresh(self, door: Door, old: Credentials) -> Credentials:
        token = old.secrets["access_token"].reveal()
        if token in self.used:
            raise AuthLost()
        self.used.append(token)
        time.sleep(0.5)
        return replace(old, secrets={"access_token": Secret(f"{token}+")})


def at_once(jobs: list[Callable[[], None]]) -> list[BaseException]:
    """Run them in threads that begin together; what they raised."""
    begin, raised = threading.Barrier(len(jobs), timeout=10), list[BaseException]()

    def run(job: Callable[[], None]) -> None:
        try:
            begin.wait()
            job()
        except BaseException as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=40)
    return raised


def test_two_threads_renew_a_token_once(monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = SlowKeeper()
    # Without the log, which refuses to be emptied after the test.
    shop = Workspace.objects.create(name="Zorza", slug="zorza", created_at=NOW)
    channel = Channel.objects.create(workspace=shop, platform="mastodon", remote_id="1", handle="z", connected_at=NOW)
    credentials.store(channel, Credentials({"access_token": Secret("one")}, {}))
    platform = replace(registry.platform("mastodon"), authenticator=keeper)  # type: ignore[arg-type]
    monkeypatch.setattr(registry, "platform", lambda key: platform)
    copies = [Channel.objects.get(pk=channel.pk) for _thread in range(2)]

    raised = at_once([lambda one=one: credentials.refresh(one, object()) for one in copies])  # type: ignore[misc,arg-type]

    assert raised == []
    assert keeper.used == ["one"]
    assert [credentials.load(one).secrets["access_token"].reveal() for one in copies] == ["one+", "one+"]
    assert Channel.objects.get(pk=channel.pk).refreshing_until is None
