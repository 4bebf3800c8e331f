"""Lists inside a list, tried on the smallest source there is: shelves with cups on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from vitrino.connect.nested import Row, Rows, read

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PAGE = 3


@dataclass
class Shelves:
    """Cups by shelf, newest first. broken: requests (by number) that come empty."""

    cups: dict[str, list[datetime]] = field(default_factory=dict)
    per_page: int = 2
    broken: set[int] = field(default_factory=set)
    asked: int = 0

    def put(self, shelf: str, *ages_min: int) -> None:
        times = [*self.cups.get(shelf, []), *(NOW - timedelta(minutes=age) for age in ages_min)]
        self.cups[shelf] = sorted(times, reverse=True)

    def outer(self, page: str, floor: datetime) -> Rows:
        self.asked += 1
        if self.asked in self.broken:
            return Rows((), "")
        start = int(page or 0)
        shelves = sorted(self.cups)[start : start + self.per_page]
        more = str(start + self.per_page) if start + self.per_page < len(self.cups) else ""
        return Rows(tuple(self._page(shelf, 0) for shelf in shelves), more)

    def inner(self, key: str, page: str) -> Row:
        self.asked += 1
        return Row(key) if self.asked in self.broken else self._page(key, int(page))

    def _page(self, shelf: str, start: int) -> Row:
        times = self.cups[shelf][start : start + PAGE]
        entries: tuple[Mapping[str, str], ...] = tuple({"id": f"{shelf} {time:%H:%M}"} for time in times)
        return Row(shelf, entries, tuple(times), str(start + PAGE) if start + PAGE < len(self.cups[shelf]) else "")


def run(source: Shelves, cursor: str = "", now: datetime = NOW) -> tuple[set[str], str, bool]:
    """Everything of one run, the cursor after it, and whether nothing lies between."""
    found: set[str] = set()
    for _step in range(100):
        part = read(source, cursor, now)
        found |= {entry["id"] for row in part.rows for entry in row.entries}
        cursor = part.cursor
        if part.complete:
            return found, cursor, part.reached_overlap
    raise AssertionError("a run never ends")


def everything(source: Shelves) -> set[str]:
    return {f"{shelf} {time:%H:%M}" for shelf, times in source.cups.items() for time in times}


def test_everything_on_all_shelves_arrives() -> None:
    source = Shelves()
    for number in range(5):
        source.put(f"shelf {number}", *range(number, 8 * number + 1))
    found, _cursor, is_whole = run(source)
    assert found == everything(source)
    assert is_whole


def test_the_next_run_reads_only_what_is_new_and_a_little_before() -> None:
    source = Shelves()
    source.put("a", *range(60, 120))
    source.put("b", 70)
    _, cursor, _ = run(source)
    source.put("b", 0)
    source.asked = 0
    found, cursor, _ = run(source, cursor)
    assert "b 12:00" in found
    assert len(found) < 15, "ten minutes before the newest are read again"
    assert run(source, cursor)[0] == {"b 12:00"}


def test_a_page_that_comes_empty_once_loses_nothing() -> None:
    for bad in range(1, 12):
        source = Shelves(broken={bad})
        source.put("a", *range(0, 20))
        source.put("b", *range(0, 9))
        source.put("c", 5)
        found, cursor, _ = run(source)
        found |= run(source, cursor)[0]
        assert found == everything(source), f"request {bad} was empty"


def test_a_page_that_stays_empty_is_a_gap_that_is_said() -> None:
    source = Shelves(broken={2, 3})
    source.put("a", *range(0, 20))
    found, _cursor, is_whole = run(source)
    assert len(found) == PAGE
    assert not is_whole


def test_what_arrives_during_a_run_is_read_by_the_next() -> None:
    source = Shelves()
    source.put("a", *range(1, 20))
    cursor = read(source, "", NOW).cursor
    source.put("a", 0)
    _, cursor, _ = run(source, cursor)
    assert "a 12:00" in run(source, cursor)[0]


def test_a_time_in_the_future_does_not_hide_what_comes_next() -> None:
    source = Shelves()
    source.put("a", -600)
    _, cursor, _ = run(source)
    source.put("a", 0)
    assert "a 12:00" in run(source, cursor)[0]


def test_a_cursor_nobody_can_read_starts_over() -> None:
    source = Shelves()
    source.put("a", 1)
    for cursor in ("nonsense", "[]", '{"todo": 1}', "null"):
        assert run(source, cursor)[0] == {"a 11:59"}
