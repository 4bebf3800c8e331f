"""The tone check knows what the shop knows about a talk, and nothing of other shops."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vitrino.channels.models import Arrival, Channel
from vitrino.commerce import actions as commerce
from vitrino.complaints import actions as complaints
from vitrino.complaints.models import Case
from vitrino.conduct.models import Standing
from vitrino.domain.tone import Reply
from vitrino.inbox import actions, judging
from vitrino.inbox.models import Contact, Conversation, Message
from vitrino.inbox.tests.desk import arrive, only
from vitrino.publishing.models import Publication
from vitrino.strategy import actions as strategy
from vitrino.workspace.models import Brand, BrandName, Workspace
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
LONG = "Dziękujemy za wiadomość, chleb żytni pieczemy codziennie od szóstej rano."


@pytest.fixture
def cast() -> Cast:
    return assemble()


def judged(conversation: Conversation, text: str = "Tak!") -> Reply:
    return judging.reply_of(conversation, text, NOW)


def answer_elsewhere(workspace: Workspace, text: str, *, surface: str = "comment", number: int = 1) -> None:
    """The shop has answered somebody in another talk."""
    place, _is_new = Channel.objects.get_or_create(
        workspace=workspace, platform="bluesky", remote_id=f"did:{workspace.pk}", defaults={"connected_at": NOW}
    )
    contact = Contact.objects.create(workspace=workspace, name="Else", created_at=NOW)
    talk = Conversation.objects.create(
        workspace=workspace, channel=place, contact=contact, surface=surface, thread_id=f"else{number}",
        first_reply_at=NOW, last_message_at=NOW, opened_at=NOW,
    )  # fmt: skip
    Message.objects.create(conversation=talk, direction="out", text=text, at=NOW + timedelta(minutes=number))


def test_the_person_and_their_words_are_known(cast: Cast) -> None:
    arrive(cast, "Czy macie chleb?", language="pl-PL")
    arrive(cast, "Żytni?", at=NOW + timedelta(minutes=1), language="pl-PL")
    actions.take_in(NOW)
    customer = judged(only()).customer
    assert (customer.name, customer.handle, customer.language) == ("Ola", "ola", "pl")
    assert customer.text == "Czy macie chleb?\nŻytni?"


def test_only_what_is_not_yet_answered_counts(cast: Cast) -> None:
    arrive(cast, "Czy macie chleb?")
    actions.take_in(NOW)
    actions.reply(conversation=only(), text="Tak, mamy.", by=cast.anna, now=NOW)
    assert judged(only()).customer.text == "Czy macie chleb?"
    arrive(cast, "A bułki?", at=NOW + timedelta(minutes=1))
    actions.take_in(NOW)
    reply = judged(only())
    assert reply.customer.text == "A bułki?"
    assert reply.shop.thread_replies == ("Tak, mamy.",)


def test_what_they_ordered_is_known_and_their_address_is_private(cast: Cast) -> None:
    arrive(cast, "Kiedy?")
    actions.take_in(NOW)
    commerce.store_order(
        workspace=cast.bakery, source="sample", number="Z-1001", total_minor=4250, currency="PLN", state="sent",
        placed_at=NOW, handles={"bluesky": "ola"}, customer_email="ola@example.com", items=[{"name": "Razowiec"}],
    )  # fmt: skip
    customer = judged(only()).customer
    assert customer.order_numbers == ("Z-1001",)
    assert customer.items == ("Razowiec",)
    assert customer.private_facts == ("ola@example.com",)


@pytest.mark.parametrize(("kind", "is_public"), [("comment", True), ("review", True), ("message", False)])
def test_it_is_known_whether_everybody_can_read_it(cast: Cast, kind: str, is_public: bool) -> None:
    arrive(cast, "Zimny chleb", kind=kind, rating=2 if kind == "review" else None)
    actions.take_in(NOW)
    reply = judged(only())
    assert (reply.surface, reply.is_public) == (kind, is_public)
    assert reply.customer.stars == (2 if kind == "review" else None)


def test_the_shop_is_known_by_its_names_hours_and_manner(cast: Cast) -> None:
    arrive(cast, "Kiedy?")
    actions.take_in(NOW)
    BrandName.objects.create(workspace=cast.bakery, text="Zorza", created_at=NOW)
    Brand.objects.filter(workspace=cast.bakery).update(formality="casual")
    reply = judged(only())
    assert (reply.now, reply.shop.zone, reply.shop.formality) == (NOW, "Europe/Warsaw", "informal")
    assert reply.shop.brands == ("Piekarnia Zorza", "Zorza")
    assert set(reply.shop.opening_hours.week) == set(range(6))


def test_the_limit_is_only_named_where_the_platform_finds_it_passed(cast: Cast) -> None:
    arrive(cast, "Kiedy?")
    actions.take_in(NOW)
    families = "👨‍👩‍👧‍👦" * 100
    assert judged(only(), families).shop.max_length is None
    assert judged(only(), "ż" * 301).shop.max_length == 300


def test_earlier_public_answers_are_known_newest_first_and_private_ones_are_not(cast: Cast) -> None:
    arrive(cast, "Kiedy?")
    actions.take_in(NOW)
    talk = only()
    for number in range(1, 53):
        answer_elsewhere(cast.bakery, f"answer {number}", number=number)
    answer_elsewhere(cast.bakery, "in private", surface="message", number=60)
    found = judged(talk).shop.recent_public_replies
    assert len(found) == 50
    assert found[:2] == ("answer 52", "answer 51")


def test_answers_of_other_shops_are_never_compared(cast: Cast) -> None:
    answer_elsewhere(cast.florist, LONG)
    arrive(cast, "Macie chleb żytni?")
    actions.take_in(NOW)
    talk = Conversation.objects.select_related("workspace", "contact", "channel").get(workspace=cast.bakery)
    assert judged(talk).shop.recent_public_replies == ()
    assert "copy_paste" not in {one.rule for one in judging.findings_of(judged(talk, LONG))}


def test_an_answer_that_never_went_out_may_be_written_again(cast: Cast) -> None:
    arrive(cast, "Macie chleb żytni?")
    actions.take_in(NOW)
    actions.reply(conversation=only(), text=LONG, by=cast.anna, now=NOW)
    assert "copy_paste" in {one.rule for one in judging.objections_to(only(), LONG, NOW)}
    Publication.objects.update(state="failed")
    assert judging.objections_to(only(), LONG, NOW) == ()


def test_what_was_said_longer_ago_costs_no_more_queries(cast: Cast, django_assert_max_num_queries: object) -> None:
    for number in range(30):
        arrive(cast, f"text {number}", at=NOW + timedelta(minutes=number))
        answer_elsewhere(cast.bakery, f"answer {number}", number=number)
    actions.take_in(NOW)
    talk = Conversation.objects.select_related("workspace", "contact", "channel").get(thread_id="t1")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        judged(talk)
    assert Arrival.objects.count() == 30


def test_the_case_and_the_confirmed_contacts_are_known(cast: Cast) -> None:
    arrive(cast, "Chleb był spleśniały, żądam zwrotu pieniędzy")
    actions.take_in(NOW)
    assert judged(only()).shop.contacts == ()
    complaints.add_contact(workspace=cast.bakery, value="pomoc@zorza.example", is_tried=True, by=cast.anna, now=NOW)
    shop = judged(only()).shop
    assert (shop.case_state, shop.is_thread_public, shop.median_answer_minutes) == ("received", True, None)
    assert shop.contacts == ("pomoc@zorza.example", "https://zorza.example")
    wrong = judging.findings_of(judged(only(), "Przepraszamy! Proszę pisać: pomoc@zorzaa.example"))
    assert "contact" in {one.rule for one in wrong}


def test_a_happy_customer_of_a_public_complaint_asks_for_a_closing_note(cast: Cast) -> None:
    arrive(cast, "Chleb był spleśniały, żądam zwrotu pieniędzy")
    actions.take_in(NOW)
    Case.objects.update(state="happy")
    reply = judged(only(), "Bardzo nas to cieszy.")
    assert reply.customer.is_happy
    assert "closing_note" in {one.rule for one in judging.findings_of(reply)}


def test_a_promise_sooner_than_usual_is_remarked_on(cast: Cast) -> None:
    arrive(cast, "Chleb był spleśniały, żądam zwrotu pieniędzy")
    actions.take_in(NOW)
    slow = Case.objects.get()
    for number in range(5):
        slow.pk, slow.ended_at, slow.remedy_at = None, NOW, NOW + timedelta(hours=40 + number)
        slow.save()
    reply = judged(only(), "Przepraszamy, odpiszemy do godz. 16:00.")
    assert reply.shop.median_answer_minutes == 42 * 60
    assert "keepable_deadline" in {one.rule for one in judging.findings_of(reply)}


def test_whoever_was_told_the_rules_gets_no_further_answer(cast: Cast) -> None:
    arrive(cast, "Jesteście bandą idiotów")
    actions.take_in(NOW)
    Standing.objects.create(workspace=cast.bakery, contact=only().contact, state="last_warning", changed_at=NOW)
    assert judged(only()).shop.abuse_step == "last_warning"
    assert "abuse_answer" in {one.rule for one in judging.objections_to(only(), "Proszę o spokój.", NOW)}


def test_the_strategy_says_how_to_speak_on_a_platform(cast: Cast) -> None:
    voice = strategy.VoiceWords("bluesky", "informal", 1, not_words="super okazja")
    strategy.adopt_strategy(workspace=cast.bakery, texts={"care": "Within the hour"}, voices=[voice], reason="",
                            by=cast.anna, now=NOW)  # fmt: skip
    arrive(cast, "Hej, macie jeszcze chleb?")
    actions.take_in(NOW)
    talk = only()
    shop = judged(talk, "Super okazja!").shop
    assert (shop.formality, shop.emoji_budget, shop.not_words) == ("informal", 1, ("super okazja",))
    assert "platform_fit" in {one.rule for one in judging.findings_of(judged(talk, "Super okazja!"))}
    page = cast.client(cast.bruno).get(f"/w/zorza/inbox/{talk.pk}/").content.decode()
    assert "Within the hour" in page


def test_whoever_is_formal_first_may_be_answered_formally(cast: Cast) -> None:
    voice = strategy.VoiceWords("bluesky", "informal")
    strategy.adopt_strategy(workspace=cast.bakery, texts={}, voices=[voice], reason="", by=cast.anna, now=NOW)
    arrive(cast, "Dzień dobry, czy mogą Państwo odłożyć dla mnie bochenek?")
    actions.take_in(NOW)
    talk = only()
    assert judged(talk, "Oczywiście, proszę Pana!").shop.formality is None
