"""What a site asks of programs that read it."""

from __future__ import annotations

from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from vitrino.connect.errors import ConnectError
from vitrino.connect.wire import Door, get

AGENT = "Vitrino"
MAX_LINES = 5000


def robots_of(door: Door, url: str) -> RobotFileParser:
    """The rules for the site of `url`; a site without readable rules allows everything."""
    rules = RobotFileParser()
    rules.parse(_lines(door, urljoin(url, "/robots.txt")))
    return rules


def _lines(door: Door, url: str) -> list[str]:
    try:
        response = door.send(get(url))
    except ConnectError:
        return []
    is_text = "html" not in response.headers.get("content-type", "").lower()
    return response.text.splitlines()[:MAX_LINES] if response.is_ok and is_text else []
