"""What is in a file: which rows tell something new, which are spoiled and why. Looks only, changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import cast

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.connect.manifest import Export
from vitrino.connect.registry import manifests
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.imports import reading
from vitrino.imports.reading import RawRow, Spoiled, Table
from vitrino.insight import actions as insight
from vitrino.insight import queries as numbers
from vitrino.metricimports import meaning
from vitrino.metricimports.dates import Order
from vitrino.metricimports.headings import folded, known_in
from vitrino.metricimports.meaning import Bad, DaySays, PostSays, Reader, link_key, text_key
from vitrino.metricimports.models import NumbersFile
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Good:
    """A row that tells something. post: of a post; else says is a day. is_known: nothing in it is new."""

    number: int
    says: PostSays | DaySays
    cells: tuple[str, ...]
    post: insight.Exported | None = None
    is_known: bool = False

    @property
    def is_new_post(self) -> bool:
        return self.post is not None and self.post.post_id is None


@dataclass(frozen=True)
class Seen:
    """The whole file, looked through. problem: why no row can be used as the file is read now."""

    headings: tuple[str, ...]
    rows: list[Good | Spoiled]
    asks_for_order: bool
    is_spreadsheet: bool
    of_posts: bool
    problem: Message | None = None

    @property
    def good(self) -> list[Good]:
        return [row for row in self.rows if isinstance(row, Good) and not row.is_known]

    @property
    def known(self) -> list[Good]:
        return [row for row in self.rows if isinstance(row, Good) and row.is_known]

    @property
    def spoiled(self) -> list[Spoiled]:
        return [row for row in self.rows if isinstance(row, Spoiled)]


def table_in(content: bytes, *, encoding: str = "", delimiter: str = "", sheet: str = "") -> Table:
    """The table in a file, its headings looked for among the first rows; of several ways to read it the one that shows
    most headings one knows. Raises Problem."""
    if delimiter or sheet:
        return reading.read(content, encoding=encoding, delimiter=delimiter, sheet=sheet, find_head=find_head)
    ways: list[dict[str, str]] = [{"sheet": name} for name in reading.sheets_of(content)[:10]]
    ways = ways or [{"delimiter": sign} for sign in ("", *reading.DELIMITERS)]
    found, problem = [], None
    for way in ways:
        try:
            found.append(reading.read(content, encoding=encoding, find_head=find_head, **way))
        except Problem as error:
            problem = problem or error
    if not found:
        raise problem or Problem(say("The file is empty."))
    return max(found, key=lambda table: known_in(table.headings))


def find_head(rows: Sequence[RawRow]) -> int:
    """The row with most headings one knows; the first when there is none."""
    known = [known_in(row.cells) if row.problem is None else -1 for row in rows]
    return known.index(max(known)) if max(known) >= 2 else next((n for n, row in enumerate(rows) if not row.problem), 0)


def export_of(headings: Sequence[str]) -> tuple[str, Export] | None:
    """Whose export this is: platform key and what is known of the file; None for a table of one's own."""
    words = {folded(heading) for heading in headings}
    fits = [(len(marks), key, export) for key, manifest in manifests().items()
            for export in manifest.exports for marks in export.marks if marks <= words]  # fmt: skip
    best = max(fits, key=lambda one: one[0], default=None)
    return (best[1], best[2]) if best else None


def as_of(brought: NumbersFile, now: datetime) -> datetime:
    """The end of the day of the export, or now."""
    end = datetime.combine(brought.as_of, time.max, zone(brought.workspace.time_zone))
    return min(end, now)


def look(brought: NumbersFile, *, now: datetime) -> Seen:
    """Every row of the file as it would be stored now. Raises Problem when the file can't be read as chosen."""
    table = table_in(bytes(brought.content), encoding=brought.encoding, delimiter=brought.delimiter,
                     sheet=brought.sheet)  # fmt: skip
    of_posts = meaning.is_of_posts(brought.columns)
    shown, asks = meaning.order_in(table, brought.columns)
    seen = Seen(table.headings, [], asks and not brought.date_order, table.is_spreadsheet, of_posts)
    try:
        meaning.check(brought.columns)
    except Problem as problem:
        return Seen(seen.headings, [], False, seen.is_spreadsheet, of_posts, problem.message)
    order = cast(Order, brought.date_order) or shown
    reader = Reader(table.headings, brought.columns, order, zone(brought.workspace.time_zone), as_of(brought, now))
    seen.rows.extend(_Sorter(brought.channel, table.headings, reader.as_of).rows(table, reader))
    return seen


