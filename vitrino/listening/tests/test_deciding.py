"""The owner sees what a name would bring before it is watched, and says of single texts whether the shop is meant."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from vitrino.channels.models import Arrival
from vitrino.intake.models import Stream, StreamSample
from vitrino.listening import actions, preview, queries
from vitrino.listening.models import Mention, Watch
from vitrino.listening.tests.test_listening import arrive
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    made = assemble()
    actions.grow_watches(workspace=made.bakery, now=NOW)
    return made


def sample(texts: list[str], hours: float) -> None:
    """What a day of the open network left."""
    stream = Stream.objects.create(platform="bluesky")
    step = timedelta(hours=hours) / max(1, len(texts) - 1)
    StreamSample.objects.bulk_create(
        [StreamSample(stream=stream, remote_id=f"s{number}", text=text, at=NOW - timedelta(hours=hours) + step * number)
         for number, text in enumerate(texts)]
    )  # fmt: skip


def hear(cast: Cast, *texts: str, at: datetime = NOW, **fields: Any) -> list[Mention]:
    made = [arrive(cast, text, at=at, **fields) for text in texts]
    actions.hear(NOW)
    return [Mention.objects.get(arrival=one) for one in made]


def test_a_spelling_is_tried_on_what_came_before_it_is_watched(cast: Cast) -> None:
    for text in ("Zorzeczka ma rogale", "rogale z Krakowa", "lubię Zorzeczkę"):
        arrive(cast, text)
    name = cast.bakery.brand_names.get()
    found = preview.of_text(name, "Zorzeczka", NOW)
    assert (found.own, found.own_texts, found.estimates[0].rate) == (1, 3, None)
    assert [one.name for one in found.examples] == ["Zorzeczka"]
    assert not Watch.objects.filter(text="Zorzeczka").exists()


def test_the_open_network_is_estimated_from_its_sample(cast: Cast) -> None:
    sample(["Zorzeczka!", *["something else"] * 99], hours=12)
    found = preview.of_text(cast.bakery.brand_names.get(), "Zorzeczka", NOW)
    rate = found.estimates[0].rate
    assert rate is not None
    assert rate.a_day == pytest.approx(100)
    assert rate.low < 100 < rate.high


def test_nothing_in_the_sample_is_a_bound_and_not_a_zero(cast: Cast) -> None:
    sample(["something else"] * 100, hours=12)
    found = preview.of_name(cast.bakery.brand_names.get(), NOW)
    rate = found.estimates[0].rate
    assert rate is not None
    assert rate.a_day == 0
    assert 250 < rate.high < 350


def test_the_preview_says_so_where_it_knows_nothing(cast: Cast) -> None:
    page = cast.client(cast.anna).get(f"/w/zorza/watches/preview/?name={cast.bakery.brand_names.get().pk}")
    assert "not known yet" in page.content.decode()
    assert "Nothing found" in page.content.decode()


def test_the_preview_of_a_broken_query_says_what_is_wrong(cast: Cast) -> None:
    name = cast.bakery.brand_names.get()
    page = cast.client(cast.anna).get(f"/w/zorza/watches/preview/?name={name.pk}&kind=query&text=(bread OR")
    assert page.status_code == 200
    assert "where a word is missing" in page.content.decode()
    assert "Nothing found" not in page.content.decode()


def test_a_name_of_another_shop_shows_no_preview(cast: Cast) -> None:
    name = cast.bakery.brand_names.get()
    client = cast.client(cast.celina)
    assert client.get(f"/w/fiolek/watches/preview/?name={name.pk}").status_code == 404
    assert client.get("/w/fiolek/watches/preview/?name=nonsense").status_code == 404


def test_a_query_is_watched_like_a_spelling(cast: Cast) -> None:
    client = cast.client(cast.anna)
    name = cast.bakery.brand_names.get()
    client.post("/w/zorza/watches/", {"kind": "query", "text": "chleb NEAR/3 świt", "name": name.pk})
    arrive(cast, "Chleb o świt, jak zawsze")
    actions.hear(NOW)
    assert Mention.objects.get().rule == "query"


def test_a_query_that_can_not_be_understood_is_kept_in_the_form_with_the_reason(cast: Cast) -> None:
    name = cast.bakery.brand_names.get()
    page = cast.client(cast.anna).post("/w/zorza/watches/", {"kind": "query", "text": "(chleb", "name": name.pk})
    assert "(chleb" in page.content.decode()
    assert not Watch.objects.filter(kind="query").exists()


def test_an_account_that_is_kept_out_is_not_heard(cast: Cast) -> None:
    name = cast.bakery.brand_names.get()
    actions.set_context(brand_name=name, context_words=[], exclude_words=["@rival"], by=cast.anna, now=NOW)
    arrive(cast, "Piekarnia Zorza", author_handle="rival")
    arrive(cast, "Piekarnia Zorza!", author_handle="ola")
    actions.hear(NOW)
    assert [one.arrival.author_handle for one in queries.mentions_of(cast.bakery)] == ["ola"]


def test_other_words_of_the_same_length_count_at_once(cast: Cast) -> None:
    name = cast.bakery.brand_names.get()
    for word, text in (("chleb", "Piekarnia Zorza bułka"), ("bułka", "Piekarnia Zorza bułka!")):
        actions.set_context(brand_name=name, context_words=[word], exclude_words=[], by=cast.anna, now=NOW)
        arrive(cast, text)
        actions.hear(NOW)
    assert [one.arrival.text for one in queries.mentions_of(cast.bakery)] == ["Piekarnia Zorza bułka!"]


def test_copies_of_a_text_are_shown_once_with_their_number(cast: Cast) -> None:
    text = "Piekarnia Zorza ma najlepsze rogale w mieście"
    hear(cast, text, f"RT @ola: {text} https://example.org/1", f"{text}!!!")
    [one] = queries.told_once(queries.mentions_of(cast.bakery))
    assert getattr(one, "copies") == 3  # noqa: B009  # an annotation
    assert "and 2 copies of the same text" in cast.client(cast.anna).get("/w/zorza/mentions/").content.decode()


def test_short_texts_are_no_copies_of_each_other(cast: Cast) -> None:
    hear(cast, "Piekarnia Zorza!", "Piekarnia Zorza?")
    assert queries.told_once(queries.mentions_of(cast.bakery)).count() == 2


def test_a_maybe_waits_for_a_word_and_then_counts(cast: Cast) -> None:
    [maybe] = hear(cast, "Piekarnia Zorza")
    Mention.objects.update(score=0.4, rule="typo")
    assert [one.pk for one in queries.undecided(queries.mentions_of(cast.bakery))] == [maybe.pk]
    client = cast.client(cast.bruno)
    client.post(f"/w/zorza/mentions/{maybe.pk}/verdict/", {"us": "1", "show": "undecided"})
    assert [one.pk for one in queries.sure(queries.mentions_of(cast.bakery))] == [maybe.pk]
    assert Mention.objects.get().judged_by == cast.bruno


def test_one_word_about_a_text_holds_for_all_its_copies(cast: Cast) -> None:
    first, _second = hear(cast, *["Nowa płyta zespołu Piekarnia Zorza już w sklepach"] * 2)
    actions.judge_mention(mention=first, is_us=False, by=cast.anna, now=NOW)
    assert queries.others(queries.mentions_of(cast.bakery)).count() == 2
    assert not queries.sure(queries.mentions_of(cast.bakery)).exists()


def test_words_that_stand_only_in_texts_about_others_are_proposed(cast: Cast) -> None:
    ours = hear(cast, "Chleb w Piekarni Zorza jest pyszny", "Piekarnia Zorza piecze chleb rano")
    theirs = hear(cast, *(f"Koncert zespołu Piekarnia Zorza {city}" for city in ("Gdynia", "Toruń", "Lublin")))
    for one in ours:
        actions.judge_mention(mention=one, is_us=True, by=cast.anna, now=NOW)
    for one in theirs:
        actions.judge_mention(mention=one, is_us=False, by=cast.anna, now=NOW)
    page = cast.client(cast.anna).get("/w/zorza/watches/").content.decode()
    assert "koncert, zespolu" in page


def test_a_mention_of_another_shop_can_not_be_judged(cast: Cast) -> None:
    [one] = hear(cast, "Piekarnia Zorza")
    assert cast.client(cast.celina).post(f"/w/fiolek/mentions/{one.pk}/verdict/").status_code == 404
    assert Arrival.objects.count() == 1
