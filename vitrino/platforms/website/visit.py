"""A polite guest: asks robots.txt first, waits between requests, and leaves when its time or its number is up."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from vitrino.connect.errors import ConnectError, NotSent, Transient
from vitrino.connect.http import REDIRECTS
from vitrino.connect.wire import Door, Response, get
from vitrino.domain.message import Message, say
from vitrino.platforms.website.links import joined
from vitrino.platforms.website.robots import EVERYTHING, LOST, Robots, robots_from

MAX_FETCHES = 30
MAX_REDIRECTS = 3
TOTAL_S = 75.0
ONE_REQUEST_S = 12.0
PAUSE_S = 0.25
# Whoever asks for longer pauses than this gets fewer questions: the visit ends when its time is up.
LONGEST_PAUSE_S = 10.0
GONE = (404, 410)
ABSENT = say("This address can't be reached at the moment.")
DAMAGED = say("The answer did not come, or not whole.")
PAGE = "text/html,application/xhtml+xml"


@dataclass(frozen=True)
class Pace:
    """How a visit goes. clock and sleep: of this machine, others in tests. All times in seconds."""

    max_fetches: int = MAX_FETCHES
    total_s: float = TOTAL_S
    pause_s: float = PAUSE_S
    request_s: float = ONE_REQUEST_S
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True)
class Answer:
    """What came of a question. problem: why there is nothing to read; response: None when nothing came at all.

    is_absent: no server listens there, which is what plain http may still help with. is_broken: something listens, but
    the answer never came whole.
    """

    response: Response | None = None
    problem: Message | None = None
    is_absent: bool = False
    is_broken: bool = False


@dataclass
class Visitor:
    """One visit, to however many hosts. fetches: how many requests it took. is_cut_short: it had to leave early."""

    door: Door
    pace: Pace = field(default_factory=Pace)
    fetches: int = 0
    is_cut_short: bool = False
    _robots: dict[str, Robots] = field(default_factory=dict)
    _asked_at: dict[str, float] = field(default_factory=dict)
    _absent: set[str] = field(default_factory=set)
    _ends_at: float = 0.0

    def __post_init__(self) -> None:
        self._ends_at = self.pace.clock() + self.pace.total_s

    def ask(self, url: str, *, accept: str = PAGE, stops_at_redirect: bool = False) -> Answer:
        """One address, unless robots.txt forbids it or the visit is over. Raises nothing.

        Redirects are followed one by one, because each place has rules of its own.
        """
        for _hop in range(MAX_REDIRECTS + 1):
            answer = self._refusal(url) or self._send(url, accept)
            target = answer.response.headers.get("location", "") if answer.response else ""
            is_moved = answer.response is not None and answer.response.status in REDIRECTS and bool(target)
            if stops_at_redirect or not is_moved:
                return answer
            url = joined(url, target) or target
        return Answer(problem=say("The address leads round in circles."))

    def _refusal(self, url: str) -> Answer | None:
        """Why this address is not opened at all; None when it is."""
        robots = self._robots_of(url)
        if _site(url) in self._absent:
            return Answer(problem=ABSENT, is_absent=True)
        if robots.is_lost:
            return Answer(problem=say("The site's rules for programs (robots.txt) could not be read, so Vitrino stays "
                                      "out for now."))  # fmt: skip
        if not robots.allows(url):
            return Answer(problem=say("The site asks programs not to read it (robots.txt), so Vitrino does not."))
        return None

    def may_read(self, url: str) -> bool:
        """Reads the site's robots.txt once."""
        return self._robots_of(url).allows(url)

    def _robots_of(self, url: str) -> Robots:
        site = _site(url)
        if site not in self._robots:
            self._robots[site] = EVERYTHING  # while it is being asked for
            answer = self._send(f"{site}/robots.txt", "text/plain", follows=True)
            if answer.response is not None:
                self._robots[site] = robots_from(answer.response)
            elif answer.is_absent:
                self._absent.add(site)
            elif answer.is_broken:
                self._robots[site] = LOST
        return self._robots[site]

    def _send(self, url: str, accept: str, follows: bool = False) -> Answer:
        if not self._wait_for(url):
            self.is_cut_short = True
            return Answer(problem=say("Vitrino had read for long enough and did not open this page."))
        self.fetches += 1
        seconds = min(self.pace.request_s, self._ends_at - self.pace.clock())
        request = replace(get(url, headers={"accept": accept}), timeout_s=seconds, stops_at_redirect=not follows)
        try:
            return Answer(self.door.send(request))
        except NotSent:
            return Answer(problem=ABSENT, is_absent=True)
        except ConnectError as error:
            return Answer(problem=words_for(error), is_broken=isinstance(error, Transient))

    def _wait_for(self, url: str) -> bool:
        """Keep the pause the site asks for; False when the visit is over before it ends."""
        site, now = _site(url), self.pace.clock()
        asked = self._robots.get(site, EVERYTHING).delay_s
        due = self._asked_at.get(site, 0.0) + max(self.pace.pause_s, min(asked, LONGEST_PAUSE_S))
        if self.fetches >= self.pace.max_fetches or max(now, due if site in self._asked_at else now) >= self._ends_at:
            return False
        if site in self._asked_at and due > now:
            self.pace.sleep(due - now)
        self._asked_at[site] = self.pace.clock()
        return True


def words_for(error: ConnectError) -> Message:
    """What went wrong with a page. The words errors have by themselves are about posts and their platforms."""
    if isinstance(error, NotSent):
        return ABSENT
    is_general = isinstance(error, Transient) and error.message.template == type(error).__doc__
    return DAMAGED if is_general else error.message


def problem_of(response: Response) -> Message | None:
    """Why an answer is no page to read, in words; None when it is one."""
    if response.status in GONE:
        return say("This page does not exist (any more).")
    if response.status in (401, 403, 429, 451):
        return say("This page does not let programs in (it answered {status}).", status=response.status)
    if not response.is_ok:
        return say("This page is broken at the moment (it answered {status}).", status=response.status)
    kind = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml", ""):
        return say("This address leads to a file ({kind}), not to a web page.", kind=kind)
    return None


def _site(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url  # the door says what is wrong with it
    return f"{parts.scheme}://{parts.netloc}".lower()
