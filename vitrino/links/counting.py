"""Counting clicks without slowing whoever clicks: kept in memory, written together a moment later.

A power cut takes at most that moment's clicks with it; a server that is stopped writes them first.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import DatabaseError, close_old_connections, connection, transaction

from vitrino.links.models import Clicks, ShortLink

logger = logging.getLogger(__name__)

PAUSE_S = 1.0
MOST_AGENTS_KNOWN = 2_000
# Both databases know this; Django has no words for adding on conflict.
ADD = (
    "INSERT INTO {table} (link_id, day, count, programs) VALUES (%s, %s, %s, %s) ON CONFLICT (link_id, day)"
    " DO UPDATE SET count = {table}.count + excluded.count, programs = {table}.programs + excluded.programs"
)
# Whoever says to be a program, or nothing at all. Previews of the networks fetch each link at once.
PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|fetch|scan|monitor|headless|facebookexternalhit|facebot|meta-external"
    r"|embedly|whatsapp|telegram|mastodon|bluesky|cardyb|pleroma|akkoma|misskey|discord|skype|slack|vkshare|linkcheck"
    r"|curl|wget|python|java/|go-http|okhttp|axios|node|ruby|php|libwww|httpclient|lighthouse|uptime|iframely",
    re.IGNORECASE,
)
# What browsers say when they load something before anybody has clicked (Fetch and Speculation Rules standards).
AHEAD = ("prefetch", "prerender", "preview")


@dataclass(frozen=True)
class Click:
    """One opening of a link. is_person: as far as can be told."""

    link_id: int
    day: date
    is_person: bool


def is_person(method: str, headers: Mapping[str, str]) -> bool:
    """Whether somebody clicked: no known program, no look ahead, no question for the headers only.

    headers: names in small letters.
    """
    if method != "GET" or is_program(headers.get("user-agent", "")):
        return False
    purpose = f"{headers.get('sec-purpose', '')} {headers.get('purpose', '')} {headers.get('x-moz', '')}".lower()
    return not any(word in purpose for word in AHEAD)


@lru_cache(MOST_AGENTS_KNOWN)
def is_program(agent: str) -> bool:
    """Whether this is no browser in somebody's hand. The same few are asked about all the time."""
    return not agent.strip() or PROGRAMS.search(agent) is not None


def write(clicks: Mapping[Click, int]) -> None:
    """Add these to what is counted, in one transaction. A link that is gone meanwhile counts no more."""
    sums: dict[tuple[int, date], list[int]] = {}
    for one, n in clicks.items():
        sums.setdefault((one.link_id, one.day), [0, 0])[0 if one.is_person else 1] += n
    with transaction.atomic():
        there = set(ShortLink.objects.filter(pk__in={link for link, _day in sums}).values_list("pk", flat=True))
        rows = [(link, day, counts[0], counts[1]) for (link, day), counts in sums.items() if link in there]
        with connection.cursor() as cursor:
            cursor.executemany(ADD.format(table=Clicks._meta.db_table), rows)


class Tally:
    """Clicks on their way to the database. Its thread begins with the first and lives as long as the process."""

    def __init__(self) -> None:
        self._waiting: Counter[Click] = Counter()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def note(self, click: Click) -> None:
        """Count it soon; takes microseconds."""
        with self._lock:
            self._waiting[click] += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="clicks", daemon=True)
                self._thread.start()

    def flush(self) -> None:
        """Write what waits; what the database does not take waits on."""
        with self._lock:
            taken, self._waiting = self._waiting, Counter()
        if not taken:
            return
        try:
            write(taken)
        except DatabaseError as error:
            logger.warning("%s clicks wait longer: %s", taken.total(), type(error).__name__)
            with self._lock:
                self._waiting.update(taken)
            connection.close()

    def _run(self) -> None:
        while True:
            time.sleep(PAUSE_S)
            close_old_connections()
            self.flush()
