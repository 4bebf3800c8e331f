"""The pages of the ladder, for whoever may answer, whoever manages, and whoever was told the rules."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vitrino.conduct import actions, queries
from vitrino.conduct.models import Hiding, Measure, PolicyVersion, Standing
from vitrino.conduct.policy import defaults
from vitrino.domain.abuse import AbuseEvent, AbuseKind
from vitrino.inbox import actions as inbox
from vitrino.inbox.models import Contact, Conversation, Message
from vitrino.inbox.tests.desk import arrive, only
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
HOME = "/w/zorza/conduct/"


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def bruno(cast: Cast) -> Client:
    return cast.client(cast.bruno)


def be_rude(cast: Cast, text: str = "You are all idiots", hours: int = 0) -> Conversation:
    arrive(cast, text, at=NOW + timedelta(hours=hours))
    inbox.take_in(NOW + timedelta(hours=hours))
    return only()


def declare(cast: Cast) -> None:
    actions.declare_policy(workspace=cast.bakery, texts=defaults(), by=cast.anna, now=NOW)


def newest() -> str:
    return str(Message.objects.filter(direction="in").latest("at").pk)


def test_the_first_visit_says_what_to_do(cast: Cast, bruno: Client) -> None:
    page = bruno.get(HOME).content.decode()
    assert "Say what you don&#39;t accept" in page or "Say what you don't accept" in page
    assert "Somebody who manages the shop can write it." in page
    assert "Write down your rules" in cast.client(cast.anna).get(HOME).content.decode()


def test_the_rules_are_written_made_public_and_read_by_anybody(cast: Cast) -> None:
    anna = cast.client(cast.anna)
    assert Client().get("/rules/zorza/").status_code == 404, "no rules, no page"
    form = anna.get(f"{HOME}rules/").content.decode()
    assert "We are glad about every opinion" in form
    assert anna.post(f"{HOME}rules/", {"en": "Be kind.\n<b>Please</b>", "pl": "Bądź miły."}).status_code == 302
    public = Client().get("/rules/zorza/").content.decode()
    assert "Be kind." in public
    assert "&lt;b&gt;" in public
    assert "Bądź miły." in Client().get("/rules/zorza/?lang=pl").content.decode()
    assert "Be kind." in Client().get("/rules/zorza/?lang=eo").content.decode()
    assert PolicyVersion.objects.get().by == cast.anna


def test_empty_rules_are_refused_in_words(cast: Cast) -> None:
    answer = cast.client(cast.anna).post(f"{HOME}rules/", {"en": "  "})
    assert answer.status_code == 422
    assert "Write the text in at least one language." in answer.content.decode()


def test_a_talk_folds_what_hurts_and_leads_to_the_next_step(cast: Cast, bruno: Client) -> None:
    talk = be_rude(cast)
    page = bruno.get(f"/w/zorza/inbox/{talk.pk}/").content.decode()
    assert "These words may hurt. Show them" in page
    assert "Write down your rules" in page
    declare(cast)
    page = bruno.get(f"/w/zorza/inbox/{talk.pk}/").content.decode()
    assert f"/w/zorza/conduct/talks/{talk.pk}/step/declare-policy/" in page


def test_a_friendly_talk_folds_nothing(cast: Cast, bruno: Client) -> None:
    talk = be_rude(cast, "The bread was damn good!")
    assert "These words may hurt" not in bruno.get(f"/w/zorza/inbox/{talk.pk}/").content.decode()


def test_a_step_is_taken_on_a_page_that_says_what_it_means(cast: Cast, bruno: Client) -> None:
    declare(cast)
    talk = be_rude(cast)
    address = f"{HOME}talks/{talk.pk}/step/declare-policy/"
    page = bruno.get(address).content.decode()
    assert "The person gets your rules as an answer." in page
    assert "We are glad to talk about what went wrong." in page
    assert "Criticism" not in page.partition("<form")[2], "only what is abuse can be chosen"
    sent = {"message": newest(), "kind": "insult", "text": "Please stay with the matter."}
    assert bruno.post(address, sent).status_code == 302
    assert Message.objects.get(direction="out").text == "Please stay with the matter."
    standing = Standing.objects.get()
    person = bruno.get(f"{HOME}people/{standing.pk}/").content.decode()
    assert "Told the rules" in person
    assert "You are all idiots" in person
    assert "Bruno" in person
    assert bruno.post(address, sent).status_code == 302, "the step is taken already"
    assert Message.objects.filter(direction="out").count() == 1


def test_what_the_ladder_refuses_is_said_beside_the_form(cast: Cast, bruno: Client) -> None:
    declare(cast)
    talk = be_rude(cast)
    actions.take_step(talk=talk, event=AbuseEvent.DECLARE_POLICY, message_id=newest(), kind=AbuseKind.INSULT,
                      by=cast.bruno, now=NOW)  # fmt: skip
    answer = bruno.post(f"{HOME}talks/{talk.pk}/step/warn/", {"message": newest(), "kind": "insult", "text": "Stop."})
    assert answer.status_code == 422
    assert "There has to be something new since the last step." in answer.content.decode()


def test_a_stranger_to_the_shop_finds_nothing(cast: Cast) -> None:
    declare(cast)
    talk = be_rude(cast)
    celina = cast.client(cast.celina)
    for address in (HOME, f"{HOME}talks/{talk.pk}/step/declare-policy/", f"{HOME}talks/{talk.pk}/hiding/"):
        assert celina.get(address).status_code == 404
    assert celina.get(f"/w/fiolek/conduct/talks/{talk.pk}/hiding/").status_code == 404


def test_hiding_criticism_needs_a_reason_and_shows_up_with_its_copy(cast: Cast, bruno: Client) -> None:
    talk = be_rude(cast, "Worst bread ever, I want my money back! Ask Jan at 601 202 303")
    Conversation.objects.update(is_complaint=True)
    address = f"{HOME}talks/{talk.pk}/hiding/"
    assert "This is criticism, so it stays" in bruno.get(address).content.decode()
    refused = bruno.post(address, {"message": newest(), "reason": ""})
    assert refused.status_code == 422
    assert not Hiding.objects.exists()
    assert bruno.post(address, {"message": newest(), "reason": "personal_data"}).status_code == 302
    page = bruno.get(HOME).content.decode()
    assert "It shows somebody&#39;s personal data" in page or "It shows somebody's personal data" in page
    assert "601 202 303" in page
    hiding = Hiding.objects.get()
    bruno.post(f"{HOME}hidings/{hiding.pk}/end/")
    hiding.refresh_from_db()
    assert hiding.ended_by == cast.bruno


def test_an_appeal_is_decided_by_whoever_manages(cast: Cast, bruno: Client) -> None:
    declare(cast)
    talk = be_rude(cast)
    actions.take_step(talk=talk, event=AbuseEvent.DECLARE_POLICY, message_id=newest(), kind=AbuseKind.INSULT,
                      by=cast.bruno, now=NOW)  # fmt: skip
    be_rude(cast, "That was my brother, I am sorry", hours=1)
    assert bruno.post(f"{HOME}talks/{talk.pk}/appeal/", {"message": newest()}).status_code == 302
    standing = Standing.objects.get()
    address = f"{HOME}people/{standing.pk}/decision/"
    assert "1 person says that you were wrong" in bruno.get(HOME).content.decode()
    assert bruno.post(address, {"verdict": "lift", "reason": "It was the brother."}).status_code == 403
    anna = cast.client(cast.anna)
    assert anna.post(address, {"verdict": "lift", "reason": "no"}).status_code == 422
    assert anna.post(address, {"verdict": "lift", "reason": "It was the brother."}).status_code == 302
    standing.refresh_from_db()
    assert (standing.state, standing.is_appealed) == ("none", False)


def test_what_a_platform_did_not_do_is_shown_with_two_ways_on(cast: Cast, bruno: Client) -> None:
    declare(cast)
    talk = be_rude(cast, "I will find you and hurt you")
    actions.take_step(talk=talk, event=AbuseEvent.BLOCK_AT_ONCE, message_id=newest(), kind=AbuseKind.THREAT,
                      by=cast.bruno, now=NOW)  # fmt: skip
    failed = {"template": "Nobody is home.", "values": {}}
    Measure.objects.filter(action="block").update(state="failed", error=failed)
    page = bruno.get(HOME).content.decode()
    assert "Nobody is home." in page
    block = Measure.objects.get(action="block")
    bruno.post(f"{HOME}measures/{block.pk}/")
    block.refresh_from_db()
    assert (block.state, block.by) == ("waiting", cast.bruno)
    Measure.objects.update(state="by-hand")
    bruno.post(f"{HOME}measures/{block.pk}/", {"done": "1"})
    block.refresh_from_db()
    assert block.state == "done-by-hand"
    assert [one.action for one in queries.open_measures(cast.bakery)] == ["report"]


def test_a_report_by_hand_needs_its_number(cast: Cast, bruno: Client) -> None:
    declare(cast)
    talk = be_rude(cast, "I will find you and hurt you")
    actions.take_step(talk=talk, event=AbuseEvent.BLOCK_AT_ONCE, message_id=newest(), kind=AbuseKind.THREAT,
                      by=cast.bruno, now=NOW)  # fmt: skip
    talk.channel.platform = "google_business"
    talk.channel.save()
    address = f"{HOME}talks/{talk.pk}/report/"
    assert "lets no program do that" in bruno.get(address).content.decode()
    assert bruno.post(address, {"reference": ""}).status_code == 422
    assert bruno.post(address, {"reference": "ticket 4711"}).status_code == 302
    assert Standing.objects.get().state == "reported"


def test_more_people_and_hidings_cost_no_more_queries(cast: Cast, bruno: Client) -> None:
    declare(cast)
    talk = be_rude(cast)
    fill(cast, talk, 1)
    before = count(bruno)
    fill(cast, talk, 6)
    assert count(bruno) == before


def count(client: Client) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get(HOME)
    return len(seen)


def fill(cast: Cast, talk: Conversation, times: int) -> None:
    for _time in range(times):
        contact = Contact.objects.create(workspace=cast.bakery, name="Troll", created_at=NOW)
        standing = Standing.objects.create(workspace=cast.bakery, contact=contact, state="muted", changed_at=NOW)
        Hiding.objects.create(workspace=cast.bakery, conversation=talk, text="x", reason="spam", by=cast.anna, at=NOW)
        Measure.objects.create(workspace=cast.bakery, standing=standing, channel=talk.channel, action="mute",
                               state="failed", by=cast.anna, asked_at=NOW)  # fmt: skip
