"""A look back from the reminder to the record, with a break in the middle."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from vitrino.channels.models import Channel
from vitrino.domain.problem import Problem
from vitrino.lookback import looking, pages, queries
from vitrino.lookback.models import Decision, LookBack
from vitrino.lookback.periods import ending_before
from vitrino.lookback.tests.scene import channel, history, slot_suggestion
from vitrino.notify.models import Alert
from vitrino.plan import queries as plans
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
NEXT_MONTH = NOW + timedelta(days=14)


@pytest.fixture
def cast() -> Cast:
    made = assemble()
    Workspace.objects.update(created_at=NOW - timedelta(days=200))
    made.bakery.refresh_from_db()
    return made


@pytest.fixture
def shop(cast: Cast) -> Channel:
    made = channel(cast.bakery)
    history(made, NOW)
    return made


@pytest.fixture
def back(cast: Cast, shop: Channel) -> LookBack:
    return looking.begin(workspace=cast.bakery, every="month", by=cast.anna, now=NOW)


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    week, month = ending_before("week", date(2026, 11, 22)), ending_before("month", date(2026, 3, 31))
    assert (week.from_on, week.to_on) == (date(2026, 11, 9), date(2026, 11, 15))
    assert (month.from_on, month.to_on) == (date(2026, 2, 1), date(2026, 2, 28))
    assert month.before.from_on == date(2026, 1, 1)


def test_people_are_reminded_once_a_month_until_it_is_done(cast: Cast, shop: Channel) -> None:
    assert [looking.remind(cast.bakery, NOW + timedelta(hours=n)) for n in range(3)] == [True, False, False]
    assert Alert.objects.filter(kind="lookback", person=cast.anna).count() == 1
    made = looking.begin(workspace=cast.bakery, every="", by=cast.anna, now=NOW)
    looking.close(back=made, by=cast.anna, now=NOW)
    assert queries.due(cast.bakery, NOW) is None
    assert queries.due(cast.bakery, NEXT_MONTH) is not None


def test_a_shop_newer_than_the_time_is_not_asked(cast: Cast) -> None:
    Workspace.objects.update(created_at=NOW - timedelta(days=10))
    cast.bakery.refresh_from_db()
    assert queries.due(cast.bakery, NOW) is None


def test_nobody_is_reminded_who_does_not_want_it(cast: Cast) -> None:
    looking.set_rhythm(workspace=cast.bakery, every="", by=cast.anna, now=NOW)
    assert not looking.remind(cast.bakery, NOW)


def test_it_goes_on_after_a_break_where_it_stopped(cast: Cast, back: LookBack) -> None:
    looking.save_step(back=back, step=1, note="More orders before Christmas", go_to=2)
    again = looking.begin(workspace=cast.bakery, every="month", by=cast.bruno, now=NOW + timedelta(days=2))
    assert (again.pk, again.step, again.wanted) == (back.pk, 2, "More orders before Christmas")


def test_what_is_accepted_is_tried_and_what_is_refused_keeps_its_reason(
    cast: Cast, shop: Channel, back: LookBack
) -> None:
    yes, no = slot_suggestion(cast, shop), slot_suggestion(cast, shop, weekday=5)
    looking.decide_suggestion(back=back, suggestion=yes, accept=True, reason="", by=cast.anna, now=NOW)
    with pytest.raises(Problem, match="why not"):
        looking.decide_suggestion(back=back, suggestion=no, accept=False, reason="", by=cast.anna, now=NOW)
    looking.decide_suggestion(back=back, suggestion=no, accept=False, reason="We are closed", by=cast.anna, now=NOW)
    assert queries.experiments_of(cast.bakery).count() == 1
    said = [words(one["outcome"]) for one in pages.decided(cast.bakery, queries.decisions_of(back))]
    assert said == ["Too early: 0 of about 12 posts. Nothing is claimed before the end.", "Refused: We are closed"]


def test_the_next_look_back_begins_with_what_came_of_the_last(cast: Cast, back: LookBack) -> None:
    made = looking.decide(back=back, text="One film a week", by=cast.anna, now=NOW)
    looking.close(back=back, by=cast.anna, now=NOW)
    following = looking.begin(workspace=cast.bakery, every="month", by=cast.anna, now=NEXT_MONTH)
    looking.note_outcomes(workspace=cast.bakery, outcomes={made.pk: ("partly", "two of four")})
    last = pages.decided(cast.bakery, queries.last_decisions(following))
    assert [(one["said"], one["outcome"]) for one in last] == [("One film a week", "Partly. two of four")]


def test_the_record_stays_as_it_was(cast: Cast, shop: Channel, back: LookBack) -> None:
    looking.close(back=back, by=cast.anna, now=NOW)
    before = pages.record(back)
    history(shop, NOW, answers=900)
    back.refresh_from_db()
    assert pages.record(back) == before
    assert any(one["figure"] for one in before["cards"])


def test_a_closed_one_takes_nothing_more(cast: Cast, back: LookBack) -> None:
    looking.close(back=back, by=cast.anna, now=NOW)
    for change in (
        lambda: looking.save_step(back=back, step=1, note="x", go_to=2),
        lambda: looking.decide(back=back, text="x", by=cast.anna, now=NOW),
        lambda: looking.close(back=back, by=cast.anna, now=NOW),
    ):
        with pytest.raises(Problem, match="closed"):
            change()


def test_a_whole_look_back_by_its_pages(cast: Cast, shop: Channel) -> None:
    client, suggestion = cast.client(cast.anna), slot_suggestion(cast, shop)
    client.post("/w/zorza/look-back/beginning/")
    back = LookBack.objects.get()
    address = f"/w/zorza/look-back/{back.pk}/"
    for step in range(1, 5):
        assert client.get(f"{address}?step={step}").status_code == 200
        client.post(address, {"step": step, "note": f"note {step}", "go": step + 1})
    client.post(f"{address}decisions/", {"suggestion": suggestion.pk, "decision": "accept"})
    client.post(f"{address}decisions/", {"text": "Ask more"})
    assert "Ask more" in client.get(address).content.decode()
    client.post(f"{address}closing/")
    told = client.get(address).content.decode()
    assert all(f"note {step}" in told for step in range(1, 5))
    assert "Post on Thursdays" in told
    assert plans.slots_of(cast.bakery).count() == 1
    assert Decision.objects.count() == 2


def test_somebody_who_only_sees_can_read_and_not_write(cast: Cast, back: LookBack) -> None:
    client = cast.client(cast.bruno)
    assert client.get(f"/w/zorza/look-back/{back.pk}/").status_code == 200
    assert client.post(f"/w/zorza/look-back/{back.pk}/", {"step": 1, "go": 2}).status_code == 403
    assert client.get("/w/zorza/look-back/").status_code == 200


@pytest.mark.parametrize("path", ["look-back/", "look-back/{pk}/?step=3", "experiments/"])
def test_more_posts_cost_no_more_queries(cast: Cast, shop: Channel, back: LookBack, path: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, address = cast.client(cast.anna), f"/w/zorza/{path.format(pk=back.pk)}"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    history(shop, NOW, weeks=30)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_the_address_of_the_earlier_page_leads_on(cast: Cast) -> None:
    answer = cast.client(cast.anna).get("/w/zorza/insight/retrospective/")
    assert (answer.status_code, answer["Location"]) == (302, "/w/zorza/look-back/")
