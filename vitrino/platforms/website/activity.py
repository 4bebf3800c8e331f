"""When a linked profile last showed something new, as far as anybody may see that without an account."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from vitrino.connect.errors import ConnectError
from vitrino.connect.site import Activity, ProfileLink
from vitrino.connect.wire import Door, Response, get
from vitrino.domain.message import say
from vitrino.platforms.website.feeds import is_feed, newest, newest_entry
from vitrino.platforms.website.page import read_page
from vitrino.platforms.website.visit import words_for


def last_activity(door: Door, link: ProfileLink, public_feed: str, now: datetime) -> Activity:
    """The newest post behind a link. public_feed: the platform's address of a feed or page that needs no account, with
    `{handle}` or `{url}` in it; "" when the platform has none. Raises nothing: problems come in words."""
    if not public_feed:
        return Activity(problem=say("This platform shows its posts only to those who sign in."))
    url = public_feed.replace("{url}", link.url).replace("{handle}", quote(link.handle, safe="/@:.-_"))
    return _read(door, url, now, may_follow=True)


def _read(door: Door, url: str, now: datetime, may_follow: bool) -> Activity:
    try:
        response = door.send(get(url))
    except ConnectError as error:
        return Activity(problem=words_for(error), read_from=url)
    if response.status in (404, 410):
        return Activity(is_gone=True, problem=say("There is no such profile (any more)."), read_from=url)
    if not response.is_ok:
        return Activity(problem=say("The platform did not show this profile (it answered {status}).",
                                    status=response.status), read_from=url)  # fmt: skip
    return _from_answer(door, response, url, now, may_follow)


def _from_answer(door: Door, response: Response, url: str, now: datetime, may_follow: bool) -> Activity:
    kind = response.headers.get("content-type", "")
    if is_feed(response.body, kind):
        return _dated(newest_entry(response.body, now), url)
    page = read_page(response.body, kind, response.url or url)
    if page.feeds and may_follow:
        return _read(door, page.feeds[0], now, may_follow=False)
    return _dated(newest(page.times, now), url)


def _dated(at: datetime | None, url: str) -> Activity:
    problem = None if at else say("The profile shows no dated posts.")
    return Activity(at=at, problem=problem, read_from=url)
