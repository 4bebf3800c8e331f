"""A fleet works the rows off: here they are handed over, there one is claimed and run.

Only names and ids travel, of rows that are due now. The truth stays in the rows: a lost message is sent again while the
row is still due, a doubled one finds the row claimed or done, and changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import close_old_connections
from django.utils import timezone

from vitrino.engine import leases
from vitrino.engine.ticker import Ticker, run_row
from vitrino.engine.work import WORKS, Work

logger = logging.getLogger(__name__)

# Kind of work, id of the row, its lane ("" for none). Raises ConnectionError when the broker can't be reached.
Send = Callable[[str, int, str], None]

# A row that nobody has taken by then is named again; a message older than this is not worth reading.
AGAIN = timedelta(seconds=10)
MOST_OUT = 2_000
SHORTEST_NAP_S = 0.05


class Hander(Ticker):
    """The scheduler of a fleet: names what is due, and works nothing off itself. There may be several."""

    def __init__(self, send: Send) -> None:
        super().__init__(threads=1)
        self._send = send
        self._handed: dict[tuple[str, int, datetime], datetime] = {}

    def _start_due(self, work: Work, now: datetime) -> int:
        self._handed = {key: at for key, at in self._handed.items() if at > now - AGAIN}
        due = leases.due_now(work.rows(), now=now, limit=MOST_OUT, lane=work.lane)
        fresh = [(pk, at, lane) for pk, at, lane in due if (work.name, pk, at) not in self._handed]
        try:
            for pk, at, lane in fresh:
                self._send(work.name, pk, lane)
                self._handed[work.name, pk, at] = now
        except ConnectionError:
            logger.exception("the broker can't be reached, trying again")
        return len(fresh)

    def _nap_s(self, now: datetime) -> float:
        return max(SHORTEST_NAP_S, super()._nap_s(now))


def work_off(name: str, pk: int) -> bool:
    """Claim a row and run it, as a message asks; False when it is not due any more or somebody else has it."""
    close_old_connections()
    work, now = WORKS[name], timezone.now()
    claimed = leases.claim(work.rows().filter(pk=pk), now=now, lease_s=work.lease_s, limit=1)
    for row in claimed:
        with leases.kept(row, lease_s=work.lease_s):
            run_row(work, row)
    return bool(claimed)
