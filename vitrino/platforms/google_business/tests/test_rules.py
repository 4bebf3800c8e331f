"""What is special about Google Business Profile: posts that wait or are rejected, answers that replace themselves."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from vitrino.connect.conformance.harness import START, RecordingDoor, SetClock, picture
from vitrino.connect.errors import OutcomeUnknown, Refused
from vitrino.connect.records import Credentials, OutgoingPost, Pending, Published, Reference
from vitrino.connect.twin import Fault, SqliteTwinStore, TwinDoor
from vitrino.platforms.google_business.client import Client
from vitrino.platforms.google_business.translate import CLICKS, IMPRESSIONS, original
from vitrino.platforms.google_business.twin import Twin

CONTRACT = (
    Path(__file__).resolve().parents[5] / "shared" / "contracts" / "google" / "businessprofileperformance.v1.json"
)


class Shop:
    """One place on a fresh rehearsal Google."""

    def __init__(self) -> None:
        self.clock = SetClock()
        self.twin = Twin(SqliteTwinStore(":memory:"), self.clock)
        self.credentials = self.twin.open_account("bakery", "Corner Bakery", 0)
        self.door = RecordingDoor(TwinDoor(self.twin))

    @property
    def client(self) -> Client:
        return Client(self.door, self.credentials, self.clock)

    def post(self, text: str, **more: object) -> OutgoingPost:
        return OutgoingPost("key", text, self.clock(), **more)  # type: ignore[arg-type]


@pytest.fixture
def shop() -> Shop:
    return Shop()


def test_a_post_waits_until_google_has_looked_at_it(shop: Shop) -> None:
    post = shop.post("Fresh bread", language="en", link="https://bakery.pl")
    pending = shop.client.commit(post, shop.client.prepare(post, {}))
    assert isinstance(pending, Pending)
    assert pending.look_again_at > shop.clock()
    kept = {"pending": pending.token}
    assert shop.client.look(post, kept, START).stage == "processing"
    shop.clock.advance(61)
    sighting = shop.client.look(post, kept, START)
    assert (sighting.stage, sighting.found[0].remote_id) == ("published", pending.token)
    assert sighting.found[0].url.startswith("https://")


def test_a_telephone_number_is_rejected_after_a_while(shop: Shop) -> None:
    post = shop.post("Call us: +48 601 234 567")
    pending = shop.client.commit(post, shop.client.prepare(post, {}))
    assert isinstance(pending, Pending)
    shop.clock.advance(61)
    for kept in ({"pending": pending.token}, {"newest": ""}):
        sighting = shop.client.look(post, kept, START)
        assert (sighting.stage, sighting.found) == ("error", ())


def test_what_google_rejects_at_once_is_refused_with_words(shop: Shop) -> None:
    shop.twin.processing_s = 0
    post = shop.post("Call us: +48 601 234 567")
    with pytest.raises(Refused, match="telephone"):
        shop.client.commit(post, {})


def test_an_answer_to_a_review_replaces_itself(shop: Shop) -> None:
    shop.twin.write_as("anna", "Anna", "Best rolls in town", START, kind="review", rating=5)
    (review,) = shop.client.pull("review", "").arrivals
    answer = shop.post("Thank you, Anna!", kind="review-reply", reply_to=review.reply)
    kept = shop.client.prepare(answer, {})
    assert shop.client.look(answer, kept, START).found == ()
    shop.twin.faults.append(Fault("answer-lost", method="PUT"))
    with pytest.raises(OutcomeUnknown):
        shop.client.commit(answer, kept)
    assert isinstance(shop.client.commit(answer, kept), Published)
    sighting = shop.client.look(answer, kept, START)
    assert (len(sighting.found), sighting.by_key, sighting.fresh) == (1, True, True)
    shop.client.act(Reference(sighting.found[0].remote_id), "delete")
    assert shop.client.look(answer, kept, START).found == ()


def test_an_edited_review_comes_again(shop: Shop) -> None:
    name = shop.twin.write_as("anna", "Anna", "Good", START - timedelta(days=3), kind="review", rating=4)
    cursor = shop.client.pull("review", "").cursor
    shop.clock.advance(3600)
    review = shop.twin.store.get("review", name)
    assert review is not None
    shop.twin.store.put("review", name, {**review, "text": "Not so good", "rating": 2, "at": shop.clock().isoformat()})
    (again,) = shop.client.pull("review", cursor).arrivals
    assert (again.remote_id, again.text, again.rating) == (name, "Not so good", 2)


def test_an_anonymous_review_without_words_is_a_review(shop: Shop) -> None:
    shop.twin.write_as("nobody", "", "", START, kind="review", rating=3)
    (review,) = shop.client.pull("review", "").arrivals
    assert (review.text, review.rating, review.author.name) == ("", 3, "A Google user")


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("Świetny chleb", "Świetny chleb"),
        ("(Translated by Google) Great bread\n\n(Original)\nŚwietny chleb", "Świetny chleb"),
        ("Świetny chleb\n\n(Translated by Google)\nGreat bread", "Świetny chleb"),
        ("(Original) recipe, please!", "(Original) recipe, please!"),
    ],
)
def test_a_review_is_read_in_the_customers_own_words(comment: str, words: str) -> None:
    assert original(comment) == words


def test_views_and_clicks_of_the_whole_place_are_counted_over_thirty_days(shop: Shop) -> None:
    assert shop.client.measure_account().values == {}
    for days in (1, 5, 40):
        shop.twin.react(shop.twin.publish_past(f"Old {days}", START - timedelta(days=days)), views=800)
    metrics = shop.client.measure_account()
    assert metrics.values == {"views": 2 * (400 + 200 + 100 + 100), "clicks": 40}
    assert metrics.lag_h == 72


def test_a_day_without_a_value_is_a_day_without_views(shop: Shop) -> None:
    shop.twin.react(shop.twin.publish_past("Old", START - timedelta(days=1)), views=0)
    assert shop.client.measure_account().values == {"views": 0, "clicks": 0}


def test_a_picture_without_a_public_address_can_be_rehearsed_but_not_posted(shop: Shop) -> None:
    post = shop.post("Bread", media=(replace(picture(), public_url=""),))
    shop.client.prepare(post, {})
    public = {name: value for name, value in shop.credentials.public.items() if name != "media_host"}
    with pytest.raises(Refused, match="public address"):
        Client(shop.door, Credentials(shop.credentials.secrets, public), shop.clock).prepare(post, {})


def test_an_answer_is_measured_in_bytes(shop: Shop) -> None:
    answer = shop.post(
        "ż" * 2048, kind="review-reply", reply_to=Reference("accounts/100001/locations/200001/reviews/1")
    )
    shop.client.prepare(answer, {})
    with pytest.raises(Refused, match="too long"):
        shop.client.prepare(replace(answer, text="ż" * 2049), {})


@pytest.mark.skipif(not CONTRACT.exists(), reason="Google's discovery documents are not beside this repository")
def test_the_daily_numbers_are_asked_as_googles_contract_says(shop: Shop) -> None:
    method = json.loads(CONTRACT.read_text("utf-8"))["resources"]["locations"]["methods"]
    contract = method["fetchMultiDailyMetricsTimeSeries"]
    shop.client.measure_account()
    url = shop.door.sent[-1].url.partition("?")
    pattern = contract["path"].replace("{+location}", contract["parameters"]["location"]["pattern"].strip("^$"))
    assert re.search(f"/{pattern}$", url[0])
    assert {part.partition("=")[0] for part in url[2].split("&")} <= set(contract["parameters"])
    assert {*IMPRESSIONS, *CLICKS} <= set(contract["parameters"]["dailyMetrics"]["enum"])
