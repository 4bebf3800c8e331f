"""The pages of the crisis desk, as the people of the shop and strangers see them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vitrino.crisis import actions, queries
from vitrino.crisis.models import Drill, Incident, PlanVersion
from vitrino.crisis.tests.scene import declared, over, reloaded
from vitrino.publishing.tests.stage import Stage, set_up
from vitrino.workspace.tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return set_up()


@pytest.fixture
def anna(stage: Stage) -> Client:
    return stage.cast.client(stage.cast.anna)


@pytest.fixture
def bruno(stage: Stage) -> Client:
    """He answers and may not manage."""
    return stage.cast.client(stage.cast.bruno)


def url(name: str, **kwargs: object) -> str:
    return reverse(f"crisis:{name}", kwargs={"slug": "zorza", **kwargs})


def html(client: Client, name: str, **kwargs: object) -> str:
    response = client.get(url(name, **kwargs))
    assert response.status_code == 200, name
    return response.content.decode()


def sent(client: Client, name: str, given: dict[str, object], status: int = 302, **kwargs: object) -> str:
    response = client.post(url(name, **kwargs), given)
    assert response.status_code == status, response.content.decode()[-2000:]
    return str(response.headers.get("Location", response.content.decode()))


def test_a_plan_is_proposed_saved_changed_for_a_reason_and_printed(stage: Stage, anna: Client) -> None:
    assert "Nobody has written down yet" in html(anna, "home")
    page = html(anna, "plan")
    assert 'value="Anna"' in page
    assert "within 60 minutes" in page
    given: dict[str, object] = {
        "decides-person": "Anna", "decides-phone": "+48 600 100 200", "decides-deputy": "Bruno",
        "steps": "One\nTwo\n\nThree", "statement-product": "We know.", "guidelines": "Be kind.",
        "contact-kind": ["insurer", "press"], "contact-name": ["Warta", ""], "contact-phone": ["801 1", ""],
        "contact-email": ["", ""], "contact-note": ["", ""],
    }  # fmt: skip
    sent(anna, "plan", given)
    plan = PlanVersion.objects.get().told
    assert (plan.steps, [one.name for one in plan.contacts]) == (("One", "Two", "Three"), ["Warta"])
    assert "Write down why" in sent(anna, "plan", {**given, "press": "Later."}, status=422)
    sent(anna, "plan", {**given, "press": "Later.", "reason": "The paper asked"})
    version = html(anna, "version", pk=PlanVersion.objects.get(number=2).pk)
    assert 'href="tel:+48600100200"' in version
    assert "The paper asked" in version
    assert "Nobody is named who speaks" in html(anna, "home")


def test_only_who_manages_writes_the_plan_lets_through_and_goes_on(stage: Stage, bruno: Client) -> None:
    row, incident = stage.plan(), declared(stage)
    assert bruno.get(url("plan")).status_code == 403
    assert bruno.get(url("going-on", pk=incident.pk)).status_code == 403
    assert bruno.post(url("exception", pk=incident.pk, publication=row.pk)).status_code == 403
    assert bruno.post(url("statements", pk=incident.pk), {"text": "Hello"}).status_code == 403
    assert "Let it through" not in html(bruno, "incident", pk=incident.pk)


def test_a_helper_alone_can_declare_a_crisis(stage: Stage, bruno: Client) -> None:
    stage.plan("Rolls at half price")
    assert "This field is required" in sent(bruno, "declaration", {"title": ""}, status=422)
    place = sent(bruno, "declaration", {"title": "Glass", "kind": "product", "severity": "3"})
    page = bruno.get(place).content.decode()
    assert "Rolls at half price" in page
    assert "The first public word is due" in page


def test_the_whole_way_on_the_page(stage: Stage, anna: Client) -> None:
    row, incident = stage.plan("Rolls at half price", publish_at=stage.now.replace(year=2027)), declared(stage)
    pk = incident.pk
    sent(anna, "taking", {}, pk=pk)
    sent(anna, "log", {"text": "The supplier called"}, pk=pk)
    sent(anna, "steps", {"severity": "2"}, pk=pk)
    assert "Fill this in first: [time]" in sent(anna, "statements", {"text": "More by [time]."}, 422, pk=pk)
    sent(anna, "statements", {"text": "We know of it. More by six."}, pk=pk)
    for event in ("investigate", "identify", "fix", "watch"):
        sent(anna, "steps", {"event": event}, pk=pk)
    sent(anna, "exception", {}, pk=pk, publication=row.pk)
    assert "Hold it again" in html(anna, "incident", pk=pk)
    sent(anna, "exception", {"hold": "1"}, pk=pk, publication=row.pk)
    assert "Rolls at half price" in html(anna, "going-on", pk=pk)
    assert "Not decided: 1" in sent(anna, "going-on", {}, 422, pk=pk)
    sent(anna, "going-on", {f"wish-{row.pk}": "keep"}, pk=pk)
    statement = queries.statements_of(incident).get()
    sent(anna, "statements", {"text": "It was five, not six.", "corrects": str(statement.pk)}, pk=pk)
    sent(anna, "statements", {"text": "It is over.", "is_last": "on"}, pk=pk)
    sent(anna, "steps", {"event": "close"}, pk=pk)
    assert reloaded(incident).state == "closed"
    page = html(anna, "incident", pk=pk)
    for words in ("The supplier called", "corrected later", "last word", "Look back on it"):
        assert words in page


def test_the_public_page_needs_no_account_and_keeps_what_was_corrected(stage: Stage, anna: Client) -> None:
    stranger = Client()
    assert stranger.get(url("public")).status_code == 404
    stage.cast.bakery.language = "pl"
    stage.cast.bakery.save()
    incident = declared(stage)
    assert stranger.get(url("public")).status_code == 404, "nothing was said yet"
    first = actions.publish(incident=incident, text="Mąka & <b>orzechy</b>", by=stage.cast.anna, now=stage.now)
    actions.publish(
        incident=incident, text="Tylko mąka", by=stage.cast.anna, now=stage.later(minutes=5).now, corrects=first
    )
    response = stranger.get(url("public"), headers={"accept-language": "eo"})
    page = response.content.decode()
    assert 'lang="pl"' in page
    assert "Mąka &amp; &lt;b&gt;orzechy&lt;/b&gt;" in page
    assert page.index("Tylko mąka") < page.index("Mąka &amp;")
    assert "Anna" not in page
    assert response.headers["Cache-Control"].startswith("public, max-age=30")
    assert not response.cookies
    assert "<script" not in page.partition("<body")[2]


def test_the_look_back_ends_in_a_plan_with_its_reason(stage: Stage, anna: Client) -> None:
    incident = over(stage)
    pk = incident.pk
    sent(anna, "review", {"happened": "Glass", "cause": "A jar beside the dough"}, pk=pk)
    sent(anna, "review", {"happened": "Glass", "cause": "A jar beside the dough", "finish": "1"}, pk=pk)
    assert reloaded(incident).state == "closed", "without a lesson it is not finished"
    sent(anna, "lessons", {"text": "No glass beside the dough", "goes": "steps"}, pk=pk)
    sent(anna, "lessons", {"text": "Fire the apprentice", "goes": "guidelines"}, pk=pk)
    first, second = incident.lessons.order_by("pk")
    sent(anna, "lesson", {"decision": "accept"}, pk=pk, lesson=first.pk)
    sent(anna, "lesson", {"decision": "refuse"}, pk=pk, lesson=second.pk)
    plan = PlanVersion.objects.get()
    assert plan.told.steps[-1] == "No glass beside the dough"
    assert plan.reason == "Lesson of “Glass in the bread”: No glass beside the dough"
    sent(anna, "review", {"happened": "Glass", "cause": "A jar", "finish": "1"}, pk=pk)
    assert Incident.objects.get().state == "reviewed"
    assert "A jar" in html(anna, "review", pk=pk)


def test_a_drill_is_begun_played_left_and_scored(stage: Stage, anna: Client) -> None:
    assert "Glass in the bread" in html(anna, "drills")
    sent(anna, "drills", {"scenario": "glass"})
    drill = Drill.objects.get()
    assert html(anna, "drill", pk=drill.pk).count("DRILL") > 3
    sent(anna, "acts", {"kind": "declare", "severity": "3"}, pk=drill.pk)
    sent(anna, "acts", {"kind": "leave-drill"}, pk=drill.pk)
    assert "Go on with it" in html(anna, "drills")
    sent(anna, "acts", {"kind": "end-drill"}, pk=drill.pk)
    assert anna.get(url("drill", pk=drill.pk), headers={"hx-request": "true"}).headers["HX-Refresh"] == "true"
    result = html(anna, "drill", pk=drill.pk)
    assert "of 100 points" in result
    assert "What would have been right" in result
    assert "of 100" in html(anna, "home")


@pytest.mark.parametrize("name", ["home", "incident"])
def test_more_rows_cost_no_more_questions(stage: Stage, anna: Client, name: str) -> None:
    incident = declared(stage)
    kwargs = {"pk": incident.pk} if name == "incident" else {}
    html(anna, name, **kwargs)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            html(anna, name, **kwargs)
        return len(asked)

    before = count()
    for number in range(4):
        stage.plan(f"Rolls {number}")
        actions.note(incident=incident, text="Line", by=stage.cast.anna, now=NOW)
        Incident.objects.create(workspace=stage.cast.bakery, title="Old", state="reviewed", state_at=NOW, began_at=NOW)
    assert count() <= before + (1 if name == "incident" else 0)
