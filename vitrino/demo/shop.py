"""The shop itself: who it is, how it speaks, what it wants, and how its week looks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import cast

from vitrino.channels import actions as channels
from vitrino.channels import doors
from vitrino.channels.models import SiteLink, SiteScan
from vitrino.channels.queries import Channel
from vitrino.connect.twin import SqliteTwinStore
from vitrino.demo import speaking
from vitrino.demo.book import Book
from vitrino.demo.rhythm import CADENCE, PLATFORMS, WEEK
from vitrino.inbox import actions as inbox
from vitrino.listening import actions as listening
from vitrino.plan import actions as plan
from vitrino.strategy import actions as strategy
from vitrino.strategy.models import Pillar
from vitrino.workspace import actions as workspaces
from vitrino.workspace.models import Person, Workspace

HOURS = {**{str(day): [["07:00", "18:00"]] for day in range(6)}, "6": [["08:00", "13:00"]]}
_SLOT_PILLARS = (0, 1, 3, 2, 4)


def open_shop(book: Book, *, by: Person, start: datetime) -> Workspace:
    """The sample workspace with its names and its voice, set up twelve weeks ago."""
    made = workspaces.open_workspace(
        name=book.shop, by=by, language=book.language, now=start, time_zone=book.time_zone, is_sample=True
    )
    workspaces.describe_shop(workspace=made, by=by, now=start,
                             values={"website": book.website, "sells": book.sells, "hours": HOURS})  # fmt: skip
    workspaces.shape_brand(workspace=made, voice=book.voice, formality="casual", avoid=book.avoid, by=by, now=start)
    workspaces.add_brand_name(workspace=made, text=book.names[0], by=by, now=start, context_words=book.context_words)
    for name in book.names[1:]:
        workspaces.add_brand_name(workspace=made, text=name, by=by, now=start)
    workspaces.go_to_step(workspace=made, step=0)
    listening.grow_watches(workspace=made, now=start)
    return made


def open_channels(workspace: Workspace, book: Book, *, by: Person, start: datetime) -> dict[str, Channel]:
    """Six rehearsal channels by platform, in worlds of their own."""
    return {platform: _rehearse(workspace, book, platform, by, start) for platform in PLATFORMS}


def make_plans(workspace: Workspace, book: Book, shop: Mapping[str, Channel], *, by: Person, start: datetime,
               now: datetime) -> list[Pillar]:  # fmt: skip
    """Pillars, strategy in two versions, the weekly times, ideas, saved replies."""
    pillars = [strategy.add_pillar(workspace=workspace, name=one.name, description=one.description,
                                   is_promotional=one.is_promotional, by=by, now=start)
               for one in book.pillars]  # fmt: skip
    speaking.write_strategy(workspace, book, by=by, start=start)
    _set_week(shop, pillars, by=by, start=start)
    for number, idea in enumerate(book.ideas):
        plan.note_idea(workspace=workspace, text=idea.text, by=by, now=now - timedelta(days=2 * number + 1),
                       pillar=pillars[idea.pillar])  # fmt: skip
    for title, text in book.saved_replies:
        inbox.keep_reply(workspace=workspace, title=title, text=text, by=by, now=start)
    return pillars


def look_at_website(workspace: Workspace, book: Book, *, now: datetime) -> None:
    """What a scan of the made-up website would have found: two living profiles, and one nobody tends any more.

    Nothing is fetched: the address does not exist.
    """
    at = now - timedelta(days=2)
    SiteScan.objects.create(workspace=workspace, at=at, url=book.website, pages=[book.website])
    ages = {"instagram": timedelta(days=1), "facebook": timedelta(days=1), "x": timedelta(days=412)}
    for platform, age in ages.items():
        handle = book.old_profile if platform == "x" else book.handle
        SiteLink.objects.create(
            workspace=workspace, platform=platform, handle=handle, url=f"https://{platform}.com/{handle}",
            found_on=book.website, checked_at=at, last_activity_at=at - age,
        )  # fmt: skip


def _rehearse(workspace: Workspace, book: Book, platform: str, by: Person, start: datetime) -> Channel:
    # A shop whose filling failed was rolled back, and its number is given again; its twins know nothing of that.
    cast(SqliteTwinStore, doors.twin(workspace.pk, platform).store).clear()
    return channels.rehearse(
        workspace=workspace, platform=platform, handle=book.handle, name=book.shop, by=by, now=start
    )


def _set_week(shop: Mapping[str, Channel], pillars: list[Pillar], *, by: Person, start: datetime) -> None:
    for platform, channel in shop.items():
        if platform in CADENCE:
            low, high = CADENCE[platform]
            plan.set_cadence(channel=channel, low_per_week=low, high_per_week=high, by=by, now=start)
        else:
            plan.start_with_defaults(channel=channel, now=start)
        for number, (weekday, hour, minute) in enumerate(WEEK[platform]):
            plan.add_slot(channel=channel, weekday=weekday, wall_time=time(hour, minute), by=by, now=start,
                          pillar=pillars[_SLOT_PILLARS[number % len(pillars)]])  # fmt: skip
