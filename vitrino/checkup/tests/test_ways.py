"""Every way out of every rule leads to a page that opens, or is a press that puts right what was noticed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from vitrino.checkup import actions, remedies
from vitrino.checkup.models import Notice
from vitrino.checkup.registry import all_rules
from vitrino.checkup.rule import AnyRule, Evidence, Noticed, Way
from vitrino.checkup.tests.shops import labelled
from vitrino.workspace.models import Event
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parents[1] / "rules"
# Presses that ask people or prepare something: what was noticed goes when they have done it.
SLOW = {"balance-week", "ask-to-read", "read-website"}
# URL names of pages that were opened: those that need no object are the same for every rule.
_opened: set[str] = set()


def rule_of(name: str) -> AnyRule:
    return next(one for one in all_rules().values() if one.judge.__module__.endswith(f".{name}"))


def ill_shop(name: str) -> tuple[Cast, list[Noticed]]:
    people = assemble()
    labelled()[name].make_ill(people)
    found = rule_of(name).check(people.bakery, NOW)
    assert found
    return people, found


@pytest.mark.parametrize("name", sorted(labelled()))
def test_every_way_and_every_proof_leads_to_a_page_that_opens(name: str) -> None:
    people, found = ill_shop(name)
    client = people.client(people.anna)
    for one in found:
        assert one.evidence
        assert all(bool(way.page) is not bool(way.action) for way in one.ways), "a way is a page or a press"
        assert len({str(way.label) for way in one.ways}) == len(one.ways) > 0
    for to in steps_of(found[:2]):
        assert opens(client, people, to), to


def steps_of(found: list[Noticed]) -> Iterator[Way | Evidence]:
    """The remedy of each notice; what else can be done or seen only if no rule has led to that kind of page yet."""
    for one in found:
        steps: list[Way | Evidence] = [*one.ways, *one.evidence]
        for number, to in enumerate(steps):
            if to.page and (number == 0 or to.page not in _opened):
                yield to


def opens(client: Client, people: Cast, to: Way | Evidence) -> bool:
    """Whether the owner of the shop gets the page, or is led on to another one."""
    if not to.arguments and to.page in _opened:
        return True
    _opened.add(to.page)
    url = reverse(to.page, kwargs={"slug": people.bakery.slug, **to.arguments})
    return client.get(url, follow=True).status_code == 200


def pressed() -> list[str]:
    """Names of the rules that offer a press, by the source of their files."""
    return [name for name in sorted(labelled()) if "action=" in (FOLDER / f"{name}.py").read_text(encoding="utf-8")]


@pytest.mark.parametrize("name", pressed())
def test_one_press_puts_right_what_was_noticed(name: str) -> None:
    people, found = ill_shop(name)
    rule = rule_of(name)
    actions.look_again(workspace=people.bakery, groups=[rule.id.partition(".")[0]], now=NOW)
    for noticed in found:
        for action in [way.action for way in noticed.ways if way.action]:
            notice = Notice.objects.get(workspace=people.bakery, rule=rule.id, key=noticed.key)
            if notice.gone_at is None:
                before = Event.objects.count()
                remedies.apply(notice=notice, action=action, by=people.anna, now=NOW)
                notice.refresh_from_db()
                assert Event.objects.count() > before, "nothing happened"
                assert notice.gone_at is not None or action in SLOW, (rule.id, action)
