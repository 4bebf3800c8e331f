"""Promises made in public are entered by themselves, remembered, and settled with a word."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from vitrino.domain.problem import Problem
from vitrino.inbox.models import SavedReply
from vitrino.ledger import actions, admitting_texts, jobs, queries
from vitrino.ledger.models import Promise, Proof
from vitrino.notify.models import Alert
from vitrino.posts import risking
from vitrino.publishing.tests.stage import Stage, set_up
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def cast() -> Cast:
    return assemble()


def promise(cast: Cast, text: str = "We repair the oven by Friday.", **fields: object) -> Promise:
    given = {"due_at": NOW + 4 * DAY, "by": cast.anna, "now": NOW, **fields}
    return actions.enter(workspace=cast.bakery, text=text, **given)  # type: ignore[arg-type]


def stage_with(text: str) -> Stage:
    stage = set_up()
    row = stage.plan(text)
    stage.work_until(row, "published")
    return stage


def test_a_promise_in_a_post_is_entered_once_when_the_post_is_out() -> None:
    stage = stage_with("We deliver by 20 December at the latest. Order now!")
    later = stage.now + timedelta(minutes=15)
    jobs.follow(later)
    jobs.follow(later + timedelta(minutes=15))
    (found,) = queries.open_promises(stage.cast.bakery)
    assert found.text == "We deliver by 20 December at the latest."
    assert (found.due_at.month, found.due_at.day, found.who) == (12, 20, stage.cast.anna)
    assert found.publication is not None
    assert list(queries.promises_of(stage.cast.florist)) == []


def test_a_post_without_a_date_promises_nothing() -> None:
    stage = stage_with("Fresh rye bread from seven o'clock. Order by Friday!")
    jobs.follow(stage.now + timedelta(minutes=15))
    assert not Promise.objects.exists()


def test_it_is_told_a_day_before_and_once_more_when_it_is_over(cast: Cast) -> None:
    made = promise(cast)
    for hours in (1, 73, 80, 97, 120):
        jobs.follow(NOW + timedelta(hours=hours))
    told = Alert.objects.filter(kind="public-promise", person=cast.anna).order_by("pk")
    assert [one.urgency for one in told] == ["normal", "high"]
    actions.settle(promise=made, state="kept", note="", by=cast.anna, now=NOW + 5 * DAY)
    assert queries.due_today(cast.bakery, NOW + 5 * DAY) == []


@pytest.mark.parametrize(("state", "note"), [("broken", " "), ("withdrawn", ""), ("open", "x"), ("", "x")])
def test_what_was_not_kept_needs_a_word(cast: Cast, state: str, note: str) -> None:
    with pytest.raises(Problem):
        actions.settle(promise=promise(cast), state=state, note=note, by=cast.anna, now=NOW)


def test_it_is_settled_once_and_can_be_opened_again(cast: Cast) -> None:
    made = promise(cast)
    actions.settle(promise=made, state="broken", note="The part never came", by=cast.bruno, now=NOW)
    with pytest.raises(Problem, match="already"):
        actions.settle(promise=made, state="kept", note="", by=cast.anna, now=NOW)
    (settled,) = queries.settled_promises(cast.bakery)
    assert (settled.state, settled.note, settled.settled_by) == ("broken", "The part never came", cast.bruno)
    actions.reopen(promise=settled, by=cast.anna, now=NOW)
    assert [one.pk for one in queries.open_promises(cast.bakery)] == [made.pk]


def test_a_promise_for_yesterday_is_refused(cast: Cast) -> None:
    with pytest.raises(Problem, match="passed"):
        promise(cast, due_at=NOW - DAY)


def test_a_proof_silences_the_composer_for_every_text_that_says_so(cast: Cast) -> None:
    text = "Clinically tested soap, and the best soap in town."
    before = risking.risks(risking.guard_of(cast.bakery), text, "en", NOW)
    assert [one.is_asked for one in before] == [True, False]
    assert len(risking.questions(before)) == 1
    with pytest.raises(Problem):
        actions.keep_proof(workspace=cast.bakery, claim="clinically tested", link="", note=" ", by=cast.anna, now=NOW)
    actions.keep_proof(workspace=cast.bakery, claim="clinically tested", link="", note="Report 12", by=cast.anna,
                       now=NOW)  # fmt: skip
    after = risking.risks(risking.guard_of(cast.bakery), text, "en", NOW)
    assert [one.words for one in after] == ["best soap in town"]
    assert len(risking.risks(risking.guard_of(cast.florist), text, "en", NOW)) == 2, "another shop has no proof"


@pytest.mark.parametrize("page", ["promises/", "proofs/"])
def test_the_pages_speak_before_and_after(client: Client, cast: Cast, page: str) -> None:
    client.force_login(cast.anna)
    address = f"/w/{cast.bakery.slug}/{page}"
    assert client.get(address).status_code == 200
    promise(cast, due_at=timezone.now() + DAY, now=timezone.now())
    actions.keep_proof(workspace=cast.bakery, claim="best in town", link="", note="poll", by=cast.anna, now=NOW)
    said = client.get(address).content.decode()
    assert ("repair the oven" in said) or ("best in town" in said)


def test_a_person_enters_settles_and_opens_a_promise_again(client: Client, cast: Cast) -> None:
    client.force_login(cast.anna)
    home = f"/w/{cast.bakery.slug}/promises/"
    day = (timezone.now() + 3 * DAY).date().isoformat()
    form = {"text": "A bench by spring", "due": day, "who": str(cast.bruno.pk), "url": ""}
    assert client.post(home, {**form, "due": "2020-01-01"}).status_code == 200
    assert client.post(home, form).status_code == 302
    made = Promise.objects.get()
    assert (made.who, made.state) == (cast.bruno, "open")
    client.post(f"{home}{made.pk}/settlement/", {"state": "broken", "note": ""})
    made.refresh_from_db()
    assert made.state == "open"
    client.post(f"{home}{made.pk}/settlement/", {"state": "kept", "note": "It stands"})
    made.refresh_from_db()
    assert (made.state, made.settled_by) == ("kept", cast.anna)
    client.post(f"{home}{made.pk}/return/")
    made.refresh_from_db()
    assert made.state == "open"


def test_a_person_keeps_and_drops_a_proof(client: Client, cast: Cast) -> None:
    client.force_login(cast.anna)
    home = f"/w/{cast.bakery.slug}/proofs/"
    assert "best in town" in client.get(f"{home}?claim=best+in+town").content.decode()
    assert client.post(home, {"claim": "best in town", "link": "", "note": ""}).status_code == 200
    client.post(home, {"claim": "best in town", "link": "https://example.org/poll", "note": ""})
    client.post(f"{home}{Proof.objects.get().pk}/removal/")
    assert not Proof.objects.exists()


def test_a_text_that_admits_an_error_becomes_a_saved_answer(client: Client, cast: Cast) -> None:
    client.force_login(cast.anna)
    for one in admitting_texts.texts():
        client.post(f"/w/{cast.bakery.slug}/promises/admitting/{one.key}/")
    assert SavedReply.objects.filter(workspace=cast.bakery).count() == 4
    assert client.post(f"/w/{cast.bakery.slug}/promises/admitting/nothing/").status_code == 404
