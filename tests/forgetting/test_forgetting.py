"""Whoever asks gets a copy of everything, or is forgotten: no table of the database names them any more."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.db import connection

from vitrino.channels import sources
from vitrino.channels.models import Arrival
from vitrino.checkup.models import Notice
from vitrino.commerce import actions as commerce
from vitrino.complaints.models import Case, Step
from vitrino.conduct.models import AbuseRecord, Hiding, Standing
from vitrino.connect import records
from vitrino.domain import cases
from vitrino.domain.cases.facts import Written
from vitrino.inbox import actions as inbox
from vitrino.inbox.models import Contact, Conversation, Identity, Message, WaitingReply
from vitrino.inbox.people import actions, facts
from vitrino.inbox.people.erasure import subject_of
from vitrino.inbox.tests.desk import channel
from vitrino.intake.models import Delivery, HookAddress
from vitrino.listening.models import Mention
from vitrino.notify.models import Alert
from vitrino.publishing.models import Attempt, Publication
from vitrino.reviews.models import Review
from vitrino.workspace.keeping import keepers
from vitrino.workspace.models import Event, Forgotten
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
NAME, HANDLE, DID = "Ożanna Wiśniewska", "ozanna.wisniewska.example", "did:plc:ozannawisniewska"
TEXT = "Chleb był spleśniały, żądam zwrotu! Mój adres: ozanna@example.com"
ANSWER = "Pani Ożanno, bardzo przepraszamy za ten chleb."
# Everything by which she could be found, as it is and as JSON writes it.
TRACES = (NAME, "Ożann", HANDLE, "ozanna", "spleśniały", "przepraszamy", "lubi razowy", "+48 601 234 567")


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


def delivered(text: str = TEXT, *, number: int = 1, at: datetime = NOW) -> records.Arrival:
    author = records.Author(DID, HANDLE, NAME, f"https://bsky.example/{HANDLE}")
    return records.Arrival(
        "comment", f"at://{DID}/post/{number}", author, text, at, url=f"https://bsky.example/{HANDLE}/{number}",
        thread_id=f"at://{DID}/post/1", raw={"author": {"did": DID, "displayName": NAME}, "text": text},
        reply=records.Reference(f"at://{DID}/post/{number}", {"root": f"at://{DID}/post/1"}),
    )  # fmt: skip


def live(cast: Cast) -> Contact:
    """She writes, is answered, complains, orders; everybody is told."""
    sources.take_in(channel(cast), [delivered(), delivered("Halo, to ja, Ożanna Wiśniewska", number=2)], NOW)
    inbox.take_in(NOW)
    contact = Contact.objects.get()
    talk = Conversation.objects.get()
    inbox.note(conversation=talk, text=f"{NAME} lubi razowy", by=cast.anna, now=NOW)
    inbox.reply(conversation=talk, text=ANSWER, by=cast.anna, now=NOW, overruled=None)
    publication = Publication.objects.get()
    Publication.objects.update(state="published", remote_id="r1", url=f"https://x/{HANDLE}", seen_text=ANSWER)
    Attempt.objects.create(publication=publication, number=1, content_hash="x", started_at=NOW, deadline_at=NOW,
                           outcome="confirmed", answer={"text": ANSWER})  # fmt: skip
    identity = Identity.objects.get()
    facts.read(identity, TEXT, NOW)
    actions.add(identity=identity, kind="phone", value="+48 601 234 567", is_verified=True, by=cast.anna, now=NOW)
    actions.add(identity=identity, kind="email", value="ozanna@example.com", is_verified=True, by=cast.anna, now=NOW)
    actions.describe(contact=contact, name=NAME, note="lubi razowy", by=cast.anna, now=NOW)
    actions.keep_up(NOW)
    around(cast)
    return contact


def around(cast: Cast) -> None:
    """What other apps made of it."""
    arrival = Arrival.objects.order_by("pk")[0]
    Mention.objects.create(workspace=cast.bakery, arrival=arrival, form="chleb", rule="exact", at=NOW, seen_at=NOW)
    Alert.objects.create(workspace=cast.bakery, person=cast.anna, key=f"mention:{arrival.pk}", kind="mention", at=NOW,
                         template="{author}: “{text}”", values={"author": NAME, "text": TEXT[:80]})  # fmt: skip
    Notice.objects.create(
        workspace=cast.bakery, rule="care.unanswered", key="1", template="{n}", first_seen_at=NOW, last_seen_at=NOW,
        severity="high", evidence=[{"template": "{name} waits", "values": {"name": NAME}}],
    )  # fmt: skip
    address = HookAddress.objects.create(workspace=cast.bakery, channel=channel(cast), platform="bluesky",
                                         token_hash="h", opened_at=NOW)  # fmt: skip
    followed_up(cast, arrival)
    body = json.dumps({"from": {"id": DID, "name": NAME}, "text": TEXT}).encode()
    Delivery.objects.create(address=address, delivery_id="d1", body=body, received_at=NOW, state="read", read_at=NOW)


def followed_up(cast: Cast, arrival: Arrival) -> None:
    """A case with words in every corner, a step against abuse, something hidden, a review, an answer that waits."""
    talk, shop = Conversation.objects.get(), cast.bakery
    known = cases.Case(received_at=NOW, remedy=Written(NOW, f"nowy chleb dla: {NAME}", "1"))
    case = Case.objects.get(conversation=talk)  # her words opened it
    Case.objects.filter(pk=case.pk).update(facts=cases.to_json(known))
    Step.objects.create(case=case, event="promise", at=NOW, text=ANSWER, contact="ozanna@example.com")
    standing = Standing.objects.create(workspace=shop, contact=talk.contact, changed_at=NOW)
    AbuseRecord.objects.create(standing=standing, event="warn", state="none", at=NOW, evidence=TEXT, note=NAME)
    Hiding.objects.create(workspace=shop, conversation=talk, text=TEXT, at=NOW)
    Review.objects.create(workspace=shop, channel=channel(cast), arrival=arrival, author=NAME, text=TEXT, rating=1,
                          at=NOW, noted_at=NOW)  # fmt: skip
    WaitingReply.objects.create(conversation=talk, text=ANSWER, at=NOW, decided_at=NOW)


def found(traces: tuple[str, ...]) -> list[str]:
    """Where any of these stands in any table, as text, JSON or bytes."""
    wanted = {one.casefold() for trace in traces for one in (trace, json.dumps(trace)[1:-1])}
    return [place for place, told in everything() if any(one in told for one in wanted)]


def everything() -> Iterator[tuple[str, str]]:
    """Every value of every table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    told = (
                        bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)
                    )
                    yield f"{table}.{name}", told.casefold()


