"""The sample shop: something in every corner, the same for everybody, and alive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from vitrino.channels import queries as channels
from vitrino.checkup import queries as checkup
from vitrino.commerce import queries as commerce
from vitrino.contests import queries as contests
from vitrino.demo.actions import open_sample_shop
from vitrino.demo.rhythm import PLATFORMS
from vitrino.engine.ticker import run_until_idle
from vitrino.inbox import queries as inbox
from vitrino.insight import queries as insight
from vitrino.listening import queries as listening
from vitrino.lookback import queries as lookback
from vitrino.media import queries as media
from vitrino.notify import queries as notify
from vitrino.plan import queries as plan
from vitrino.posts import queries as posts
from vitrino.publishing import queries as publishing
from vitrino.strategy import queries as strategy
from vitrino.workspace import queries as workspaces
from vitrino.workspace.actions import speak
from vitrino.workspace.models import Membership, Workspace
from vitrino.workspace.tests.cast import NOW, person

EVERYTHING: dict[str, Callable[[Workspace], QuerySet[Any]]] = {
    "brand names": workspaces.brand_names,
    "channels": channels.channels_of,
    "arrivals": channels.arrivals_of,
    "website links": channels.site_links,
    "pillars": strategy.pillars,
    "goals": strategy.active_goals,
    "strategy versions": strategy.versions_of,
    "slots": plan.slots_of,
    "ideas": plan.ideas,
    "posts": posts.posts_of,
    "pictures": media.assets_of,
    "publications": publishing.publications,
    "watches": listening.watches_of,
    "mentions": listening.mentions_of,
    "conversations": inbox.conversations_of,
    "saved replies": inbox.saved_replies,
    "orders": commerce.orders_of,
    "known posts": insight.known_posts,
    "looks back": lookback.look_backs,
    "experiments": lookback.experiments_of,
    "notices": checkup.notices,
    "contests": contests.contests_of,
    "quizzes": contests.quizzes_of,
}


def counts(workspace: Workspace) -> dict[str, int]:
    return {name: found(workspace).count() for name, found in EVERYTHING.items()}


def texts(workspace: Workspace) -> list[tuple[str, str, datetime]]:
    """Everything written in the shop, by whom or for what, and when (to the minute: work takes its time)."""
    arrived = channels.arrivals_of(workspace).values_list("author_name", "text", "at")
    written = insight.known_posts(workspace).values_list("channel__platform", "text", "at")
    sent = publishing.publications(workspace).values_list("content__text", "state", "publish_at")
    return sorted((who, text, at.replace(second=0, microsecond=0)) for who, text, at in [*arrived, *written, *sent])


def member(workspace: Workspace) -> Membership:
    return workspace.memberships.get(role="owner")


def test_every_corner_is_filled_and_goes_on_living(db: None) -> None:
    kasia = speak(person=person("Kasia"), language="pl")
    shop = open_sample_shop(by=kasia, now=NOW)

    assert (shop.name, shop.is_sample, shop.is_onboarded) == ("Piekarnia Zorza", True, True)
    assert {name for name, number in counts(shop).items() if not number} == set()
    assert {one.platform for one in channels.channels_of(shop)} == set(PLATFORMS)
    assert all(one.is_rehearsal and one.is_usable for one in channels.channels_of(shop))
    assert {one.arrival.kind for one in listening.mentions_of(shop)} >= {"mention", "comment"}
    assert "Zorzy" in {one.form for one in listening.mentions_of(shop)}
    assert channels.open_gaps(shop).count() == 0
    late = inbox.late(shop, NOW)
    assert any(one.is_complaint and one.surface == "message" for one in late)
    assert inbox.waiting_count(shop) > late.count()
    assert 0 < notify.unread_count(member(shop)) <= 10
    assert not publishing.needing_decision(shop).exists()
    assert max(one.received_at for one in channels.arrivals_of(shop)) <= NOW
    upset = inbox.conversations_of(shop).get(channel__platform="instagram", surface="message", is_complaint=True)
    handles = [one.handle for one in upset.contact.identities.all()]
    assert commerce.orders_of_person(shop, {"instagram": handles}).exists()

    planned = publishing.publications(shop).filter(state="ready").order_by("publish_at")
    first = planned[0].publish_at
    due = {one.pk for one in planned if one.publish_at == first}
    run_until_idle(first + timedelta(seconds=5))
    assert {one.kind for one in insight.findings_of(shop) if one.is_enough} >= {"level", "ignored", "when"}
    assert plan.open_suggestions(shop).exists()
    went_out = publishing.publications(shop).filter(pk__in=due)
    assert len(due) == 2
    assert {one.state for one in went_out} == {"published"}
    assert all(one.remote_id for one in went_out)


def test_two_people_get_the_same_shop_and_see_only_their_own(db: None) -> None:
    anna, celina = person("Anna"), person("Celina")
    first, second = open_sample_shop(by=anna, now=NOW), open_sample_shop(by=celina, now=NOW)

    assert open_sample_shop(by=anna, now=NOW + timedelta(days=1)) == first
    assert first != second
    assert counts(first) == counts(second)
    assert texts(first) == texts(second)
    assert {one.person_id for one in first.memberships.filter(person__is_active=True)} == {anna.pk}
    assert not inbox.conversations_of(first).exclude(contact__workspace=first).exists()
    assert not commerce.orders_of(first).filter(workspace=second).exists()
    assert not publishing.publications(second).exclude(channel__workspace=second).exists()
