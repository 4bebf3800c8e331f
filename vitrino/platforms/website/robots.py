"""What a site asks of programs that read it (RFC 9309), for our name or else for all.

An own reader: the known libraries turn a line's `*` into regular expressions, which a hostile file can make run for
hours. Here a line is matched by looking for its pieces one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from vitrino.connect.wire import Response

AGENT = "Vitrino"
MAX_LINES = 5000
MAX_LINE = 2000


@dataclass(frozen=True)
class Robots:
    """lines: (pattern, whether it allows). delay_s: the pause the site asks for between two requests, 0 for none.

    is_lost: the file could not be had at the moment, so nobody knows what it allows.
    """

    lines: tuple[tuple[str, bool], ...] = ()
    delay_s: float = 0.0
    is_lost: bool = False

    def allows(self, url: str) -> bool:
        """The longest line that fits decides; of two equally long ones the one that allows."""
        path = _path(url)
        fitting = [(len(pattern), allows) for pattern, allows in self.lines if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


EVERYTHING = Robots()
LOST = Robots((("/", False),), is_lost=True)


def robots_from(answer: Response) -> Robots:
    """A site without a readable file allows everything; one whose file can't be had at the moment allows nothing."""
    if answer.status >= 500:
        return LOST
    is_text = "html" not in answer.headers.get("content-type", "").lower()
    return parsed(answer.text.splitlines()) if answer.is_ok and is_text else EVERYTHING


def parsed(lines: Iterable[str]) -> Robots:
    """The lines for our name if there are any, else those for all. What is no line of the format is passed over."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    is_open = False
    for key, value in _fields(lines):
        if key == "user-agent":
            names = [*names, value] if is_open else [value]
            is_open = True
            groups.setdefault(_token(value), [])
        elif key in ("allow", "disallow", "crawl-delay"):
            is_open = False
            for name in names:
                groups[_token(name)].append((key, value))
    return _robots(groups.get(AGENT.lower(), groups.get("*", [])))


def _robots(lines: list[tuple[str, str]]) -> Robots:
    rules = tuple((unquote(value), key == "allow") for key, value in lines if key != "crawl-delay" and value)
    delays = [_seconds(value) for key, value in lines if key == "crawl-delay"]
    return Robots(rules, max(delays, default=0.0))


def _fields(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for number, line in enumerate(lines):
        if number >= MAX_LINES:
            return
        key, colon, value = line[:MAX_LINE].partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _token(name: str) -> str:
    """ "Vitrino/0.1" is called "vitrino"."""
    return name.partition("/")[0].strip().lower()


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        return 0.0
    return seconds if 0 <= seconds < 1e6 else 0.0


def _path(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url  # the door says what is wrong with it
    return unquote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def _fits(pattern: str, path: str) -> bool:
    """`*` stands for anything, `$` at the end for the end of the path; without it the beginning is enough."""
    is_whole = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = pieces.pop() if pieces and is_whole else ""
    for piece in pieces:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if not is_whole:
        return True
    return path.endswith(last) and len(path) - len(last) >= at if "*" in pattern else path == first
