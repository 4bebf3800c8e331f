"""What would become of a file: which rows are new reviews, changed ones, known ones, or spoiled. Changes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.connect import registry
from vitrino.domain.matcher import key as folded
from vitrino.domain.reviews.scales import Scale
from vitrino.domain.slots import zone
from vitrino.imports.reading import Spoiled, Table, read
from vitrino.reviews.bringing import meaning
from vitrino.reviews.bringing.days import Order
from vitrino.reviews.bringing.mails import read_mails
from vitrino.reviews.bringing.matching import Matched, Stored, match
from vitrino.reviews.bringing.meaning import Bad, Reading, Written
from vitrino.reviews.models import Upload
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Good:
    """A row that is a review, with what becomes of it."""

    number: int
    found: Matched


@dataclass(frozen=True)
class Seen:
    """The whole file, looked through. scale: the one its numbers are read on."""

    table: Table
    columns: dict[str, str]
    good: list[Good]
    spoiled: list[Spoiled]
    asks_for_order: bool
    scale: Scale

    @property
    def counts(self) -> Counter[str]:
        """How many rows are new, changed, known, or stand twice in the file."""
        return Counter(row.found.fate for row in self.good)

    @property
    def is_worth_keeping(self) -> bool:
        return not self.asks_for_order and bool(self.good)

    def of(self, fate: str) -> list[Good]:
        return [row for row in self.good if row.found.fate == fate]


def table_of(upload: Upload) -> Table:
    """The table in a file or in mails. Raises Problem."""
    content = bytes(upload.content)
    if upload.kind == Upload.Kind.MAIL:
        return read_mails(content)
    return read(content, encoding=upload.encoding, delimiter=upload.delimiter)


def look(upload: Upload, *, now: datetime) -> Seen:
    """Every row as it would be kept now. Raises Problem when the file can't be read as chosen."""
    table = table_of(upload)
    columns: dict[str, str] = dict(upload.columns) or dict(meaning.guess(table.headings))
    scale = cast(Scale, upload.scale) or meaning.scale_of(table, columns)
    order = cast(Order, upload.date_order)
    reading = Reading(columns, order, scale, zone(upload.workspace.time_zone), now)
    understood = [(row, meaning.understand(row, table.headings, reading)) for row in table.rows]
    written = [(row.number, one) for row, one in understood if isinstance(one, Written)]
    matched = match([one for _number, one in written], known_of(channel_of(upload.workspace, upload.site)))
    good = [Good(number, found) for (number, _one), found in zip(written, matched, strict=True)]
    spoiled = [Spoiled(r.number, bad.column, bad.message, r.cells) for r, bad in understood if isinstance(bad, Bad)]
    asks = not order and meaning.dates_are_ambiguous(table, columns)
    return Seen(table, columns, good, spoiled, asks, scale)


def by_hand() -> str:
    """The key of the place for what people bring: it needs no account, and nothing is read there by itself."""
    return next(key for key, one in registry.manifests().items() if one.auth == "none" and not one.capabilities)


def site_key(site: str) -> str:
    """A site by its name, however it is written."""
    return f"site:{folded(site)}"[:200]


def channel_of(workspace: Workspace, site: str) -> Channel | None:
    """The channel that stands for a site, also one that was closed; None before anything was kept of it."""
    return Channel.objects.filter(workspace=workspace, platform=by_hand(), remote_id=site_key(site)).first()


def known_of(channel: Channel | None) -> dict[str, Stored]:
    """The site's reviews as they are kept, by remote id."""
    if channel is None:
        return {}
    kept = channels.arrivals_of(channel.workspace).filter(channel=channel, kind="review", is_own=False)
    return {one: Stored(text, rating) for one, text, rating in kept.values_list("remote_id", "text", "rating")}
