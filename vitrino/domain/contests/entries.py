"""The list of entries as it is published: one line each, chained, without anybody's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from vitrino.domain.contests.entering import STATES, State
from vitrino.domain.contests.marks import HASH, hash_of, moment_of, stamp

_HEAD = "vitrino-contest-list/1"
_PLATFORM = re.compile(r"[a-z0-9_-]{1,40}")


@dataclass(frozen=True)
class Line:
    """One entry. person, text: salted hashes. state: "in", or why it does not take part."""

    number: int
    at: datetime
    platform: str
    person: str
    text: str
    state: State

    @property
    def written(self) -> str:
        """Its form in the list: six fields between upright strokes."""
        return f"{self.number}|{stamp(self.at)}|{self.platform}|{self.person}|{self.text}|{self.state}"


def listed(lines: Iterable[Line]) -> list[Line]:
    """In the order of the list and numbered: by the second, then by the hashes of person and text."""
    ordered = sorted(lines, key=lambda line: (stamp(line.at), line.person, line.text))
    return [replace(line, number=number) for number, line in enumerate(ordered, 1)]


def hash_of_list(announcement: str, lines: Sequence[str]) -> str:
    """The last link of the chain; announcement: its hash. Any other line, order or number of lines gives another."""
    link = hash_of(f"{_HEAD}\n{announcement}\n")
    for line in lines:
        link = hash_of(f"{link}\n{line}\n")
    return link


def line_in(written: str) -> Line:
    """Read a line. Raises ValueError for anything that is not word for word in its form."""
    number, at, platform, person, text, state = written.split("|")
    if not (_PLATFORM.fullmatch(platform) and HASH.fullmatch(person) and HASH.fullmatch(text)):
        raise ValueError("a field has another form")
    known = next((one for one in STATES if one == state), None)
    if known is None or not (number.isascii() and number.isdigit() and len(number) <= 7):
        raise ValueError("a field has another form")
    found = Line(int(number), moment_of(at), platform, person, text, known)
    if found.written != written:
        raise ValueError("a field has another form")
    return found
