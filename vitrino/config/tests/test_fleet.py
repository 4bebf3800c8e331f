"""Which scheduler runs is a matter of one setting."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from vitrino.config import fleet
from vitrino.config.environment import Environment
from vitrino.domain.problem import Problem
from vitrino.engine.fleet import Hander
from vitrino.engine.ticker import Ticker


def test_without_a_broker_the_process_works_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VITRINO_BROKER_URL", raising=False)
    assert type(fleet.scheduler(2)) is Ticker
    with pytest.raises(Problem, match="VITRINO_BROKER_URL"):
        fleet.work(2, only=[])


def test_with_a_broker_it_names_what_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VITRINO_BROKER_URL", "redis://localhost:1/0")
    assert type(fleet.scheduler(2)) is Hander


def test_a_broker_that_is_not_there_is_an_error_the_scheduler_knows() -> None:
    send = fleet.Sender(fleet.app("redis://127.0.0.1:1/0"))
    with pytest.raises(ConnectionError):
        send("publishing.publication", 1, "mastodon")


def test_another_kind_of_broker_is_refused() -> None:
    with pytest.raises(ValidationError, match="redis"):
        Environment(broker_url="kafka://localhost")


def test_every_platform_has_a_queue_of_its_own() -> None:
    assert fleet._queues(["x", "mastodon"]) == "vitrino.x,vitrino.mastodon"
    everything = fleet._queues([]).split(",")
    assert "vitrino" in everything
    assert "vitrino.mastodon" in everything
