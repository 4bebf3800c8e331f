"""Competitors are read once a day, and looked at more closely after that."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from vitrino.competitors import actions, queries, reading
from vitrino.engine.work import every, task

logger = logging.getLogger(__name__)


@every("competitors.read", 900)
def read(now: datetime) -> None:
    reading.read_due(now)


@every("competitors.clear", 24 * 3600)
def clear(now: datetime) -> None:
    gone = actions.clear(now=now)
    if gone:
        logger.info("let go of %d rows of competitors", gone)


@task(actions.STUDY)
def study(payload: dict[str, Any], now: datetime) -> None:
    """payload: {"competitor": id}. One that is gone needs no study."""
    from vitrino.competitors import studying  # numpy, which no page may load

    competitor = queries.by_id(payload["competitor"])
    if competitor is not None:
        studying.study(competitor)
