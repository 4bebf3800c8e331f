"""At the desk: taking back, putting off, seeing one another, saved words, a second person."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from vitrino.domain.problem import Problem
from vitrino.domain.publication import Event as PublicationEvent
from vitrino.inbox import actions, queries, wording
from vitrino.inbox.desk import answering, consent, noting, presence, rules, saved, snoozing, undoing
from vitrino.inbox.models import Conversation, DeskRules, Message, SavedReply, WaitingReply
from vitrino.inbox.sweeping import sweep
from vitrino.inbox.tests.desk import arrive, only
from vitrino.notify.models import Alert
from vitrino.publishing.models import Publication
from vitrino.publishing.moves import take
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
KIND = "Thank you, Ola! Yes, we bake rye bread every day."
RUDE = "Hello Ola, yes, we have rye bread. You should have read our page. Thank you for writing."


@pytest.fixture
def cast() -> Cast:
    made = assemble()
    arrive(made, "Do you have rye bread?")
    actions.take_in(NOW)
    return made


def post(client: Client, where: str, **fields: str) -> tuple[int, str]:
    answer = client.post(f"/w/zorza/inbox/{where}/", fields)
    return answer.status_code, answer.content.decode()


def sent(cast: Cast, text: str = KIND) -> Message:
    return answering.answer(conversation=only(), text=text, by=cast.bruno, now=NOW, seen=None)


def test_an_answer_waits_ten_seconds_before_it_leaves(cast: Cast) -> None:
    publication = sent(cast).publication
    assert publication is not None
    assert (publication.state, publication.publish_at) == ("ready", NOW + timedelta(seconds=10))
    assert publication.due_at == publication.publish_at


def test_a_shop_may_want_no_delay_at_all(cast: Cast) -> None:
    rules.settle(rules=DeskRules(workspace=cast.bakery, undo_s=0), by=cast.anna, now=NOW)
    publication = sent(cast).publication
    assert publication is not None
    assert publication.publish_at == NOW


def test_an_answer_taken_back_lets_the_person_wait_as_before(cast: Cast) -> None:
    before = only()
    undoing.take_back(message=sent(cast), by=cast.bruno, now=NOW + timedelta(seconds=5))
    after = only()
    assert (after.state, after.waiting_since, after.due_at) == ("open", before.waiting_since, before.due_at)
    assert (after.first_reply_at, after.last_text) == (None, before.last_text)
    assert Publication.objects.get().state == "cancelled"


def test_what_has_begun_to_leave_can_not_be_taken_back(cast: Cast) -> None:
    message = sent(cast)
    late = NOW + timedelta(seconds=10)
    take(Publication.objects.get().pk, PublicationEvent.BEGIN_SEND, now=late)
    with pytest.raises(Problem, match="too late"):
        undoing.take_back(message=message, by=cast.bruno, now=NOW + timedelta(seconds=11))
    publication = Publication.objects.get()
    assert (publication.state, publication.is_stop_wished) == ("sending", False)
    assert only().state == Conversation.State.WAITING


def test_the_race_against_the_sender_is_lost_in_words(cast: Cast) -> None:
    """The page still shows a planned answer; meanwhile the sender has begun."""
    message = Message.objects.select_related("publication").get(pk=sent(cast).pk)
    Publication.objects.update(attempt_count=1)
    with pytest.raises(Problem, match="too late"):
        undoing.take_back(message=message, by=cast.bruno, now=NOW + timedelta(seconds=9))
    assert Publication.objects.get().state == "ready"


def test_taken_back_on_the_page_the_text_is_in_the_field_again(cast: Cast) -> None:
    client = cast.client(cast.bruno)
    post(client, f"{only().pk}/reply", text=KIND)
    message = Message.objects.get(direction="out")
    answer = client.post(f"/w/zorza/inbox/answers/{message.pk}/taking-back/", follow=True)
    page = answer.content.decode()
    assert f"?again={message.pk}" in answer.redirect_chain[0][0]
    assert KIND in page.split("<textarea")[1].split("</textarea")[0]
    assert "taken back, not sent" in page


def test_sent_done_next_and_taken_back_the_talk_is_open_again(cast: Cast) -> None:
    client = cast.client(cast.bruno)
    arrive(cast, "Are you open on Sunday?", thread_id="t2", author="ewa")
    actions.take_in(NOW)
    first = Conversation.objects.get(thread_id="t1")
    _status, page = post(client, f"{first.pk}/reply", text=KIND, then="next")
    assert Conversation.objects.get(pk=first.pk).state == "resolved"
    page = client.get("/w/zorza/inbox/").content.decode()
    assert "Your answer to Ola leaves in a moment." in page
    client.post(f"/w/zorza/inbox/answers/{Message.objects.get(direction='out').pk}/taking-back/")
    again = Conversation.objects.get(pk=first.pk)
    assert (again.state, again.waiting_since) == ("open", NOW)


def test_another_shops_answer_is_not_taken_back(cast: Cast) -> None:
    message = sent(cast)
    client = cast.client(cast.celina)
    assert client.post(f"/w/fiolek/inbox/answers/{message.pk}/taking-back/").status_code == 404
    assert Publication.objects.get().state == "ready"


def test_a_failed_answer_says_why_and_can_be_tried_again(cast: Cast) -> None:
    message = sent(cast)
    Publication.objects.update(state="failed")
    client = cast.client(cast.bruno)
    page = client.get(f"/w/zorza/inbox/{only().pk}/").content.decode()
    assert "not sent: the platform refused it" in page
    assert "Try again" in page
    client.post(f"/w/zorza/inbox/answers/{message.pk}/retry/")
    assert Publication.objects.get().state == "ready"


def test_somebody_else_who_answered_meanwhile_is_read_first(cast: Cast) -> None:
    seen = presence.newest_of(only())
    answering.answer(conversation=only(), text=KIND, by=cast.anna, now=NOW, seen=seen)
    client = cast.client(cast.bruno)
    mine = "Yes Ola, we do have rye, and it comes warm at seven."
    status, page = post(client, f"{only().pk}/reply", text=mine, seen=str(seen))
    assert status == 422
    assert "has answered meanwhile" in page
    assert KIND in page
    assert mine in page.split("<textarea")[1].split("</textarea")[0]
    assert Publication.objects.count() == 1
    newer = str(presence.newest_of(only()))
    assert f'id="seen" value="{newer}"' in page
    status, _page = post(client, f"{only().pk}/reply", text=mine, seen=newer, anyway="1")
    assert status == 302
    assert Publication.objects.count() == 2


def test_ones_own_earlier_answer_stops_nobody(cast: Cast) -> None:
    seen = presence.newest_of(only())
    answering.answer(conversation=only(), text=KIND, by=cast.bruno, now=NOW, seen=seen)
    presence.demand_unanswered(only(), cast.bruno, seen)


def test_two_at_one_talk_see_each_other_write(cast: Cast) -> None:
    anna, bruno = cast.client(cast.anna), cast.client(cast.bruno)
    where = f"{only().pk}/lately"
    post(anna, where, text="Dear")
    _status, page = post(bruno, where, text="")
    assert f"{cast.anna.name} is writing an answer here." in page
    _status, page = post(anna, where, text="Dear Ola")
    assert f"{cast.bruno.name} is reading this too." in page


def test_who_has_left_is_forgotten_within_seconds(cast: Cast) -> None:
    presence.visit(conversation=only(), by=cast.anna, is_writing=True, now=NOW)
    assert presence.others_at(only(), cast.bruno, NOW + timedelta(seconds=20))
    assert not presence.others_at(only(), cast.bruno, NOW + timedelta(seconds=30))


def test_a_page_on_which_nothing_changed_gets_nothing(cast: Cast) -> None:
    client = cast.client(cast.bruno)
    _status, page = post(client, f"{only().pk}/lately")
    shown = page.split('name="shown" value="')[1].split('"')[0]
    assert post(client, f"{only().pk}/lately", shown=shown) == (204, "")
    arrive(cast, "Hello?", at=NOW + timedelta(minutes=1))
    actions.take_in(NOW + timedelta(minutes=1))
    status, page = post(client, f"{only().pk}/lately", shown=shown)
    assert status == 200
    assert "Hello?" in page


def test_a_viewer_is_told_of_others_and_is_not_there_himself(cast: Cast) -> None:
    cast.bruno.memberships.update(role="viewer")
    post(cast.client(cast.bruno), f"{only().pk}/lately")
    assert not presence.others_at(only(), cast.anna, datetime.now(tz=NOW.tzinfo))
    page = cast.client(cast.bruno).get(f"/w/zorza/inbox/{only().pk}/").content.decode()
    assert 'id="reply"' not in page


def test_put_off_it_is_out_of_sight_until_its_time(cast: Cast) -> None:
    until = NOW + timedelta(hours=3)
    snoozing.snooze(conversation=only(), until=until, by=cast.bruno, now=NOW)
    talk = only()
    assert (talk.state, talk.snoozed_until, talk.waiting_since) == ("snoozed", until, None)
    assert queries.waiting_count(cast.bakery) == 0


def test_its_time_brings_it_back_and_the_person_waits_again(cast: Cast) -> None:
    until = NOW + timedelta(hours=3)
    snoozing.snooze(conversation=only(), until=until, by=cast.bruno, now=NOW)
    sweep(until - timedelta(minutes=1))
    assert only().state == "snoozed"
    sweep(until)
    talk = only()
    assert (talk.state, talk.snoozed_until, talk.waiting_since) == ("open", None, NOW)


def test_put_off_until_they_write_the_next_message_brings_it_back(cast: Cast) -> None:
    snoozing.snooze(conversation=only(), until=None, by=cast.bruno, now=NOW)
    at = NOW + timedelta(hours=1)
    arrive(cast, "Are you there?", at=at)
    actions.take_in(at)
    talk = only()
    assert (talk.state, talk.snoozed_until) == ("open", None)
    assert talk.waiting_since is not None


def test_brought_back_by_hand_the_person_waits_again(cast: Cast) -> None:
    client = cast.client(cast.bruno)
    post(client, f"{only().pk}/snooze", **{"for": "writes"})
    assert only().state == "snoozed"
    post(client, f"{only().pk}/snooze", undo="1")
    assert (only().state, only().waiting_since) == ("open", NOW)


def test_the_offers_are_in_opening_hours_and_ahead(cast: Cast) -> None:
    saturday = datetime.fromisoformat("2026-11-21T09:30:00+00:00")  # 10:30 in Warsaw; closed on Sunday
    offers = {one.key: one.until for one in snoozing.choices(cast.bakery, saturday)}
    monday = datetime.fromisoformat("2026-11-23T07:00:00+00:00")
    assert offers["later"] == datetime.fromisoformat("2026-11-21T12:00:00+00:00")
    assert (offers["tomorrow"], offers["writes"]) == (monday, None)
    assert "week" not in offers  # the next day on which the shop is open is in the next week already
    friday = saturday - timedelta(days=1)
    assert {one.key: one.until for one in snoozing.choices(cast.bakery, friday)}["week"] == monday
    late = saturday.replace(hour=21)
    assert "later" not in {one.key for one in snoozing.choices(cast.bakery, late)}


@pytest.mark.parametrize("until", [NOW - timedelta(minutes=1), NOW + timedelta(days=400)])
def test_no_talk_is_put_off_to_a_time_that_makes_no_sense(cast: Cast, until: datetime) -> None:
    with pytest.raises(Problem, match="at most a year"):
        snoozing.snooze(conversation=only(), until=until, by=cast.bruno, now=NOW)
    assert only().state == "open"


def test_a_time_that_is_none_is_refused_in_words(cast: Cast) -> None:
    answer = cast.client(cast.bruno).post(f"/w/zorza/inbox/{only().pk}/snooze/", {"until": "soon"}, follow=True)
    assert "Choose a time from now on" in answer.content.decode()


def keep(cast: Cast, text: str, **fields: str) -> SavedReply:
    made = SavedReply(workspace=cast.bakery, **({"title": "Opening", "text": text} | fields))
    return saved.keep(saved=made, by=cast.anna, now=NOW)


def test_a_saved_answer_knows_the_person_and_the_shop(cast: Cast) -> None:
    text = "Hello {customer_name}, {my_name} of {shop_name} here. It comes {?when it comes}."
    filled = saved.personal(text, only(), cast.bruno)
    assert filled == f"Hello Ola, {cast.bruno.name} of {cast.bakery.name} here. It comes {{?when it comes}}."


@pytest.mark.parametrize(
    ("name", "told"),
    [("Marek Nowak", "Panie Marku / Marku"), ("Anna", "Pani Anno / Anno"), ("xx_82", "Dzień dobry / Dzień dobry")],
)
def test_a_pole_is_called_in_the_vocative(cast: Cast, name: str, told: str) -> None:
    talk = only()
    talk.language, talk.contact.name = "pl", name
    text = "{customer_address|Dzień dobry} / {customer_vocative|Dzień dobry}"
    assert saved.personal(text, talk, cast.bruno) == told


def test_of_an_order_nothing_is_told_in_public(cast: Cast) -> None:
    assert saved.personal("{order_number|your order}", only(), cast.bruno) == "your order"


def test_a_question_is_answered_before_it_leaves(cast: Cast) -> None:
    client, text = cast.client(cast.bruno), "Thank you, Ola! It will be with you {?when it comes}."
    status, page = post(client, f"{only().pk}/reply", text=text)
    assert status == 422
    assert 'name="ask:?when it comes"' in page
    status, _page = post(client, f"{only().pk}/reply", text=text, **{"ask:?when it comes": "on Friday"})
    assert status == 302
    assert Message.objects.get(direction="out").text == "Thank you, Ola! It will be with you on Friday."


def test_a_slash_finds_saved_answers_and_one_press_puts_it_in(cast: Cast) -> None:
    made = keep(cast, "We open at seven, {customer_name}.", shortcut="Open")
    assert made.shortcut == "open"
    client = cast.client(cast.bruno)
    _status, page = post(client, f"{only().pk}/check", text="Hello! /op")
    assert f'name="saved_answer" value="{made.pk}"' in page
    _status, page = post(client, f"{only().pk}/reply", text="Hello! /op", saved_answer=str(made.pk))
    assert "Hello! We open at seven, Ola." in page


def test_what_was_typed_survives_a_saved_answer(cast: Cast) -> None:
    made = keep(cast, "We open at seven.")
    assert saved.put_into("Good morning!", made, only(), cast.bruno) == "Good morning! We open at seven."
    assert saved.put_into("", made, only(), cast.bruno) == "We open at seven."


def test_saved_answers_fit_language_and_kind(cast: Cast) -> None:
    talk = only()
    talk.language = "en"
    titles = {"any": {}, "english": {"language": "en"}, "polish": {"language": "pl"}, "reviews": {"surface": "review"}}
    for title, fields in titles.items():
        keep(cast, "We open at seven.", title=title, **fields)
    assert {one.title for one in saved.offered(talk)} == {"any", "english"}


def test_a_shortcut_is_one_word_and_used_once(cast: Cast) -> None:
    keep(cast, "We open at seven.", shortcut="open")
    for shortcut in ("open", "two words", "/open"):
        with pytest.raises(Problem):
            keep(cast, "We close at six.", shortcut=shortcut)


def test_use_is_counted_by_the_words_that_went_out(cast: Cast) -> None:
    used = keep(cast, "Thank you, {customer_name}! We bake rye bread {?how often}.")
    other = keep(cast, "We are closed on Sundays, sorry.", title="Sunday")
    saved.count_use(cast.bakery, "Thank you, Ola! We bake rye bread every day.")
    used.refresh_from_db()
    other.refresh_from_db()
    assert (used.used_count, other.used_count) == (1, 0)


def test_a_saved_answer_is_changed_on_its_page(cast: Cast) -> None:
    made = keep(cast, "We open at seven.")
    client = cast.client(cast.bruno)
    fields = {"title": "Hours", "text": "We open at eight, {customer_name|neighbour}.", "shortcut": "hours"}
    assert client.post(f"/w/zorza/saved-replies/{made.pk}/", fields).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.text, made.shortcut) == ("Hours", fields["text"], "hours")
    page = client.post(f"/w/zorza/saved-replies/{made.pk}/", {**fields, "text": "Dear {u.__class__}"})
    assert "no gap Vitrino can fill" in page.content.decode()


def ask_second(cast: Cast) -> WaitingReply:
    rules.settle(rules=DeskRules(workspace=cast.bakery, asks_second_person=True), by=cast.anna, now=NOW)
    return consent.ask(conversation=only(), text=RUDE, by=cast.bruno, now=NOW)


def test_a_risky_answer_waits_for_a_second_person_where_the_shop_wants_that(cast: Cast) -> None:
    ask_second(cast)
    client = cast.client(cast.bruno)
    status, page = post(client, f"{only().pk}/reply", text=RUDE, overrule="blame")
    assert status == 422
    assert "Ask a second person" in page
    assert "Send anyway" not in page
    assert not Publication.objects.exists()


def test_the_others_are_told_and_one_of_them_sends_it(cast: Cast) -> None:
    waiting = ask_second(cast)
    alert = Alert.objects.get(key__contains="waiting-reply")
    assert alert.person == cast.anna
    assert WaitingReply.objects.get().rules == ["blame"]
    client = cast.client(cast.anna)
    page = client.get(f"/w/zorza/inbox/{only().pk}/").content.decode()
    assert "It waits for a second person." in page
    client.post(f"/w/zorza/inbox/waiting/{waiting.pk}/decision/", {"agree": "1"})
    waiting.refresh_from_db()
    assert waiting.decided_by == cast.anna
    assert waiting.message is not None
    assert waiting.message.by == cast.anna
    event = Event.objects.get(kind="inbox.reply-agreed")
    assert (event.person, event.values["written_by"]) == (cast.anna, cast.bruno.pk)


def test_nobody_agrees_to_their_own_answer(cast: Cast) -> None:
    waiting = ask_second(cast)
    with pytest.raises(Problem, match="Somebody else"):
        consent.agree(waiting=waiting, by=cast.bruno, now=NOW)
    assert not Publication.objects.exists()


def test_a_second_decision_changes_nothing(cast: Cast) -> None:
    waiting = ask_second(cast)
    consent.give_back(waiting=waiting, by=cast.anna, now=NOW)
    with pytest.raises(Problem, match="already decided"):
        consent.agree(waiting=WaitingReply.objects.select_related("conversation__workspace").get(), by=cast.anna,
                      now=NOW)  # fmt: skip
    assert not Publication.objects.exists()


def test_given_back_the_writer_is_told_and_has_the_text_again(cast: Cast) -> None:
    waiting = ask_second(cast)
    consent.give_back(waiting=waiting, by=cast.anna, now=NOW)
    alert = Alert.objects.get(key__contains="given-back")
    assert alert.person == cast.bruno
    page = cast.client(cast.bruno).get(alert.url.partition("#")[0]).content.decode()
    assert "You should have read our page" in page.split("<textarea")[1].split("</textarea")[0]


def test_alone_ones_own_word_has_to_do(cast: Cast) -> None:
    rules.settle(rules=DeskRules(workspace=cast.bakery, asks_second_person=True), by=cast.anna, now=NOW)
    cast.bruno.memberships.update(role="viewer")
    answering.answer(conversation=only(), text=RUDE, by=cast.anna, now=NOW, seen=None, overruled=["blame"])
    assert Event.objects.filter(kind="inbox.reply-overruled", person=cast.anna).exists()


def test_who_is_named_in_a_note_is_told(cast: Cast) -> None:
    first = cast.anna.name.split()[0]
    noting.note(conversation=only(), text=f"@{first}, do we bake spelt?", by=cast.bruno, now=NOW)
    alert = Alert.objects.get(key__contains="note:")
    assert alert.person == cast.anna
    noting.note(conversation=only(), text="nothing for anna@example.com", by=cast.bruno, now=NOW)
    assert Alert.objects.filter(key__contains="note:").count() == 1


def test_a_message_taken_back_by_its_author_is_shown_as_such(cast: Cast) -> None:
    message = Message.objects.get(direction="in")
    message.taken_back_at = NOW
    message.save()
    page = cast.client(cast.anna).get(f"/w/zorza/inbox/{only().pk}/").content.decode()
    talk = page.split('id="lately"')[1].split('id="reply"')[0]
    assert "This was taken back by its author." in talk
    assert "rye bread" not in talk


def test_a_long_talk_comes_in_parts(cast: Cast) -> None:
    for number in range(60):
        arrive(cast, f"text {number}.", at=NOW + timedelta(minutes=number))
    actions.take_in(NOW + timedelta(hours=2))
    client, path = cast.client(cast.anna), f"/w/zorza/inbox/{only().pk}/"
    page = client.get(path).content.decode()
    assert "text 59." in page
    assert "text 5." not in page
    assert "?most=80" in page
    assert "text 5." in client.get(f"{path}?most=80").content.decode()


def test_the_list_is_narrowed_by_what_where_who_and_how_soon(cast: Cast) -> None:
    arrive(cast, "My bread was mouldy", thread_id="t2", author="ewa")
    actions.take_in(NOW)
    urgent = Conversation.objects.get(thread_id="t2")
    Conversation.objects.update(intents=["question"], urgency=0)
    Conversation.objects.filter(pk=urgent.pk).update(intents=["complaint", "question"], urgency=2, assignee=cast.anna)
    client = cast.client(cast.bruno)
    both = {"Ola", "Ewa"}
    wanted = {"intent=complaint": {"Ewa"}, "intent=question": both, "urgency=1": {"Ewa"}, "urgency=3": set(),
              f"assignee={cast.anna.pk}": {"Ewa"}, "assignee=nobody": {"Ola"}, f"channel={urgent.channel_id}": both,
              "intent=nonsense": both, "channel=0": set()}  # fmt: skip
    for chosen, names in wanted.items():
        page = client.get(f"/w/zorza/inbox/?state=all&{chosen}").content.decode()
        found = {name for name in both if f"data-row>{name}</a>" in page}
        assert found == names, chosen


def test_what_is_put_off_and_muted_has_its_own_list(cast: Cast) -> None:
    snoozing.snooze(conversation=only(), until=None, by=cast.bruno, now=NOW)
    client = cast.client(cast.bruno)
    for state, is_there in (("later", True), ("waiting", False), ("open", False), ("muted", False)):
        page = client.get(f"/w/zorza/inbox/?state={state}").content.decode()
        assert ("data-row>Ola</a>" in page) == is_there, state
    Conversation.objects.update(state="muted")
    assert "data-row>Ola</a>" in client.get("/w/zorza/inbox/?state=muted").content.decode()


def test_several_are_assigned_and_done_at_once(cast: Cast) -> None:
    arrive(cast, "And on Sunday?", thread_id="t2", author="ewa")
    actions.take_in(NOW)
    chosen = list(Conversation.objects.values_list("pk", flat=True))
    client = cast.client(cast.bruno)
    client.post("/w/zorza/inbox/several/", {"talk": chosen, "deed": "assign", "person": cast.anna.pk})
    assert set(Conversation.objects.values_list("assignee", flat=True)) == {cast.anna.pk}
    answer = client.post("/w/zorza/inbox/several/", {"talk": chosen, "deed": "resolve", "back": "state=all&x=1"})
    assert set(Conversation.objects.values_list("state", flat=True)) == {"resolved"}
    assert answer["Location"] == "/w/zorza/inbox/?state=all"


def test_talks_of_another_shop_are_not_among_the_several(cast: Cast) -> None:
    client = cast.client(cast.celina)
    client.post("/w/fiolek/inbox/several/", {"talk": [only().pk], "deed": "resolve"})
    assert only().state == "open"


def test_an_answer_given_ends_the_alerts_about_it(cast: Cast) -> None:
    assert Alert.objects.filter(handled_at=None).exists()
    sent(cast)
    assert not Alert.objects.filter(handled_at=None).exists()


def test_an_alert_leads_into_the_field(cast: Cast) -> None:
    alert = Alert.objects.filter(person=cast.bruno).get()
    answer = cast.client(cast.bruno).get(f"/w/zorza/alerts/{alert.pk}/")
    assert answer["Location"] == f"/w/zorza/inbox/{only().pk}/#id_text"


def test_the_window_of_a_platform_is_counted_down(cast: Cast) -> None:
    talk = only()
    talk.reply_window_until = NOW + timedelta(hours=2)
    assert wording.window(talk, NOW) == {"tone": "bad", "text": "Can be answered for 2 hours more"}
    assert wording.window(talk, NOW + timedelta(hours=3))["text"] == "The platform lets nobody answer here any more"
    talk.reply_window_until = None
    assert wording.window(talk, NOW) == {}


def test_what_triage_says_is_shown_with_its_reason_and_can_be_corrected(cast: Cast) -> None:
    client = cast.client(cast.bruno)
    path = f"/w/zorza/inbox/{only().pk}/"
    page = client.get(path).content.decode()
    assert "Question" in page
    assert "These words say so" in page
    asked = Message.objects.get(direction="in")
    answer = client.post(f"/w/zorza/inbox/messages/{asked.pk}/triage/", {"intent": ["purchase"]}, follow=True)
    assert only().intents == ["purchase"]
    assert "Somebody of your shop said so." in answer.content.decode()
    refused = client.post(f"/w/zorza/inbox/messages/{asked.pk}/triage/", {"intent": ["nonsense"]}, follow=True)
    assert only().intents == ["purchase"]
    assert "be said about a message" in refused.content.decode()
