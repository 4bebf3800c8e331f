"""The day's list comes from what really happened, fits into ten minutes, and is new every morning of the shop."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from vitrino.balance import errands, jobs, offering, personal, queries
from vitrino.balance.models import Errand, ListDay, Offer, Partner
from vitrino.balance.tests import scene
from vitrino.channels.models import Arrival, Channel
from vitrino.domain.balance import Kind
from vitrino.inbox.models import Contact, Conversation, Message
from vitrino.listening.models import Mention
from vitrino.workspace.keeping import Subject
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def mastodon(cast: Cast) -> Channel:
    return scene.channel(cast.bakery)


def talk(where: Channel, name: str = "Ola", *, days: float = 1, **fields: object) -> Conversation:
    at = NOW - timedelta(days=days)
    contact, _is_new = Contact.objects.get_or_create(workspace=where.workspace, name=name, defaults={"created_at": at})
    values = {"surface": "comment", "thread_id": f"t{Conversation.objects.count()}", "last_message_at": at,
              "opened_at": at, "last_text": "Lovely bread!"}  # fmt: skip
    made = Conversation.objects.create(workspace=where.workspace, channel=where, contact=contact, **(values | fields))
    Message.objects.create(conversation=made, direction="in", text="Lovely bread!", at=at)
    return made


def mention(where: Channel, *, days: float = 1) -> Mention:
    at = NOW - timedelta(days=days)
    heard = Arrival.objects.create(workspace=where.workspace, channel=where, kind="mention", remote_id="m1", at=at,
                                   author_id="9", author_name="Ewa", text="Zorza has the best rye", received_at=at,
                                   url="https://mastodon.example/@ewa/1")  # fmt: skip
    return Mention.objects.create(
        workspace=where.workspace, arrival=heard, form="Zorza", rule="exact", at=at, seen_at=at
    )


def sorts(shop: Workspace) -> list[str]:
    return [one.sort for one in errands.make_list(workspace=shop, now=NOW)]


def test_each_kind_of_occasion_is_found(cast: Cast, mastodon: Channel) -> None:
    talk(mastodon, "Jan", waiting_since=NOW - timedelta(hours=3))
    talk(mastodon, "Ola", intents=["praise"])
    talk(mastodon, "Piotr", intents=["question"])
    mention(mastodon)
    found = {one.sort: one for one in errands.make_list(workspace=cast.bakery, now=NOW)}
    assert set(found) == {"answer", "thank", "join", "comment"}
    assert found["join"].url == "https://mastodon.example/@ewa/1"
    assert found["answer"].url.startswith("/w/zorza/inbox/")


def test_a_complaint_is_not_thanked(cast: Cast, mastodon: Channel) -> None:
    talk(mastodon, intents=["complaint", "praise"])
    assert sorts(cast.bakery) == []


def test_whoever_was_answered_is_left_in_peace(cast: Cast, mastodon: Channel) -> None:
    done = talk(mastodon, intents=["praise"], first_reply_at=NOW)
    Message.objects.create(conversation=done, direction="out", text="Thank you!", at=NOW)
    assert sorts(cast.bakery) == []


def test_people_who_come_back_are_noticed(cast: Cast, mastodon: Channel) -> None:
    for number in range(3):
        talk(mastodon, "Halina", days=5 + number, first_reply_at=NOW, surface="message")
    [one] = errands.make_list(workspace=cast.bakery, now=NOW)
    assert (one.sort, one.values["n"]) == ("thank", 3)


def test_a_poll_that_ended_asks_for_its_result(cast: Cast, mastodon: Channel) -> None:
    sent = scene.publish(mastodon, "Poppy or sesame?", days=2)
    sent.content = {"text": "Poppy or sesame?", "poll": {"options": ["a", "b"], "duration_s": 86_400}}
    sent.save()
    assert sorts(cast.bakery) == ["poll"]


def test_a_partners_news_is_worth_a_comment(cast: Cast) -> None:
    Partner.objects.create(workspace=cast.bakery, name="Mill", handle="mill", at=NOW)
    Offer.objects.create(workspace=cast.bakery, key="idea:1", kind=Kind.CURATED, text="Night shift", credit="via @mill",
                         link="https://mill.example/1", template="x", at=NOW)  # fmt: skip
    assert sorts(cast.bakery) == ["partner"]


def test_the_list_fits_into_ten_minutes(cast: Cast, mastodon: Channel) -> None:
    for number in range(9):
        talk(mastodon, f"Person {number}", waiting_since=NOW - timedelta(hours=number + 1))
    made = errands.make_list(workspace=cast.bakery, now=NOW)
    assert sum(one.minutes for one in made) == errands.TEN_MINUTES


def test_made_again_it_is_the_same_list(cast: Cast, mastodon: Channel) -> None:
    talk(mastodon, intents=["praise"])
    [first] = errands.make_list(workspace=cast.bakery, now=NOW)
    errands.decide(errand=first, state="done", by=cast.anna, now=NOW)
    [again] = errands.make_list(workspace=cast.bakery, now=NOW + timedelta(hours=1))
    assert (again.pk, again.state) == (first.pk, "done")


def test_what_was_skipped_is_not_brought_up_again_tomorrow(cast: Cast, mastodon: Channel) -> None:
    talk(mastodon, intents=["praise"])
    [first] = errands.make_list(workspace=cast.bakery, now=NOW)
    errands.decide(errand=first, state="skipped", by=cast.anna, now=NOW)
    assert errands.make_list(workspace=cast.bakery, now=NOW + timedelta(days=1)) == []


def test_a_day_begins_where_the_shop_is(cast: Cast) -> None:
    Workspace.objects.filter(pk=cast.florist.pk).update(time_zone="Pacific/Auckland")
    late = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)  # half past one of the next day in Auckland
    assert len(list(errands.without_list(late))) == 2
    jobs.make_lists(late - timedelta(hours=2))
    assert [one.slug for one in errands.without_list(late)] == ["fiolek"]


def test_the_sweep_makes_lists_and_ideas_once_a_day(cast: Cast) -> None:
    jobs.make_lists(NOW)
    made = Errand.objects.count()
    jobs.make_lists(NOW)
    assert (Errand.objects.count(), ListDay.objects.count()) == (made, 2)
    assert queries.offers(cast.bakery).exists()
    assert queries.due_today(cast.bakery, NOW) == (1, 2)


def test_weeks_are_told_calmly(cast: Cast, mastodon: Channel) -> None:
    offering.find_ideas(cast.bakery, NOW)
    talk(mastodon, "Ola", intents=["praise"])
    for one in errands.make_list(workspace=cast.bakery, now=NOW):
        errands.decide(errand=one, state="done", by=cast.anna, now=NOW)
    scene.publish(mastodon, "How to bake", days=1)
    reply = scene.publish(mastodon, "Thank you, Ola", days=1)
    reply.kind = "reply"
    reply.save()
    this, *before = errands.weeks(cast.bakery, NOW)
    assert (this.minutes, this.people, this.said, this.talked, this.share) == (3, 2, 1, 1, 0.5)
    assert {(one.minutes, one.share) for one in before} == {(0, None)}


def test_words_of_people_are_let_go_after_a_month(cast: Cast, mastodon: Channel) -> None:
    talk(mastodon, "Ola", intents=["praise"])
    talk(mastodon, "Jan", intents=["praise"])
    done, _open = errands.make_list(workspace=cast.bakery, now=NOW)
    errands.decide(errand=done, state="done", by=cast.anna, now=NOW)
    jobs.clear(NOW + timedelta(days=20))
    assert Errand.objects.exclude(title="").count() == 2
    jobs.clear(NOW + timedelta(days=40))
    left = Errand.objects.get()
    assert (left.pk, left.title, left.values, left.minutes) == (done.pk, "", {}, 1)


def test_a_person_who_asks_is_forgotten_here_too(cast: Cast, mastodon: Channel) -> None:
    first = talk(mastodon, "Ola Nowak", intents=["praise"])
    talk(mastodon, "Jan", intents=["praise"])
    errands.make_list(workspace=cast.bakery, now=NOW)
    subject = Subject(cast.bakery, contacts=frozenset({first.contact_id}))
    assert [len(one.rows) for one in personal.held(subject)] == [1]
    assert personal.erase(subject, NOW) == 1
    assert [one.values["name"] for one in Errand.objects.all()] == ["Jan"]