def test_after_erasure_no_table_of_the_database_names_her(cast: Cast) -> None:
    contact = live(cast)
    assert len(set(found(TRACES))) > 15, "the test must have something to look for"
    emptied = actions.erase(contact=contact, by=cast.anna, now=LATER)
    assert found(TRACES) == []
    assert emptied > 8


def test_the_counts_stay_and_the_log_tells_of_it_without_a_name(cast: Cast) -> None:
    contact = live(cast)
    before = (Message.objects.count(), Arrival.objects.count(), Conversation.objects.count(), Alert.objects.count())
    actions.erase(contact=contact, by=cast.anna, now=LATER)
    after = (Message.objects.count(), Arrival.objects.count(), Conversation.objects.count(), Alert.objects.count())
    assert before == after
    event = Event.objects.get(kind="contact.erased")
    assert set(event.values) == {"emptied"}


def test_reading_the_source_again_brings_nothing_back_but_what_is_new_comes(cast: Cast) -> None:
    contact = live(cast)
    actions.erase(contact=contact, by=cast.anna, now=LATER)
    assert sources.take_in(channel(cast), [delivered(), delivered("Halo, to ja", number=2)], LATER) == 0
    assert found(TRACES) == []
    again = delivered("Jestem z powrotem", number=9, at=LATER + timedelta(minutes=1))
    assert sources.take_in(channel(cast), [again], LATER) == 1
    inbox.take_in(LATER)
    assert Identity.objects.filter(remote_id=DID).count() == 1
    assert Forgotten.objects.count() == 2


def test_another_shop_still_knows_her(cast: Cast) -> None:
    contact = live(cast)
    actions.erase(contact=contact, by=cast.anna, now=LATER)
    theirs = type(channel(cast)).objects.create(
        workspace=cast.florist, platform="bluesky", remote_id="did:2", handle="fiolek", connected_at=NOW
    )
    assert sources.take_in(theirs, [delivered()], LATER) == 1


def test_both_halves_of_a_joined_person_are_forgotten(cast: Cast) -> None:
    contact = live(cast)
    other = Contact.objects.create(workspace=cast.bakery, name="Ożanna W.", note="lubi razowy", created_at=NOW)
    Identity.objects.create(contact=other, workspace=cast.bakery, platform="mastodon", remote_id="99",
                            handle="ozanna@example")  # fmt: skip
    actions.merge(keep=contact, gone=other, by=cast.anna, now=NOW)
    actions.erase(contact=contact, by=cast.anna, now=LATER)
    assert found(TRACES) == []


def test_an_answer_on_its_way_is_finished_first(cast: Cast) -> None:
    contact = live(cast)
    Publication.objects.update(state="ready")
    answer = cast.client(cast.anna).post(f"/w/zorza/people/{contact.pk}/erasure/", {"is_sure": "on"})
    assert answer.status_code == 422
    assert "still on its way" in answer.content.decode()
    assert found((NAME,))


