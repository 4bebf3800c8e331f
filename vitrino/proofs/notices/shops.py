"""Who is told in the proof: shops with people who chose all kinds of ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from vitrino.connect.secret import Secret
from vitrino.domain.message import Message
from vitrino.notify import actions, addresses
from vitrino.notify.models import Preference, Rest, Way
from vitrino.workspace.models import Membership, Person, Workspace

KIND = "mention"
# One person of a shop each: by which ways they hear. "nowhere" is a server that is never there.
WAYS: tuple[tuple[str, ...], ...] = (
    ("push", "email"), ("telegram-bot",), ("ntfy", "slack"), ("matrix",), ("email",), ("web",), ("slack",),
    ("nowhere", "email"), ("telegram-bot",), ("matrix", "email"),
)  # fmt: skip
# This person's quiet hours end soon: by then a part of the alerts has come, but not all.
RESTS = 8
REST_S = (8.0, 60.0)
PEOPLE_TOLD_APART = 15  # alerts each, so that most come alone
# Every tenth alert goes to the first shop: a storm.
STORM = 10


@dataclass(frozen=True)
class Town:
    """shops: each with its people."""

    shops: Sequence[tuple[Workspace, Sequence[Person]]]

    def tell(self, number: int) -> None:
        """The alert of that number, in a transaction of its own; told twice it is there once."""
        if number % STORM == 0:
            shop, people = self.shops[0]
        else:
            shop, people = self.shops[1 + number % (len(self.shops) - 1)]
        actions.alert(
            workspace=shop, kind=KIND, key=f"proof:{number}", now=timezone.now(), url=f"/w/{shop.slug}/inbox/{number}/",
            message=Message("Ola mentions you: “{n}”", {"n": number}), people=[people[number // STORM % len(people)]],
        )  # fmt: skip


def build(items: int, place: Mapping[str, Any]) -> Town:
    """As many shops as keep most people out of a storm."""
    count = max(2, round(items / PEOPLE_TOLD_APART / len(WAYS)) + 1)
    quiet_until = timezone.now() + timedelta(seconds=min(REST_S[1], max(REST_S[0], items / 100)))
    return Town([_shop(number, quiet_until, place) for number in range(count)])


@transaction.atomic
def _shop(number: int, quiet_until: datetime, place: Mapping[str, Any]) -> tuple[Workspace, list[Person]]:
    now = timezone.now()
    shop = Workspace.objects.create(
        name=f"Shop {number}", slug=f"shop-{number}", created_at=now, onboarding_step=0, time_zone="UTC"
    )
    return shop, [_person(shop, seat, quiet_until, place) for seat in range(len(WAYS))]


def _person(shop: Workspace, seat: int, quiet_until: datetime, place: Mapping[str, Any]) -> Person:
    now = timezone.now()
    person = Person.objects.create(email=f"{shop.slug}-{seat}@example.com", name=f"{shop.name}, {seat}")
    Membership.objects.create(workspace=shop, person=person, role="responder", since=now)
    if "email" not in WAYS[seat]:
        Preference.objects.create(workspace=shop, person=person, kind=KIND, ways={"email": "never"})
    if seat == RESTS:
        begin = now - timedelta(hours=1)
        Rest.objects.create(workspace=shop, person=person, begin=begin.time(), end=quiet_until.time())
    for kind in WAYS[seat]:
        if kind != "email":
            made = Way.objects.create(workspace=shop, person=person, kind="ntfy" if kind == "nowhere" else kind,
                                      fingerprint=kind, created_at=now)  # fmt: skip
            addresses.seal(made, {name: Secret(text) for name, text in _address(kind, place).items()})
    return person


def _address(kind: str, place: Mapping[str, Any]) -> dict[str, str]:
    site = f"http://127.0.0.1:{place['http']}"
    return {
        "push": {"endpoint": f"{site}/push/7", "p256dh": place["p256dh"], "auth": place["auth"]},
        "telegram-bot": {"token": "7:secret", "chat": "7"},
        "ntfy": {"server": site, "topic": "zorza", "token": ""},
        "nowhere": {"server": "http://127.0.0.1:9", "topic": "zorza", "token": ""},
        "matrix": {"server": site, "room": "!r:example.com", "token": "secret"},
        "slack": {"url": f"{site}/services/7"},
        "web": {"url": f"{site}/web/7"},
    }[kind]