class _Sorter:
    """Row by row, knowing what the channel has and what the rows above said."""

    def __init__(self, channel: Channel | None, headings: Sequence[str], as_of: datetime) -> None:
        self.channel, self.as_of = channel, as_of
        found = export_of(headings)
        self.own_id = found[1].own_id if found else "{id}"
        known = numbers.recognisable(channel) if channel else []
        self.by_id = {one.remote_id: one for one in known}
        self.by_link = {link_key(one.url): one for one in known if one.url}
        self.by_text = {(text_key(one.text), one.at.date()): one for one in known if one.text}
        self.before: dict[str, PostSays | DaySays] = {}

    def rows(self, table: Table, reader: Reader) -> list[Good | Spoiled]:
        said = [(raw, reader.row(raw)) for raw in table.rows]
        named = {folded(one.account) for _raw, one in said if isinstance(one, PostSays) and one.account}
        mine = named & self._names() if len(named) > 1 else set()
        return [self._row(raw, one, mine) for raw, one in said]

    def _row(self, raw: RawRow, said: PostSays | DaySays | Bad, mine: set[str]) -> Good | Spoiled:
        found: Good | Bad
        if isinstance(said, Bad):
            found = said
        elif isinstance(said, DaySays):
            found = self._once(raw, said, said.day.isoformat(), Good(raw.number, said, raw.cells))
        elif mine and folded(said.account) not in mine:
            found = Bad("", say("This row is about another account: {account}.", account=said.account[:60]))
        else:
            found = self._post(raw, said)
        return Spoiled(raw.number, found.column, found.message, raw.cells) if isinstance(found, Bad) else found

    def _post(self, raw: RawRow, said: PostSays) -> Good | Bad:
        known = self._recognised(said)
        if known is None and said.at is None:
            return Bad("", say("This post is not known here, and the row does not say when it went out."))
        if known is not None and known.at > self.as_of:
            return Bad("", say("This post went out after the day of the export."))
        remote_id = known.remote_id if known else self._new_id(said)
        exported = insight.Exported(remote_id, said.values, known.pk if known else None, said.at, said.link, said.text,
                                    said.format)  # fmt: skip
        is_known = known is not None and all(known.latest.get(name) == value for name, value in said.values.items())
        return self._once(raw, said, remote_id, Good(raw.number, said, raw.cells, exported, is_known))

    def _once(self, raw: RawRow, said: PostSays | DaySays, key: str, good: Good) -> Good | Bad:
        """The same row twice is one; the same post or day with other numbers is a question nobody can answer here."""
        before = self.before.setdefault(key, said)
        if before is said:
            return good
        if before.values == said.values:
            return Good(raw.number, said, raw.cells, good.post, is_known=True)
        return Bad("", say("A row above is about the same, with other numbers. The first one counts."))

    def _recognised(self, said: PostSays) -> numbers.Recognised | None:
        if said.id:
            found = self.by_id.get(said.id) or self.by_id.get(self._of_account(said.id))
            if found is not None:
                return found
        if said.link and link_key(said.link) in self.by_link:
            return self.by_link[link_key(said.link)]
        if said.text and said.at is not None and not said.id:
            return self.by_text.get((text_key(said.text), said.at.date()))
        return None

    def _new_id(self, said: PostSays) -> str:
        if said.id:
            return self._of_account(said.id)
        if said.link:
            return said.link[:300]
        words = f"{text_key(said.text)}|{said.at.isoformat() if said.at else ''}"
        return f"file:{hashlib.sha256(words.encode()).hexdigest()[:32]}"

    def _of_account(self, remote_id: str) -> str:
        account = self.channel.remote_id if self.channel else ""
        return self.own_id.format(id=remote_id, account=account)

    def _names(self) -> set[str]:
        if self.channel is None:
            return set()
        return {folded(name) for name in (self.channel.handle, self.channel.name) if name}


def channel_for(workspace: Workspace, headings: Sequence[str]) -> Channel | None:
    """The channel a file is about, if that can be seen: the only one of its platform."""
    found = export_of(headings)
    mine = [one for one in channels.channels_of(workspace) if not one.listens_only]
    fits = [one for one in mine if found is not None and one.platform == found[0]]
    return fits[0] if len(fits) == 1 else mine[0] if len(mine) == 1 and found is None else None
