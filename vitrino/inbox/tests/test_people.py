"""Several accounts, one person: joined on proof or by hand, and always parted again without loss."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vitrino.commerce import actions as commerce
from vitrino.domain.identity import Fact, FactKind
from vitrino.domain.problem import Problem
from vitrino.inbox import actions as inbox
from vitrino.inbox.models import Contact, ContactChange, ContactFact, Conversation, Identity, Message
from vitrino.inbox.people import actions, facts, queries
from vitrino.inbox.tests.desk import arrive
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


def write(cast: Cast, author: str, text: str = "Czy macie chleb?", **more: Any) -> Contact:
    """Somebody writes; their contact as it is now."""
    arrive(cast, text, author=author, thread_id=f"t-{author}", **more)
    inbox.take_in(NOW)
    return account(author).contact


def account(author: str) -> Identity:
    return Identity.objects.select_related("contact").get(remote_id=author)


def knows(identity: Identity, kind: FactKind, value: str, *, is_verified: bool = True) -> None:
    facts.learn(identity, Fact(kind, value, is_verified=is_verified), source=ContactFact.Source.ORDER, now=NOW)


def test_a_joined_person_shows_both_histories(cast: Cast) -> None:
    ola, olga = write(cast, "ola", "pierwsza"), write(cast, "olga", "druga")
    actions.merge(keep=ola, gone=olga, by=cast.anna, now=NOW)
    said, _older = queries.timeline(ola)
    assert {message.text for message in said} == {"pierwsza", "druga"}
    assert list(queries.people_of(cast.bakery)) == [ola]
    assert queries.now_with(olga) == ola
    assert Event.objects.filter(kind="contact.merged").exists()


def test_what_comes_after_a_join_goes_to_the_joined_person_and_back_with_the_undoing(cast: Cast) -> None:
    ola, olga = write(cast, "ola"), write(cast, "olga")
    change = actions.merge(keep=ola, gone=olga, by=cast.anna, now=NOW)
    arrive(cast, "w międzyczasie", author="olga", thread_id="t-new")
    inbox.take_in(LATER)
    assert Conversation.objects.get(thread_id="t-new").contact == ola
    actions.undo(change=change, by=cast.anna, now=LATER)
    assert Conversation.objects.get(thread_id="t-new").contact == olga
    assert [message.text for message in queries.timeline(ola)[0]] == ["Czy macie chleb?"]


def state() -> dict[str, tuple[str, frozenset[str]]]:
    """Account -> its contact's number, and everything said by it, as the pages find it through the contact."""
    told = {}
    for identity in Identity.objects.all():
        texts = Message.objects.filter(conversation__contact=identity.contact_id, conversation__identity=identity)
        told[identity.remote_id] = (str(identity.contact_id), frozenset(texts.values_list("text", flat=True)))
    return told


