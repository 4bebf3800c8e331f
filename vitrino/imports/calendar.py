"""The plan as a calendar other programs read: RFC 5545, lines folded at 75 bytes, signs escaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LENGTH = timedelta(minutes=15)
_LINE_BYTES = 75


@dataclass(frozen=True)
class Entry:
    """One post on one channel. key: makes the entry the same at every reading. is_out: published already."""

    key: str
    at: datetime
    changed_at: datetime
    title: str
    text: str
    url: str
    is_out: bool


def calendar(name: str, entries: Iterable[Entry], *, domain: str) -> str:
    """The whole file. domain: of this installation, so that no two of them name an entry alike."""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Vitrino//Plan//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    lines = [*head, *(line for entry in entries for line in _event(entry, domain)), "END:VCALENDAR"]
    return "".join(_folded(line) for line in lines)


def _event(entry: Entry, domain: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.key}@{domain}",
        f"DTSTAMP:{_time(entry.changed_at)}",
        f"DTSTART:{_time(entry.at)}",
        f"DTEND:{_time(entry.at + LENGTH)}",
        f"SUMMARY:{_escaped(entry.title)}",
        f"DESCRIPTION:{_escaped(entry.text)}",
        f"URL:{entry.url}",
        f"STATUS:{'CONFIRMED' if entry.is_out else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """Backslash first; line ends become \\n; other control signs, which no calendar allows, go."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(sign for sign in text if sign >= " " and sign != "\x7f")


def _folded(line: str) -> str:
    """At most 75 bytes a line, never inside a letter; what follows begins with a blank."""
    pieces, piece, size = [], "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _LINE_BYTES:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + width
    return "\r\n".join([*pieces, piece]) + "\r\n"
