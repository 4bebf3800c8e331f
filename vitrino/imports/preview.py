"""What would become of a file: which rows are posts, which are spoiled and why. Looks only, changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.domain.message import say
from vitrino.domain.slots import zone
from vitrino.imports import meaning
from vitrino.imports.meaning import Bad, Order, Wish
from vitrino.imports.models import Import, ImportedRow
from vitrino.imports.others import read_json
from vitrino.imports.reading import RawRow, Spoiled, Table, read
from vitrino.posts.checks import examine


@dataclass(frozen=True)
class Good:
    """A row that becomes a post on these channels."""

    number: int
    wish: Wish
    channels: tuple[Channel, ...]
    cells: tuple[str, ...]
    is_known: bool = False


@dataclass(frozen=True)
class Seen:
    """The whole file, looked through. asks_for_order: somebody must say what 03/04/2026 means."""

    headings: tuple[str, ...]
    rows: list[Good | Spoiled]
    asks_for_order: bool
    is_spreadsheet: bool

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def good(self) -> list[Good]:
        return [row for row in self.rows if isinstance(row, Good) and not row.is_known]

    @property
    def known(self) -> list[Good]:
        return [row for row in self.rows if isinstance(row, Good) and row.is_known]

    @property
    def spoiled(self) -> list[Spoiled]:
        return [row for row in self.rows if isinstance(row, Spoiled)]


def table_in(content: bytes, *, encoding: str = "", delimiter: str = "") -> Table:
    """The table in a file of any kind we read. Raises Problem."""
    return read_json(content) or read(content, encoding=encoding, delimiter=delimiter)


def look(brought: Import, *, now: datetime) -> Seen:
    """Every row of the file as it would be carried out now. Raises Problem when the file can't be read as chosen."""
    table = table_in(bytes(brought.content), encoding=brought.encoding, delimiter=brought.delimiter)
    usable = list(channels.usable(brought.workspace))
    known = set(ImportedRow.objects.filter(workspace=brought.workspace).values_list("row_hash", flat=True))
    reader = _Reader(brought, table, usable, known, now)
    asks = not brought.date_order and meaning.dates_are_ambiguous(table, brought.columns)
    return Seen(table.headings, [reader.row(row) for row in table.rows], asks, table.is_spreadsheet)


class _Reader:
    """Row by row, remembering what the rows above said: the same row twice in one file is one post."""

    def __init__(self, brought: Import, table: Table, usable: Sequence[Channel], known: set[str],
                 now: datetime) -> None:  # fmt: skip
        self.brought, self.table, self.usable, self.known, self.now = brought, table, usable, known, now
        self.zone = zone(brought.workspace.time_zone)

    def row(self, raw: RawRow) -> Good | Spoiled:
        wish = meaning.understand(raw, self.table.headings, self.brought.columns,
                                  order=cast(Order, self.brought.date_order), zone=self.zone, now=self.now)  # fmt: skip
        found = wish if isinstance(wish, Bad) else self._on_channels(raw, wish)
        return Spoiled(raw.number, found.column, found.message, raw.cells) if isinstance(found, Bad) else found

    def _on_channels(self, raw: RawRow, wish: Wish) -> Good | Bad:
        chosen = self._channels(wish.channels)
        if isinstance(chosen, Bad):
            return chosen
        digest = meaning.row_hash(wish)
        is_known = digest in self.known
        self.known.add(digest)
        if is_known:
            return Good(raw.number, wish, chosen, raw.cells, is_known=True)
        return self._that_fit(raw, wish, chosen)

    def _that_fit(self, raw: RawRow, wish: Wish, chosen: tuple[Channel, ...]) -> Good | Bad:
        """A draft may be anything; what is planned must be able to go out: on every channel that was named, and
        where none was named on those that can take it."""
        if wish.when is None:
            return Good(raw.number, wish, chosen, raw.cells)
        against = {one.pk: examine(one, wish.text).problems for one in chosen}
        fit = tuple(one for one in chosen if not against[one.pk])
        if not fit or (wish.channels and len(fit) < len(chosen)):
            first = next(problems[0] for problems in against.values() if problems)
            return Bad(self._heading("text"), first)
        return Good(raw.number, wish, fit, raw.cells)

    def _channels(self, names: tuple[str, ...]) -> tuple[Channel, ...] | Bad:
        if not self.usable:
            return Bad("", say("There is no channel to publish on. Connect one first."))
        found: dict[int, Channel] = {}
        for name in names:
            mine = [one for one in self.usable if _is_called(one, name)]
            if not mine:
                known = ", ".join(sorted({channels.manifest_of(one).name for one in self.usable}))
                message = say("There is no channel “{name}” here. There are: {known}.", name=name[:60], known=known)
                return Bad(self._heading("channels"), message)
            found |= {one.pk: one for one in mine}
        return tuple(found.values()) or tuple(self.usable)

    def _heading(self, field: str) -> str:
        columns = self.brought.columns
        return next((self.table.headings[int(key)] for key, one in columns.items() if one == field), "")


def _is_called(channel: Channel, name: str) -> bool:
    """By its network, by its handle, or by its own name."""
    name = name.lstrip("@")
    manifest = channels.manifest_of(channel)
    return name in (
        channel.platform, manifest.name.lower(), *manifest.also_called, channel.handle.lower().lstrip("@"),
        channel.name.lower(),
    )  # fmt: skip
