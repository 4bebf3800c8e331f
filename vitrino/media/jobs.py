"""Work that comes later: films, and tidying up."""

from __future__ import annotations

from datetime import datetime

from vitrino.engine.work import all_rows, every, work
from vitrino.media import films, host, tidying
from vitrino.media.models import Conversion


@work("films", all_rows(Conversion), lease_s=120)
def make_film(row: Conversion, now: datetime) -> datetime | None:
    return films.make(row, now)


@every("media-files", 86_400)
def tidy_up(now: datetime) -> None:
    tidying.drop_orphans(now)
    tidying.drop_old_forms(now)


@every("media-address", 6 * 3600)
def try_the_address(now: datetime) -> None:
    if host.is_needed():
        host.check(now)
