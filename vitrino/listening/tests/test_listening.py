"""Every use of the shop's name is heard once, told at once, and shown with its reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.channels import unread
from vitrino.channels.models import Arrival, Channel, Unread
from vitrino.domain.problem import Problem
from vitrino.listening import actions, queries
from vitrino.listening.models import Mention
from vitrino.workspace.models import BrandName
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    made = assemble()
    actions.grow_watches(workspace=made.bakery, now=NOW)
    return made


def arrive(cast: Cast, text: str, *, kind: str = "comment", at: datetime = NOW, **fields: Any) -> Arrival:
    channel, _is_new = Channel.objects.get_or_create(
        workspace=cast.bakery, platform="bluesky", remote_id="did:1", defaults={"handle": "zorza", "connected_at": NOW}
    )
    number = Arrival.objects.count() + 1
    return Arrival.objects.create(
        workspace=cast.bakery, channel=channel, kind=kind, remote_id=f"r{number}", author_id=f"a{number}",
        author_name="Ola", text=text, at=at, received_at=NOW, **fields,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Byłam w Piekarni Zorza i polecam",
        "kocham piekarnię zorzę!",
        "#PiekarniaZorza najlepsza",
        "PIEKARNIA ZORZA",
        "chleb z Piekarni Zorzy",
    ],
)
def test_a_name_is_heard_in_its_forms(cast: Cast, text: str) -> None:
    arrive(cast, text)
    actions.hear(NOW)
    mention = Mention.objects.get()
    assert text[mention.start : mention.end] == mention.form


@pytest.mark.parametrize("text", ["Zupełnie inna piekarnia", "zorza polarna nad Oslo", ""])
def test_other_texts_are_no_mention(cast: Cast, text: str) -> None:
    arrive(cast, text)
    actions.hear(NOW)
    assert not Mention.objects.exists()
    assert not Unread.objects.filter(reader="listening").exists()


def test_a_mention_the_platform_reports_counts_without_the_name(cast: Cast) -> None:
    arrive(cast, "@zorza.example dzień dobry", kind="mention")
    actions.hear(NOW)
    assert Mention.objects.get().rule == "platform"


def test_only_what_is_sure_is_handed_on_to_be_answered(cast: Cast) -> None:
    maybe = arrive(cast, "Piekarnia pani Zorza", kind="find")
    sure = arrive(cast, "Piekarnia Zorza", kind="find")
    actions.hear(NOW)
    assert {one.rule: one.form for one in Mention.objects.all()} == {
        "filler": "Piekarnia pani Zorza", "exact": "Piekarnia Zorza"
    }  # fmt: skip
    handed_on = set(Unread.objects.filter(reader="inbox").values_list("arrival_id", flat=True))
    assert (sure.pk in handed_on, maybe.pk in handed_on) == (True, False)


def test_a_name_that_is_an_ordinary_word_waits_for_words_beside_it(cast: Cast) -> None:
    name = BrandName.objects.create(workspace=cast.bakery, text="Era", created_at=NOW)
    actions.grow_watches(workspace=cast.bakery, now=NOW)
    arrive(cast, "nowa era")
    actions.hear(NOW)
    assert not Mention.objects.exists()
    actions.set_context(brand_name=name, context_words=["telefon*"], exclude_words=[], by=cast.anna, now=NOW)
    arrive(cast, "nowa era, telefony w Erze")
    actions.hear(NOW)
    assert Mention.objects.get().form in ("era", "Erze")


def test_own_texts_are_not_mentions(cast: Cast) -> None:
    arrive(cast, "Piekarnia Zorza zaprasza", is_own=True)
    actions.hear(NOW)
    assert not Mention.objects.exists()


def test_a_name_that_an_edit_brings_in_is_heard(cast: Cast) -> None:
    arrival = arrive(cast, "Piekarnia!")
    actions.hear(NOW)
    Arrival.objects.filter(pk=arrival.pk).update(text="Piekarnia Zorza!", edited_at=NOW)
    unread.note([arrival], NOW)
    actions.hear(NOW)
    assert Mention.objects.get().form == "Piekarnia Zorza"


def test_a_name_that_an_edit_takes_away_is_no_longer_marked_and_the_mention_stays(cast: Cast) -> None:
    arrival = arrive(cast, "Piekarnia Zorza!")
    actions.hear(NOW)
    Arrival.objects.filter(pk=arrival.pk).update(text="Cukiernia!", edited_at=NOW)
    unread.note([arrival], NOW)
    actions.hear(NOW)
    assert (Mention.objects.get().start, Mention.objects.get().end) == (0, 0)


def test_a_form_struck_out_stays_struck_out_when_names_grow_again(cast: Cast) -> None:
    watch = queries.watches_of(cast.bakery).get(text="Piekarnia Zorza")
    actions.switch_watch(watch=watch, is_on=False, by=cast.anna, now=NOW)
    actions.grow_watches(workspace=cast.bakery, now=NOW)
    assert not queries.watches_of(cast.bakery).get(text="Piekarnia Zorza").is_on


def test_a_form_the_owner_adds_is_heard_from_then_on(cast: Cast) -> None:
    name = cast.bakery.brand_names.get()
    actions.watch_form(brand_name=name, text="Zorzeczka", by=cast.anna, now=NOW)
    arrive(cast, "idę do zorzeczki… nie, do Zorzeczka")
    actions.hear(NOW)
    assert Mention.objects.get().form == "Zorzeczka"
    with pytest.raises(Problem, match="watched already"):
        actions.watch_form(brand_name=name, text="Zorzeczka", by=cast.anna, now=NOW)


def test_an_ambiguous_name_counts_only_near_its_context(cast: Cast) -> None:
    name = cast.bakery.brand_names.get()
    actions.watch_form(brand_name=name, text="Zorza", by=cast.anna, now=NOW)
    actions.set_context(brand_name=name, context_words=["chleb*", "piekar*"], exclude_words=["polarna"],
                        by=cast.anna, now=NOW)  # fmt: skip
    arrive(cast, "Zorza nad morzem")
    arrive(cast, "Chlebek z Zorza jest najlepszy")
    actions.hear(NOW)
    assert [one.arrival.text for one in queries.mentions_of(cast.bakery)] == ["Chlebek z Zorza jest najlepszy"]


def test_hostile_names_and_texts_are_shown_as_text(cast: Cast) -> None:
    arrive(cast, "Piekarnia Zorza <img src=x onerror=alert(1)>", author_handle="<b>x</b>")
    Arrival.objects.update(author_name="<script>alert(1)</script>")
    actions.hear(NOW)
    page = cast.client(cast.anna).get("/w/zorza/mentions/").content.decode()
    assert "<img src=x" not in page
    assert "<script>alert" not in page
    assert "&lt;img src=x" in page


def test_the_page_asks_no_more_for_more_mentions(cast: Cast) -> None:
    client = cast.client(cast.anna)

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/w/zorza/mentions/")
        return len(asked)

    arrive(cast, "Piekarnia Zorza")
    actions.hear(NOW)
    few = count()
    for _time in range(10):
        arrive(cast, "Piekarnia Zorza")
    actions.hear(NOW)
    assert count() == few


def test_a_form_of_another_shop_is_out_of_reach(cast: Cast) -> None:
    watch = queries.watches_of(cast.bakery).first()
    assert watch is not None
    assert cast.client(cast.celina).post(f"/w/fiolek/watches/{watch.pk}/").status_code == 404
