"""For any two shops whose customers differ only in what they think and say, the same people are asked at the same time.

Through the real service layer: reviews, complaints, messages and order states on the one side, none on the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vitrino.channels import actions as channels
from vitrino.channels.models import Channel
from vitrino.connect.records import Arrival, Author
from vitrino.domain.reviews.scales import Rating
from vitrino.inbox import actions as inbox
from vitrino.inbox.models import Conversation
from vitrino.reviews import actions
from vitrino.reviews.models import Review, ReviewRequest
from vitrino.reviews.tests.buyers import DAY, START, agree, begin, deliver, work
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW, Cast, assemble, workspace

PEOPLE = ("ola", "jan", "ewa")


@dataclass(frozen=True)
class Bought:
    """An order: whose, delivered how many days ago. mood: what this customer thinks, known to the shop."""

    who: str
    days: int
    state: str
    rating: int | None
    said: str
    kind: str


WORDS = (
    "Never again, fraud!",
    "I want my money back",
    "Wonderful, thank you!",
    "The parcel is broken, complaint",
    "ok",
)
bought = st.builds(
    Bought, st.sampled_from(PEOPLE), st.integers(1, 29), st.sampled_from(["completed", "refunded", "disputed"]),
    st.none() | st.integers(1, 5), st.sampled_from(WORDS), st.sampled_from(["comment", "message", "review"]),
)  # fmt: skip


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    orders=st.lists(bought, min_size=1, max_size=5),
    consents=st.sets(st.sampled_from(PEOPLE)),
    cool_down=st.sampled_from([14, 60]),
)
def test_what_customers_think_changes_nothing_of_who_is_asked_and_when(
    cast: Cast, orders: list[Bought], consents: set[str], cool_down: int
) -> None:
    with transaction.atomic():
        told = requests_of(cast, "told", orders, consents, cool_down, is_told=True)
        silent = requests_of(cast, "silent", orders, consents, cool_down, is_told=False)
        transaction.set_rollback(True)
    assert told == silent


def requests_of(cast: Cast, slug: str, orders: list[Bought], consents: set[str], cool_down: int, *,
                is_told: bool) -> list[object]:  # fmt: skip
    """Every request and mail of a shop that lives through these orders; is_told: it hears what its customers think."""
    shop = workspace(slug.title(), slug)
    begin(shop, cast.anna, cool_down_days=cool_down)
    if consents:
        agree(shop, cast.anna, *(f"{who}@example.com" for who in consents))
    for number, one in enumerate(orders):
        state = one.state if is_told else "completed"
        deliver(shop, str(number), email=f"{one.who}@example.com", name=one.who.title(), at=NOW - one.days * DAY,
                state=state)  # fmt: skip
        if is_told:
            tell(cast, shop, number, one)
    before = len(mail.outbox)
    for hours in range(-29 * 24, 35 * 24, 29):
        work(NOW + timedelta(hours=hours))
    rows = ReviewRequest.objects.filter(workspace=shop).order_by("order_key")
    fields = ("order_key", "email", "state", "scheduled_at", "sent_at", "reminded_at", "ended_at")
    return [list(rows.values_list(*fields)), [neutral(one, slug) for one in mail.outbox[before:]]]


def tell(cast: Cast, shop: Workspace, number: int, one: Bought) -> None:
    """The customer says what they think: in public or not, with stars or not, and it is judged a complaint or not."""
    at = NOW - one.days * DAY
    channel, _is_new = Channel.objects.get_or_create(
        workspace=shop, platform="facebook", remote_id="page", defaults={"handle": "page", "connected_at": START}
    )
    words = Arrival(kind=one.kind, remote_id=f"a{number}", author=Author(one.who, one.who, one.who.title()),  # type: ignore[arg-type]
                    text=one.said, at=at, thread_id=f"t{number}",
                    rating=one.rating if one.kind == "review" else None)  # fmt: skip
    channels.take_in(channel, [words], at)
    inbox.take_in(at)
    actions.follow(at)
    actions.write_down(workspace=shop, site="Opineo", site_url="", author=one.who.title(), text=f"{one.said} {number}",
                       rating=Rating(one.rating or 1, "") if one.rating else None, at=at, url="", by=cast.anna,
                       now=at)  # fmt: skip
    assert Conversation.objects.filter(workspace=shop).exists()
    assert Review.objects.filter(workspace=shop).exists()


def neutral(letter: mail.EmailMessage, slug: str) -> tuple[object, ...]:
    """The mail without its own address and the shop's name."""
    text = re.sub(r"/review/[^/\s]+/", "/review/…/", str(letter.body)).replace(slug.title(), "…")
    return letter.to, str(letter.subject).replace(slug.title(), "…"), text


def test_the_mirror_shows_a_difference_when_there_is_one(cast: Cast) -> None:
    """Without this the test above could compare nothing with nothing."""
    orders = [
        Bought("ola", 12, "completed", 1, WORDS[0], "review"),
        Bought("jan", 20, "refunded", 5, WORDS[2], "comment"),
    ]
    told: list[object] = requests_of(cast, "told", orders, set(PEOPLE), 60, is_told=True)
    assert len(told[0]) == 2  # type: ignore[arg-type]
    assert len(told[1]) == 4  # type: ignore[arg-type]
    later: list[datetime] = list(ReviewRequest.objects.order_by("order_key").values_list("scheduled_at", flat=True))
    assert later[0] != later[1]
