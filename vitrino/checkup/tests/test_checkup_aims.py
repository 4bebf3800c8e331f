"""Goals, platforms, results and campaigns nobody looks at are noticed, and no longer once they are put right."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.channels.models import Channel
from vitrino.checkup import actions, queries
from vitrino.checkup.models import Notice
from vitrino.checkup.registry import all_rules
from vitrino.checkup.tests import sick, sick_aims
from vitrino.plan.models import Suggestion
from vitrino.strategy.models import Strategy
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def ill() -> Cast:
    cast = assemble()
    sick_aims.fall_ill(cast)
    return cast


def noticed(cast: Cast) -> set[str]:
    actions.run(workspace=cast.bakery, now=NOW)
    return set(queries.notices(cast.bakery).values_list("rule", flat=True)) & sick_aims.RULES


def test_each_speaks_about_a_shop_that_makes_its_mistake_and_falls_silent(ill: Cast) -> None:
    left = set(sick_aims.RULES)
    assert noticed(ill) == left
    assert all(notice.evidence and notice.ways for notice in Notice.objects.all())
    for rule in sick_aims.heal(ill):
        left.discard(rule)
        assert noticed(ill) == left
    assert left == set()


def test_every_way_out_is_a_page_that_answers(ill: Cast) -> None:
    noticed(ill)
    client = ill.client(ill.anna)
    page = client.get("/w/zorza/checkup/").content.decode()
    ways = sorted(set(re.findall(r'<a class="button [^"]*" href="(/w/zorza/[^"#]+)"', page)))
    assert len(ways) > 12
    assert {path: client.get(path).status_code for path in ways} == dict.fromkeys(ways, 200)


def test_one_press_accepts_what_was_learnt(ill: Cast) -> None:
    noticed(ill)
    notice = Notice.objects.get(rule="analysis.finding-ignored")
    ill.client(ill.anna).post(f"/w/zorza/checkup/notices/{notice.pk}/remedies/accept-suggestion/")
    assert Suggestion.objects.get().state == "accepted"
    notice.refresh_from_db()
    assert notice.gone_at is not None


def test_a_healthy_shop_hears_nothing(ill: Cast) -> None:
    list(sick_aims.heal(ill))
    assert noticed(ill) == set()


def test_a_new_shop_hears_nothing(ill: Cast) -> None:
    channel = sick.channel(ill.florist, "mastodon")
    Strategy.objects.create(workspace=ill.florist, version=1, audience="Everybody who likes flowers", in_force_from=NOW)
    sick_aims.post(channel, 3, engagement=None, first_days_ago=0.1)
    actions.run(workspace=ill.florist, now=NOW)
    assert not set(queries.notices(ill.florist).values_list("rule", flat=True)) & sick_aims.RULES


def test_the_number_of_queries_does_not_grow_with_posts(ill: Cast) -> None:
    rules = [rule for rule in all_rules().values() if rule.id in sick_aims.RULES]

    def ask() -> int:
        with CaptureQueriesContext(connection) as seen:
            for rule in rules:
                rule.check(ill.bakery, NOW)
        return len(seen)

    ask()
    before = ask()
    for channel in Channel.objects.filter(workspace=ill.bakery):
        sick_aims.post(channel, 20, engagement=3, first_days_ago=31)
    assert ask() == before
