"""The page of the checkup: one sentence, the proof, and buttons that work for whoever sees them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.channels.models import Channel
from vitrino.checkup import actions, pages, queries
from vitrino.checkup.models import Notice, Run, Trouble
from vitrino.checkup.tests import sick
from vitrino.strategy.models import Strategy
from vitrino.workspace import queries as workspaces
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
HOME = "/w/zorza/checkup/"


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def ill(cast: Cast) -> Cast:
    sick.fall_ill(cast)
    look(cast)
    return cast


def look(cast: Cast) -> None:
    """Like an hourly round, for the rules that have something to say here."""
    actions.look_again(workspace=cast.bakery, groups=sick.GROUPS, now=NOW)
    Run.objects.create(workspace=cast.bakery, at=NOW, duration_s=0, noticed=0)


def text_of(cast: Cast, person: Any) -> str:
    response = cast.client(person).get(HOME)
    assert response.status_code == 200
    return str(response.content.decode())


def test_it_begins_with_a_sentence(ill: Cast) -> None:
    text = text_of(ill, ill.anna)
    assert f"{len(sick.SPEAK)} things are worth doing." in text
    assert "Last checked:" in text
    for notice in Notice.objects.all():
        assert f'id="notice-{notice.pk}"' in text


def test_one_thing_is_said_as_one(cast: Cast) -> None:
    assert pages.sentence(1, has_run=True) == "1 thing is worth doing."


def test_a_shop_that_is_well_reads_so(cast: Cast) -> None:
    actions.run(workspace=cast.bakery, now=NOW)
    Notice.objects.update(gone_at=NOW)
    text = text_of(cast, cast.anna)
    assert "All is well." in text
    assert "Nothing to put right" in text


def test_before_the_first_look_it_says_what_it_will_do(cast: Cast) -> None:
    assert "The first checkup has not run yet." in text_of(cast, cast.anna)


def test_every_remedy_that_does_something_does_it(ill: Cast) -> None:
    client = ill.client(ill.anna)
    member = workspaces.membership(ill.anna.pk, "zorza")
    assert member is not None
    doing = [
        (notice, button.url)
        for notice in queries.notices(ill.bakery)
        for button in pages.card(notice, member, None).buttons
        if button.is_post
    ]
    assert len(doing) == 4
    for notice, url in doing:
        response = client.post(url)
        assert (response.status_code, urlsplit(response["location"]).path) == (302, HOME)
        notice.refresh_from_db()
        assert notice.gone_at is not None, notice.rule


def test_a_remedy_that_is_not_offered_says_so(ill: Cast) -> None:
    client = ill.client(ill.anna)
    notice = Notice.objects.get(rule="goals.none")
    response = client.post(f"{HOME}notices/{notice.pk}/remedies/let-go/", follow=True)
    assert "has changed meanwhile" in response.content.decode()


def test_check_now_looks_at_once(cast: Cast) -> None:
    response = cast.client(cast.anna).post(f"{HOME}runs/", follow=True)
    text = response.content.decode()
    assert "Checked just now." in text
    assert "There is no goal" in text


def test_setting_aside_takes_a_reason_and_shows_it(ill: Cast) -> None:
    client = ill.client(ill.anna)
    notice = Notice.objects.get(rule="goals.none")
    refused = client.post(f"{HOME}notices/{notice.pk}/dismissal/", {"reason": "", "until": "week"})
    assert refused.status_code == 422
    assert "Please say why" in refused.content.decode()
    client.post(f"{HOME}notices/{notice.pk}/dismissal/", {"reason": "We <b>begin</b> in spring", "until": "change"})
    text = text_of(ill, ill.anna)
    assert f'id="notice-{notice.pk}"' not in text
    assert "We &lt;b&gt;begin&lt;/b&gt; in spring" in text
    client.post(f"{HOME}notices/{notice.pk}/return/")
    assert f'id="notice-{notice.pk}"' in text_of(ill, ill.anna)


def test_what_is_important_can_not_be_put_aside_until_it_changes(ill: Cast) -> None:
    notice = Notice.objects.get(rule="channels.linked-but-stale")
    url = f"{HOME}notices/{notice.pk}/dismissal/"
    response = ill.client(ill.anna).post(url, {"reason": "Winter", "until": "change"})
    assert response.status_code == 422
    assert "For a month" in response.content.decode()


def test_it_is_narrowed_to_an_area_and_to_what_is_important(ill: Cast) -> None:
    client = ill.client(ill.anna)
    goals = client.get(HOME + "?area=goal").content.decode()
    assert "There is no goal" in goals
    assert "There is no strategy" not in goals
    high = client.get(HOME + "?severity=high").content.decode()
    assert "There is no goal" not in high
    assert client.get(HOME + "?area=nonsense&severity=1").content.decode().count("<article") == len(sick.SPEAK)


def test_what_is_only_good_to_know_is_folded(ill: Cast) -> None:
    text = text_of(ill, ill.anna)
    low = Notice.objects.get(severity="low")
    assert text.index("1 more") < text.index(f'id="notice-{low.pk}"')


def test_a_check_that_could_not_look_is_said_with_what_to_do(ill: Cast) -> None:
    Trouble.objects.create(workspace=ill.bakery, rule="goals.none", error="KeyError", since=NOW, last_at=NOW)
    text = text_of(ill, ill.anna)
    assert "Some checks could not look" in text
    assert "No goal is under way." in text
    assert "There is no strategy" in text


def test_what_was_put_right_is_shown_for_a_while(ill: Cast) -> None:
    Strategy.objects.create(workspace=ill.bakery, version=1, in_force_from=NOW)
    ill.client(ill.anna).post(f"{HOME}runs/")
    assert "Put right lately" in text_of(ill, ill.anna)


def test_a_helper_sees_only_buttons_that_open_for_them(ill: Cast) -> None:
    text = text_of(ill, ill.bruno)
    assert "Answer the first" in text
    assert "Set a goal" not in text
    assert "Put it aside" not in text
    assert "Check now" not in text


def test_hostile_names_stay_text(ill: Cast) -> None:
    Notice.objects.filter(rule="care.unanswered").update(
        evidence=[{"template": "{name}", "values": {"name": "<script>x</script>"}, "page": "", "arguments": {}}]
    )
    assert "<script>x" not in text_of(ill, ill.anna)


@pytest.mark.parametrize("what", ["dismissal/", "return/", "remedies/let-go/"])
def test_notices_of_another_shop_do_not_exist(ill: Cast, what: str) -> None:
    notice = Notice.objects.get(rule="channels.broken-link")
    response = ill.client(ill.celina).post(f"/w/fiolek/checkup/notices/{notice.pk}/{what}", {"reason": "x"})
    assert response.status_code == 404
    notice.refresh_from_db()
    assert (notice.gone_at, notice.dismissed_at) == (None, None)


def test_today_shows_the_serious_ones(ill: Cast) -> None:
    text = ill.client(ill.anna).get("/w/zorza/today/").content.decode()
    notice = queries.notices(ill.bakery)[0]
    assert notice.severity == "high"
    assert f"{HOME}#notice-{notice.pk}" in text


def test_reading_the_page_costs_the_same_however_much_there_is(ill: Cast) -> None:
    client = ill.client(ill.anna)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(HOME)
        return len(captured)

    count()
    few = count()
    channel = Channel.objects.get(platform="mastodon")
    for number in range(10):
        sick.publish(channel, f"More {number}", NOW)
        sick.link(ill.bakery, f"other{number}", silent_days=90)
    look(ill)
    assert queries.notices(ill.bakery).filter(rule="channels.linked-but-stale").count() == 11
    assert count() == few