AUTHORS = ("ola", "olga", "aleksandra", "olenka")
STEPS = st.lists(
    st.tuples(st.sampled_from(["merge", "split", "write", "undo-some"]), st.sampled_from(AUTHORS),
              st.sampled_from(AUTHORS)),
    max_size=8,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_undoing_everything_gives_back_exactly_what_was(cast: Cast, steps: list[tuple[str, str, str]]) -> None:
    with transaction.atomic():
        for author in AUTHORS:
            write(cast, author, f"{author} 0")
        before = {author: contact for author, (contact, _texts) in state().items()}
        said = {author: {f"{author} 0"} for author in AUTHORS}
        for number, (step, one, other) in enumerate(steps):
            _take(cast, step, one, other, said, number)
            # Nothing is ever lost or shown under somebody else's account, whatever was joined.
            assert {author: set(texts) for author, (_c, texts) in state().items()} == said
        for change in ContactChange.objects.filter(undone_at=None).order_by("-pk"):
            actions.undo(change=change, by=cast.anna, now=LATER)
        assert {author: contact for author, (contact, _texts) in state().items()} == before
        transaction.set_rollback(True)


def _take(cast: Cast, step: str, one: str, other: str, said: dict[str, set[str]], number: int) -> None:
    """One step; what the rules refuse changes nothing."""
    try:
        with transaction.atomic():
            if step == "merge":
                actions.merge(keep=account(one).contact, gone=account(other).contact, by=cast.anna, now=NOW)
            elif step == "split":
                actions.split(contact=account(one).contact, identities=[account(one).pk], by=cast.anna, now=NOW)
            elif step == "write":
                said[one].add(f"{one} {number + 1}")
                write(cast, one, f"{one} {number + 1}", at=NOW + timedelta(minutes=number + 1))
            elif change := ContactChange.objects.filter(undone_at=None).first():
                actions.undo(change=change, by=cast.anna, now=NOW)
    except Problem:
        pass


def test_a_proven_address_joins_by_itself_and_weak_evidence_never(cast: Cast) -> None:
    for author in AUTHORS:
        write(cast, author)
    for author in ("ola", "olga"):
        knows(account(author), FactKind.EMAIL, "ola@example.com")
    for author in ("aleksandra", "olenka"):
        knows(account(author), FactKind.EMAIL, "zosia@example.com", is_verified=author == "olenka")
    actions.keep_up(NOW)
    assert account("ola").contact == account("olga").contact
    assert account("aleksandra").contact != account("olenka").contact
    change = ContactChange.objects.get()
    assert (change.is_by_hand, change.evidence) == (False, ["email"])


def test_what_somebody_took_back_is_not_joined_again_by_itself(cast: Cast) -> None:
    for author in ("ola", "olga"):
        write(cast, author)
        knows(account(author), FactKind.PHONE, "+48601234567")
    actions.keep_up(NOW)
    actions.undo(change=ContactChange.objects.get(), by=cast.anna, now=NOW)
    actions.keep_up(LATER)
    assert account("ola").contact != account("olga").contact


def test_three_accounts_with_one_proof_become_one_person(cast: Cast) -> None:
    for author in ("ola", "olga", "aleksandra"):
        write(cast, author)
        knows(account(author), FactKind.EMAIL, "ola@example.com")
    actions.keep_up(NOW)
    actions.keep_up(NOW)
    assert len({account(author).contact_id for author in ("ola", "olga", "aleksandra")}) == 1


def test_an_account_that_says_nothing_of_itself_holds_nobody_up(cast: Cast) -> None:
    bare = Contact.objects.create(workspace=cast.bakery, created_at=NOW)
    for number in range(3):
        Identity.objects.create(contact=bare, workspace=cast.bakery, platform="bluesky", remote_id=str(number))
    ola = write(cast, "aleksandra")
    facts.read(account("aleksandra"), "ola@example.com", NOW)
    actions.keep_up(NOW)
    actions.keep_up(NOW)
    assert set(ContactFact.objects.filter(identity__contact=ola).values_list("kind", flat=True)) == {
        "email", "handle", "name"
    }  # fmt: skip


def test_who_writes_an_address_is_only_suggested_to_be_its_owner(cast: Cast) -> None:
    ola, olga = write(cast, "ola"), write(cast, "olga")
    knows(account("ola"), FactKind.EMAIL, "ola@example.com")
    facts.read(account("olga"), "Mój adres to ola@example.com, tel. +48 601 234 567", NOW)
    actions.keep_up(NOW)
    [found] = queries.alike(olga)
    assert found.contact == ola
    assert [str(one) for one in found.evidence.words] == ["The same e-mail address"]
    assert not found.evidence.is_strong
    assert ContactFact.objects.filter(kind="phone", normal="+48601234567", is_verified=False).exists()


def test_an_order_that_names_the_account_proves_its_address(cast: Cast) -> None:
    ola = write(cast, "ola")
    order(cast, "Z-1", handles={"bluesky": "ola"}, email="ola@example.com")
    order(cast, "Z-2", handles={}, email="ola@example.com")
    actions.keep_up(NOW)
    assert [one.number for one in queries.orders_of(ola)] == ["Z-2", "Z-1"]


def test_an_address_that_was_only_written_shows_nobodys_orders(cast: Cast) -> None:
    order(cast, "Z-2", handles={}, email="zosia@example.com")
    ola = write(cast, "ola")
    facts.read(account("ola"), "zosia@example.com", NOW)
    assert not queries.orders_of(ola).exists()


def order(cast: Cast, number: str, *, handles: dict[str, str], email: str) -> None:
    commerce.store_order(
        workspace=cast.bakery, source="sample", number=number, total_minor=4250, currency="PLN", state="sent",
        placed_at=NOW, handles=handles, customer_email=email,
    )  # fmt: skip


def test_people_of_another_shop_are_never_alike(cast: Cast) -> None:
    ola = write(cast, "ola")
    stranger = Contact.objects.create(workspace=cast.florist, name="Ola", created_at=NOW)
    theirs = Identity.objects.create(contact=stranger, workspace=cast.florist, platform="bluesky", remote_id="other")
    for identity in (account("ola"), theirs):
        knows(identity, FactKind.EMAIL, "ola@example.com")
    actions.keep_up(NOW)
    assert queries.alike(ola) == []
    assert not ContactChange.objects.exists()


def test_the_page_tells_everything_of_a_person(cast: Cast) -> None:
    ola = write(cast, "ola", "Dzień dobry, czy macie razowy?")
    Contact.objects.filter(pk=ola.pk).update(name="Anna Nowak")
    page = cast.client(cast.bruno).get(f"/w/zorza/people/{ola.pk}/").content.decode()
    for told in ("Anna Nowak", "czy macie razowy?", "Dzień dobry, Pani Anno!", "Saluton, Anna!", "1 account · 1 talk"):
        assert told in page
    assert "Forget them" not in page


def test_joining_parting_and_undoing_work_from_the_page(cast: Cast) -> None:
    ola, olga = write(cast, "ola"), write(cast, "olga")
    client, base = cast.client(cast.bruno), "/w/zorza/people"
    assert "It is them" in client.get(f"{base}/{ola.pk}/?other=olga").content.decode()
    client.post(f"{base}/{ola.pk}/joining/", {"other": olga.pk})
    assert client.get(f"{base}/{olga.pk}/").headers["Location"] == f"{base}/{ola.pk}/"
    assert "Bruno said that this person is also Olga." in client.get(f"{base}/{ola.pk}/").content.decode()
    client.post(f"{base}/{ola.pk}/parting/", {"identity": [account("olga").pk]})
    assert account("olga").contact not in (ola, olga)
    newest, older = ContactChange.objects.order_by("-pk")
    client.post(f"{base}/changes/{older.pk}/undoing/")
    assert account("olga").contact not in (ola, olga), "the later change stands on it"
    for change in (newest, older):
        client.post(f"{base}/changes/{change.pk}/undoing/")
    assert account("olga").contact == olga


def test_a_name_and_a_note_are_kept_and_facts_are_checked(cast: Cast) -> None:
    ola = write(cast, "ola")
    client, base = cast.client(cast.bruno), f"/w/zorza/people/{ola.pk}"
    client.post(f"{base}/description/", {"name": "Ola Nowak", "note": "lubi razowy"})
    ola.refresh_from_db()
    assert (ola.name, ola.note) == ("Ola Nowak", "lubi razowy")
    assert client.post(f"{base}/facts/", {"kind": "email", "value": "nonsense"}).status_code == 422
    client.post(f"{base}/facts/", {"kind": "email", "value": "ola@example.com", "is_verified": "on"})
    fact = ContactFact.objects.get(kind="email")
    assert fact.is_verified
    client.post(f"/w/zorza/people/facts/{fact.pk}/removal/")
    assert not ContactFact.objects.filter(kind="email").exists()


def test_the_list_finds_people_and_asks_no_more_for_more_of_them(cast: Cast) -> None:
    client = cast.client(cast.anna)

    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    ola = write(cast, "ola")
    few, page = count("/w/zorza/people/"), count(f"/w/zorza/people/{ola.pk}/")
    for number in range(9):
        write(cast, f"person{number}")
        arrive(cast, f"n{number}", author="ola", thread_id=f"o{number}")
    inbox.take_in(NOW)
    assert count("/w/zorza/people/") <= few
    assert count(f"/w/zorza/people/{ola.pk}/") <= page
    assert "Person3" in client.get("/w/zorza/people/?q=person3").content.decode()
    assert "Nobody found" in client.get("/w/zorza/people/?q=xyz").content.decode()
