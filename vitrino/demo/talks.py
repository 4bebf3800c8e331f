"""What others wrote comes in as it always does; then the shop's answers, each at its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import F

from vitrino.channels import actions as channels
from vitrino.channels.models import Arrival, Source
from vitrino.channels.queries import Channel, running_from
from vitrino.commerce import actions as commerce
from vitrino.complaints import actions as case_actions
from vitrino.complaints import queries as complaints
from vitrino.demo.book import Book
from vitrino.demo.scenes import SCENES
from vitrino.demo.sending import work_off
from vitrino.demo.town import Town
from vitrino.domain.cases import CaseEvent
from vitrino.inbox import actions as inbox
from vitrino.inbox.models import Conversation, Message
from vitrino.listening import actions as listening
from vitrino.listening.models import Mention
from vitrino.notify.models import Alert
from vitrino.workspace.models import Person, Workspace

RECEIVED_AFTER = timedelta(seconds=40)
MADE_GOOD_AFTER = timedelta(hours=3)
STILL_UNREAD = timedelta(hours=6)
# (who, days ago, products, state); handles are filled in from what came in from them.
ORDERS = (
    (0, 6, (0,), "shipped"), (7, 10, (4,), "completed"), (3, 40, (4, 2), "completed"), (9, 3, (0, 2), "processing"),
    (5, 23, (1, 1, 3), "completed"), (8, 55, (2, 2, 2), "completed"), (15, 13, (0,), "completed"),
    (13, 9, (1,), "completed"), (2, 31, (3,), "completed"), (14, 47, (4,), "completed"), (12, 12, (2, 3), "shipped"),
    (6, 70, (4,), "completed"), (0, 62, (1, 2), "completed"), (10, 18, (4,), "completed"), (11, 27, (0,), "completed"),
    (4, 2, (1,), "processing"),
)  # fmt: skip


def live_and_listen(town: Town, *, start: datetime, now: datetime) -> None:
    """Month by month something happens, and Vitrino reads it while it is young enough to be told."""
    months = [start, now - timedelta(weeks=8), now - timedelta(weeks=4), now]
    for since, until in pairwise(months):
        town.live(since, until)
        _read(town.shop, until)


def take_everything_in(workspace: Workspace, now: datetime) -> None:
    """Through the sweeps every shop has; then as if Vitrino had been running every minute."""
    listening.hear(now)
    inbox.take_in(now)
    Arrival.objects.filter(workspace=workspace).update(received_at=F("at") + RECEIVED_AFTER)
    Mention.objects.filter(workspace=workspace).update(seen_at=F("at") + RECEIVED_AFTER)


def answer(workspace: Workspace, book: Book, town: Town, *, by: Person, now: datetime) -> None:
    """Oldest answer first. Kind words need none; somebody has looked at them."""
    talks = _talks(workspace)
    for at, name in sorted(_answers(now)):
        conversation = talks[town.scenes[name]]
        message = inbox.reply(conversation=conversation, text=book.talks[name].answer, by=by, now=at,
                              overruled=None)  # fmt: skip
        assert message.publication is not None, "an answer to somebody is a publication"
        work_off(message.publication, at, now)
        _make_good(conversation, book.talks[name].remedy, by, at)
        if SCENES[name].is_done:
            inbox.resolve(conversation=conversation, by=by, now=at + MADE_GOOD_AFTER)
    for remote_id in town.praise:
        conversation = talks[remote_id]
        if conversation.waiting_since:
            inbox.resolve(conversation=conversation, by=by, now=conversation.last_message_at + timedelta(hours=4))
    inbox.run_anew(workspace, now)


def _make_good(conversation: Conversation, remedy: str, by: Person, at: datetime) -> None:
    """A complaint's answer counts from when it went out, and so does what was done for the customer."""
    case = complaints.open_case_of(conversation)
    if case is None:
        return
    case_actions.attend(case=case, now=at + timedelta(minutes=1))
    if remedy:
        given_at = at + MADE_GOOD_AFTER
        case_actions.take_step(case=case, event=CaseEvent.GIVE_REMEDY, by=by, now=given_at, text=remedy)
        case_actions.attend(case=case, now=given_at)


def read_alerts(workspace: Workspace, now: datetime) -> None:
    """Alerts carry the time of what they tell; only the newest are still unread."""
    alerts = list(Alert.objects.filter(workspace=workspace))
    times = dict(Arrival.objects.filter(workspace=workspace).values_list("pk", "at"))
    for one in alerts:
        one.at = times.get(int(one.key.rpartition(":")[2]), one.at) if one.kind != "checkup" else one.at
        one.read_at = None if now - one.at < STILL_UNREAD else one.at + timedelta(minutes=25)
    Alert.objects.bulk_update(alerts, ["at", "read_at"])


def store_orders(workspace: Workspace, book: Book, town: Town, now: datetime) -> None:
    """Orders of people who write, under the handles they write with."""
    handles = _handles(workspace, town)
    for number, (who, days_ago, items, state) in enumerate(ORDERS):
        customer, products = book.neighbours[who], [book.products[item] for item in items]
        placed_at = now - timedelta(days=days_ago, hours=3)
        commerce.store_order(
            workspace=workspace, source="sample", number=f"{1_040 + number}", currency=book.currency, state=state,
            total_minor=sum(one.price for one in products), placed_at=placed_at, customer_name=customer.name,
            customer_email=customer.email, handles=handles.get(who, {}),
            items=[{"name": one.name, "quantity": 1, "price_minor": one.price} for one in products],
            delivered_at=placed_at + timedelta(days=2) if state == "completed" else None,
        )  # fmt: skip


def _read(shop: Mapping[str, Channel], now: datetime) -> None:
    """Every source at once. It was never silent, so there is no gap to tell about."""
    with running_from(now):
        for source in Source.objects.filter(channel__in=shop.values()).select_related("channel"):
            source.last_ok_at = None
            channels.poll(source, now)


def _talks(workspace: Workspace) -> dict[str, Conversation]:
    """The conversation by the remote id of its text."""
    messages = Message.objects.filter(conversation__workspace=workspace, direction=Message.Direction.IN)
    found = messages.select_related("conversation__workspace", "conversation__channel", "arrival")
    shared: dict[int, Conversation] = {}
    return {
        one.arrival.remote_id: shared.setdefault(one.conversation_id, one.conversation)
        for one in found
        if one.arrival is not None
    }


def _answers(now: datetime) -> Iterator[tuple[datetime, str]]:
    for name, scene in SCENES.items():
        if scene.answered_after_h is not None:
            yield now - timedelta(hours=scene.hours_ago - scene.answered_after_h), name


def _handles(workspace: Workspace, town: Town) -> dict[int, dict[str, str]]:
    """Who (place in the book) -> platform -> handle there."""
    arrived = dict(Arrival.objects.filter(workspace=workspace).values_list("remote_id", "author_handle"))
    found: dict[int, dict[str, str]] = {}
    for name, remote_id in town.scenes.items():
        handle = arrived.get(remote_id, "")
        if handle:
            found.setdefault(SCENES[name].who, {})[SCENES[name].platform] = handle
    return found
