"""A delivery is verified on its raw bytes, stored once, and answered with 200 only after that."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from vitrino.connect.hooks import MAX_BODY, Hook, by_body
from vitrino.connect.signatures import stamped
from vitrino.domain.problem import Problem
from vitrino.engine.models import Schedule
from vitrino.engine.ticker import ensure_schedules
from vitrino.engine.work import discover
from vitrino.intake import actions, queries
from vitrino.intake.models import Delivery, HookAddress
from vitrino.intake.tests.calling import Answer, call
from vitrino.intake.writer import Full, Unstored
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db

BODY = json.dumps({"id": "17", "at": "2026-11-21T12:00:00Z", "text": "Piekarnia Zorza!"}).encode()


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def address(cast: Cast) -> HookAddress:
    return actions.open_address(workspace=cast.bakery, platform="sitecomments", by=cast.anna, now=NOW)


def path_of(address: HookAddress) -> str:
    return urlsplit(queries.shown(address)[0]).path


def bring(address: HookAddress, body: bytes = BODY, *, at: datetime | None = None, packing: str = "identity") -> Answer:
    signature = stamped(queries.shown(address)[1], body, at or timezone.now())
    return call(path_of(address), body, {"x-vitrino-signature": signature, "content-encoding": packing})


def test_what_is_signed_is_stored_as_it_came(address: HookAddress) -> None:
    assert bring(address).status == 200
    delivery = Delivery.objects.get()
    assert (bytes(delivery.body), delivery.address_id, delivery.state) == (BODY, address.pk, "waiting")


def test_the_same_delivery_twice_is_stored_once_and_welcome_twice(address: HookAddress) -> None:
    assert [bring(address).status for _time in range(3)] == [200, 200, 200]
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize(
    "signature",
    ["", "t=1,v1=00", "nonsense", "t=²,v1=ż", "v1=00", "t=99999999999999999999,v1=", "ąćę", "t=" + "9" * 18 + ",v1=0"],
)
def test_an_odd_signature_is_refused_and_nothing_is_stored(address: HookAddress, signature: str) -> None:
    headers = {"x-vitrino-signature": signature.encode().decode("latin-1")}
    assert call(path_of(address), BODY, headers).status == 401
    assert call(path_of(address), BODY).status == 401
    assert not Delivery.objects.exists()


def test_a_changed_body_or_another_shops_secret_is_refused(cast: Cast, address: HookAddress) -> None:
    other = actions.open_address(workspace=cast.florist, platform="sitecomments", by=cast.celina, now=NOW)
    signed = {"x-vitrino-signature": stamped(queries.shown(address)[1], BODY, timezone.now())}
    assert call(path_of(address), BODY + b" ", signed).status == 401
    assert call(path_of(other), BODY, signed).status == 401
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("off", [timedelta(minutes=-6), timedelta(minutes=6)])
def test_an_old_signature_or_one_of_the_future_is_refused(address: HookAddress, off: timedelta) -> None:
    assert bring(address, at=timezone.now() + off).status == 401


def test_an_address_nobody_opened_or_somebody_closed_is_not_there(cast: Cast, address: HookAddress) -> None:
    path = path_of(address)
    assert call("/hooks/" + "a" * 43 + "/", BODY).status == 404
    assert call("/hooks/", BODY).status == 404
    assert call("/hooks/x/y/z", BODY).status == 404
    actions.close_address(address=address, by=cast.anna, now=NOW)
    assert call(path, BODY, {"x-vitrino-signature": stamped("x", BODY, timezone.now())}).status == 404


def test_more_than_a_mebibyte_is_refused_at_the_first_byte_too_many(address: HookAddress) -> None:
    assert bring(address, b" " * (MAX_BODY + 1)).status == 413
    assert bring(address, b" " * MAX_BODY).status == 200


def test_a_packed_body_is_refused_unopened(address: HookAddress) -> None:
    assert bring(address, packing="gzip").status == 415


def test_a_caller_that_hangs_up_leaves_nothing(address: HookAddress) -> None:
    assert call(path_of(address), pieces=[b"half of"]).status == 0
    assert not Delivery.objects.exists()


def test_only_post_is_taken(address: HookAddress) -> None:
    assert {call(path_of(address), method=method).status for method in ("GET", "PUT", "DELETE")} == {405}


@pytest.mark.parametrize("trouble", [Full, Unstored])
def test_what_can_not_be_stored_now_is_asked_for_again(
    address: HookAddress, trouble: type[Full] | type[Unstored]
) -> None:
    from vitrino.intake.tests.calling import AtOnce

    signature = stamped(queries.shown(address)[1], BODY, timezone.now())
    answer = call(path_of(address), BODY, {"x-vitrino-signature": signature}, writer=AtOnce(trouble))
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")


def test_a_delivery_has_the_reader_called_at_once(address: HookAddress) -> None:
    discover()
    ensure_schedules(NOW)
    Schedule.objects.update(is_rung=False)
    bring(address)
    assert Schedule.objects.get(name="intake.read").is_rung


def test_meta_learns_that_the_address_is_ours_by_the_word_alone(cast: Cast) -> None:
    address = actions.open_address(workspace=cast.bakery, platform="facebook", secret="app", by=cast.anna, now=NOW)
    hook = queries.hook_of(address)
    assert hook is not None
    assert hook.word is not None
    asked = "hub.mode=subscribe&hub.challenge=4711&hub.verify_token="
    told = call(path_of(address), method="GET", query=asked + hook.word("app"))
    assert (told.status, told.body) == (200, "4711")
    assert call(path_of(address), method="GET", query=asked + "guessed").status == 403
    assert call(path_of(address), method="GET").status == 403


def test_a_platform_that_makes_the_secret_must_be_given_it(cast: Cast) -> None:
    with pytest.raises(Problem, match="paste the secret"):
        actions.open_address(workspace=cast.bakery, platform="facebook", by=cast.anna, now=NOW)
    with pytest.raises(Problem, match="can't bring"):
        actions.open_address(workspace=cast.bakery, platform="myspace", by=cast.anna, now=NOW)


def test_the_secret_stands_nowhere_in_the_open(cast: Cast) -> None:
    made = actions.open_address(workspace=cast.bakery, platform="shopify", secret="canary-4711", by=cast.anna, now=NOW)
    stored = HookAddress.objects.get(pk=made.pk)
    url, secret = queries.shown(stored)
    assert secret == "canary-4711"
    assert b"canary" not in bytes(stored.sealed)
    assert url.rstrip("/").rpartition("/")[2] not in (stored.token_hash, bytes(stored.sealed).decode("latin-1"))


def test_no_hook_exists_without_a_verifier() -> None:
    with pytest.raises(TypeError, match="verifier"):
        Hook(name="Careless", verifier=None, identify=by_body)  # type: ignore[arg-type]


def test_what_is_delivered_is_forgotten_after_a_month_unless_nobody_could_read_it(address: HookAddress) -> None:
    for number, state in enumerate(("read", "waiting", "dead")):
        Delivery.objects.create(address=address, delivery_id=str(number), state=state,
                                received_at=datetime(2026, 10, 1, tzinfo=UTC))  # fmt: skip
    assert actions.forget_old(NOW) == 1
    assert set(Delivery.objects.values_list("state", flat=True)) == {"waiting", "dead"}
