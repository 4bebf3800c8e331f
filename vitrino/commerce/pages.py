"""What the pages of shops and orders say, as finished words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from vitrino.commerce import words
from vitrino.commerce.models import Order, ShopConnection, ShopReading
from vitrino.connect import registry
from vitrino.connect.shop import ShopManifest
from vitrino.domain.message import Message, say

CONNECTED, NEEDS_KEY = ShopConnection.State.CONNECTED, ShopConnection.State.NEEDS_KEY


@dataclass(frozen=True)
class Line:
    """How the reading of one kind of thing goes. value and maximum: of the bar, None when nobody knows how long."""

    name: Message
    sentence: Message
    last_ok_at: datetime | None
    error: Message | None = None
    is_underway: bool = False
    value: int | None = None
    maximum: int = 100
    kind: str = ""
    reached_at: datetime | None = None


@dataclass(frozen=True)
class ShopPage:
    """One shop on its page and in the list."""

    shop: ShopConnection
    manifest: ShopManifest
    sign: Message
    tone: str
    icon: str
    sentence: Message
    lines: Sequence[Line]
    notes: Sequence[Message]
    why: Message | None
    calls: Message


def shop_page(shop: ShopConnection, order_count: int) -> ShopPage:
    lines = [_line(reading) for reading in shop.readings.all()]
    sign, tone, icon = _sign(shop, lines)
    return ShopPage(
        shop=shop,
        manifest=registry.shops()[shop.system],
        sign=sign,
        tone=tone,
        icon=icon,
        sentence=_sentence(shop, lines, order_count),
        lines=lines if shop.is_usable else (),
        notes=[found for note in shop.notes if (found := message_of(note))],
        why=message_of(shop.state_reason),
        calls=_calls(shop),
    )


@dataclass(frozen=True)
class OrderRow:
    """One order in the list."""

    order: Order
    title: str
    line: Message
    state: Message
    tone: str


def order_row(order: Order) -> OrderRow:
    names = ", ".join(f"{item.get('quantity', 1)} × {item.get('name', '')}" for item in order.items[:3])
    who = order.customer_name or order.customer_email
    line = say("{who}: {items}", who=who, items=names) if who and names else say("{text}", text=who or names)
    return OrderRow(order, order.number, line, order.said_state, words.TONES.get(order.state, ""))


def list_sentence(found: Sequence[ShopPage]) -> Message:
    if not found:
        return say("No shop is connected yet.")
    troubled = sum(page.tone == "bad" for page in found)
    if troubled:
        return say("Some of your shops need you: {n} of {all}.", n=troubled, all=len(found))
    return say("Vitrino reads your shops: {all}.", all=sum(page.shop.is_usable for page in found))


def message_of(stored: object) -> Message | None:
    """A message kept as JSON, or None."""
    if not isinstance(stored, dict) or not stored:
        return None
    return Message(str(stored["template"]), stored.get("values") or {})


def _line(reading: ShopReading) -> Line:
    error = message_of(reading.last_error)
    name = words.READ[reading.kind]
    if reading.first_done_at is not None:
        return Line(name, say("Up to date"), reading.last_ok_at, error, kind=reading.kind)
    return Line(name, _progress(reading), reading.last_ok_at, error, True, _share(reading), reading.total or 100,
                reading.kind, reading.reached_at)  # fmt: skip


def _progress(reading: ShopReading) -> Message:
    """How far the first reading got."""
    if reading.last_ok_at is None:
        return say("Not read yet")
    if reading.total:
        return say("Reading what was there before: {n} of {all}", n=min(reading.seen, reading.total), all=reading.total)
    return say("Reading what was there before: {n} so far", n=reading.seen)


def _share(reading: ShopReading) -> int | None:
    return min(reading.seen, reading.total) if reading.total else None


def _sign(shop: ShopConnection, lines: Sequence[Line]) -> tuple[Message, str, str]:
    if shop.state == NEEDS_KEY:
        return say("Needs a new key"), "bad", "alert-circle"
    if shop.state != CONNECTED:
        return say("Disconnected"), "", "plug-x"
    if any(line.error for line in lines):
        return say("In trouble"), "warn", "alert-triangle"
    if any(line.is_underway for line in lines):
        return say("Reading"), "", "refresh"
    return say("Connected"), "good", "plug-connected"


def _sentence(shop: ShopConnection, lines: Sequence[Line], order_count: int) -> Message:
    if shop.state == NEEDS_KEY:
        return say("The shop no longer lets Vitrino in. What was read before is kept.")
    if shop.state != CONNECTED:
        return say("Not connected any more. What was read before is kept.")
    if any(line.is_underway for line in lines):
        return say("Vitrino is reading what was there before you connected it. Orders so far: {n}.", n=order_count)
    return say("Orders that Vitrino knows from here: {n}.", n=order_count)


def _calls(shop: ShopConnection) -> Message:
    """Whether the shop tells us at once, or we look every few minutes."""
    if shop.address is None or shop.address.closed_at is not None:
        return say("Vitrino looks every few minutes.")
    if shop.hook_state == "open":
        return say(
            "The shop tells Vitrino at once when something happens, and Vitrino looks every few minutes as well."
        )
    if shop.hook_state == "asked":
        return say("Vitrino is asking the shop to tell it at once when something happens.")
    refused = message_of(shop.hook_reason)
    if shop.hook_state == "refused" and refused is not None:
        return say("Vitrino looks every few minutes. The shop won't tell it at once: {why}", why=refused)
    return say("Vitrino looks every few minutes.")
