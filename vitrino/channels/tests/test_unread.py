"""What came in reaches every later stage, whatever breaks and in whatever order it was committed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from vitrino.channels import actions, unread
from vitrino.channels.models import Arrival, Channel, Unread
from vitrino.connect.records import Arrival as Delivered
from vitrino.connect.records import Author
from vitrino.workspace.tests.cast import NOW, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel(monkeypatch: pytest.MonkeyPatch) -> Channel:
    monkeypatch.setattr(unread, "KINDS", {"desk": frozenset({"comment"})})
    return actions.rehearse(workspace=assemble().bakery, platform="mastodon", handle="zorza", name="Zorza", by=None,
                            now=NOW)  # fmt: skip


def bring(channel: Channel, *texts: str, **more: object) -> None:
    told = [Delivered("comment", text, Author("7", "jan"), text, NOW, **more) for text in texts]  # type: ignore[arg-type]
    actions.take_in(channel, told, NOW)


def taken(minutes: int = 0, broken: str = "") -> list[str]:
    """What the desk took up now."""
    texts: list[str] = []

    def take(arrivals: Sequence[Arrival]) -> None:
        if any(one.text == broken for one in arrivals):
            raise ValueError("broken")
        texts.extend(one.text for one in arrivals)

    actions.work_off("desk", take, NOW + timedelta(minutes=minutes))
    return texts


def test_everything_is_taken_up_once_oldest_first(channel: Channel) -> None:
    bring(channel, *(f"text {number:03}" for number in range(120)))
    assert taken() == [f"text {number:03}" for number in range(120)]
    assert taken() == []


def test_what_was_committed_late_with_a_lower_number_is_taken_up_however_many_came_before(channel: Channel) -> None:
    bring(channel, "late")
    row = Unread.objects.get()
    Unread.objects.all().delete()
    bring(channel, *(f"text {number}" for number in range(1_500)))
    taken()
    row.save(force_insert=True)
    assert taken() == ["late"]


def test_a_broken_one_stops_nobody_and_is_tried_again_later(channel: Channel) -> None:
    bring(channel, "one", "two", "three")
    assert taken(broken="two") == ["one", "three"]
    assert taken() == []
    assert taken(minutes=1) == ["two"]


def test_an_edit_and_a_deletion_come_by_once_more(channel: Channel) -> None:
    bring(channel, "one")
    taken()
    edited = Delivered("comment", "one", Author("7", "jan"), "won", NOW, edited_at=NOW + timedelta(minutes=1))
    actions.take_in(channel, [edited], NOW)
    assert taken() == ["won"]
    actions.take_back("mastodon", ["one"], NOW)
    assert taken() == ["won"]
    assert Arrival.objects.get().deleted_at == NOW


def test_the_same_again_brings_nobody_anything(channel: Channel) -> None:
    bring(channel, "one")
    taken()
    bring(channel, "one")
    assert taken() == []


def test_a_kind_nobody_asked_for_stays_with_nobody(channel: Channel) -> None:
    actions.take_in(channel, [Delivered("message", "1", Author("7", "jan"), "hello", NOW)], NOW)
    assert not Unread.objects.exists()
