"""Opening the sample shop: twelve weeks of a believable bakery."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation

from vitrino.checkup import actions as checkup
from vitrino.demo import (
    balance,
    campaigns,
    competitors,
    contests,
    crisis,
    fitting,
    goals,
    ledger,
    looks,
    numbers,
    rhythm,
    shop,
    talks,
)
from vitrino.demo.desk import Desk
from vitrino.demo.texts import book_for
from vitrino.demo.town import Town
from vitrino.engine import actions as engine
from vitrino.reviews import actions as reviews
from vitrino.workspace.models import Person, Workspace


@transaction.atomic
def open_sample_shop(*, by: Person, now: datetime) -> Workspace:
    """This person's sample shop, made and filled the first time; all of it or nothing."""
    Person.objects.select_for_update().get(pk=by.pk)  # two clicks at once are one
    found = Workspace.objects.filter(is_sample=True, memberships__person=by).first()
    if found is not None:
        return found
    with translation.override(by.language):
        made = _fill(by, now)
    transaction.on_commit(engine.ring)
    return made


def _fill(by: Person, now: datetime) -> Workspace:
    book, start = book_for(by.language), now - timedelta(weeks=rhythm.WEEKS)
    workspace = shop.open_shop(book, by=by, start=start)
    channels = shop.open_channels(workspace, book, by=by, start=start)
    pillars = shop.make_plans(workspace, book, channels, by=by, start=start, now=now)
    shop.look_at_website(workspace, book, now=now)
    life = Town(channels, book, rhythm.past_posts(book, now), now)
    talks.live_and_listen(life, start=start, now=now)
    talks.take_everything_in(workspace, now)
    talks.store_orders(workspace, book, life, now)
    talks.answer(workspace, book, life, by=by, now=now)
    reviews.follow(now)
    numbers.count_followers(channels, now)
    numbers.read_history(channels, pillars, life, now)
    competitors.look_around(workspace, book, channels, by=by, now=now)
    goals.set_goals(workspace, book, channels, pillars, by=by, now=now)
    looks.agree(workspace, channels, pillars, by=by, now=now)
    looks.look_back(workspace, book, by=by, now=now)
    crisis.be_ready(workspace, by=by, now=now)
    Desk(workspace, book, channels, pillars, by).fill(now)
    campaigns.run(workspace, book, channels, by=by, now=now)
    balance.tip(workspace, book, pillars, by=by, now=now)
    contests.run(workspace, book, channels, by=by, now=now)
    fitting.ask(workspace, by=by, now=now)
    ledger.promise(workspace, book, by=by, now=now)
    numbers.say_what_is_seen(workspace, now)
    checkup.run(workspace=workspace, now=now)
    talks.read_alerts(workspace, now)
    return workspace