def test_the_page_lists_what_goes_and_forgets_only_who_is_sure(cast: Cast) -> None:
    contact = live(cast)
    client, path = cast.client(cast.anna), f"/w/zorza/people/{contact.pk}/erasure/"
    page = client.get(path).content.decode()
    for told in ("Everything that was said", "As the platforms delivered it", "What your team was told"):
        assert told in page
    assert client.post(path).status_code == 422
    assert found((NAME,))
    assert client.post(path, {"is_sure": "on"}).headers["Location"] == "/w/zorza/people/"
    assert found((NAME,)) == []
    assert "asked to be forgotten" in client.get(f"/w/zorza/people/{contact.pk}/").content.decode()
    assert str(contact.pk) not in [row["href"] for row in links(client.get("/w/zorza/people/").content.decode())]


def links(page: str) -> list[dict[str, str]]:
    """The people a list shows."""
    return [
        {"href": part.split('"')[0].rstrip("/").rpartition("/")[2]} for part in page.split('href="/w/zorza/people/')
    ]


def test_only_who_leads_the_shop_may_copy_or_forget(cast: Cast) -> None:
    contact = live(cast)
    client, base = cast.client(cast.bruno), f"/w/zorza/people/{contact.pk}"
    assert client.get(f"{base}/erasure/").status_code == 403
    assert client.post(f"{base}/copy/").status_code == 403


def test_the_copy_holds_everything_to_read_and_for_machines(cast: Cast) -> None:
    contact = live(cast)
    answer = cast.client(cast.anna).post(f"/w/zorza/people/{contact.pk}/copy/")
    assert "ozanna" not in answer.headers["Content-Disposition"].casefold()
    with ZipFile(io.BytesIO(answer.content)) as archive:
        page = archive.read("person.html").decode()
        told = json.loads(archive.read("person.json"))
    for trace in (NAME, HANDLE, "spleśniały", "przepraszamy", "lubi razowy", "+48 601 234 567"):
        assert trace in page
        assert trace in json.dumps(told, ensure_ascii=False)
    assert Event.objects.filter(kind="contact.exported").exists()


def test_orders_are_in_the_copy_and_lose_the_name(cast: Cast) -> None:
    contact = live(cast)
    commerce.store_order(
        workspace=cast.bakery, source="sample", number="Z-1001", total_minor=4250, currency="PLN", state="sent",
        placed_at=NOW, customer_name=NAME, customer_email="ozanna@example.com", handles={"bluesky": HANDLE},
    )  # fmt: skip
    archive = cast.client(cast.anna).post(f"/w/zorza/people/{contact.pk}/copy/").content
    assert "Z-1001" in ZipFile(io.BytesIO(archive)).read("person.html").decode()
    actions.erase(contact=contact, by=cast.anna, now=LATER)
    assert found(TRACES) == []


# Rows that belong to a person's rows but hold nothing of what they are or said, and why.
HARMLESS = {
    "listening.Mention": "a form of the shop's own name, and where it stood",
    "inbox.Resolution": "who of the shop called it done, and when",
    "inbox.Snooze": "until when a talk was put off, and by whom of the shop",
    "inbox.Miss": "when an answer was due",
    "inbox.ContactChange": "numbers of rows and kinds of evidence",
    "channels.Unread": "what is yet to be read",
}


def test_every_kind_of_row_about_a_person_has_somebody_who_empties_it() -> None:
    """A new model that points to a talk, a message or an arrival must be told to its app's `personal.py`, or named
    above."""
    hubs = {apps.get_model(label) for label in ("inbox.Contact", "inbox.Identity", "inbox.Conversation",
                                                "inbox.Message", "channels.Arrival")}  # fmt: skip
    source = {keeper.app: open(_file(keeper.app), encoding="utf-8").read() for keeper in keepers()}  # noqa: SIM115
    lost = [
        model._meta.label
        for model in apps.get_models()
        if any(field.related_model in hubs for field in model._meta.concrete_fields if field.is_relation)
        and model._meta.label not in HARMLESS
        and model.__name__ not in source.get(model._meta.app_label, "")
    ]
    assert lost == []


def _file(app: str) -> str:
    return str(__import__(f"vitrino.{app}.personal", fromlist=["held"]).__file__)


def test_a_first_name_alone_is_no_trace(cast: Cast) -> None:
    subject = subject_of(live(cast))
    assert subject.is_told_in({"author": NAME})
    assert subject.is_told_in([{"values": {"text": f"… {TEXT[:60]} …"}}])
    assert not subject.is_told_in({"text": "Ożanna to imię"})
