"""Addresses people type or paste: made clean, refused when they aren't what they seem, read as social profiles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from vitrino.domain.message import say
from vitrino.domain.problem import Problem

LONGEST = 2_000
_USUAL_PORTS = (None, 80, 443)
# Added by platforms and mail tools to follow readers; the page is the same without them.
_TRACKING = re.compile(
    r"utm_\w+|mc_[ce]id|_ga|fbclid|gclid|dclid|msclkid|ttclid|twclid|igsh(?:id)?|mibextid|ref_\w+|trk"
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST_AND_PORT = re.compile(r"[^/?#:]+\.[^/?#:]+:\d+(?:[/?#]|$)")
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")


@dataclass(frozen=True, slots=True)
class CleanUrl:
    """url: for requests and links, host in ASCII. shown: for reading, without https:// and a lone slash.

    A host in other letters is shown as it is really called (xn--…), so that look-alikes stand out.
    """

    url: str
    shown: str
    is_international: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """An account on a platform."""

    platform: str
    handle: str
    url: str


def clean_url(text: str) -> CleanUrl:
    """An http(s) address without tracking; https:// is added where there is none.

    Raises Problem for other schemes (javascript:, data:), a name or password in it, and what is no address.
    """
    text = text.strip()
    if not text or len(text) > LONGEST or any(char.isspace() or not char.isprintable() for char in text):
        raise _no_address(text)
    if not _SCHEME.match(text) or _HOST_AND_PORT.match(text):
        text = f"https://{text.lstrip('/')}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise _no_address(text) from error
    if parts.scheme not in ("http", "https"):
        raise Problem(say("Only addresses that begin with http:// or https:// can be used."), "url")
    if "@" in parts.netloc:
        raise Problem(say("Please remove the name and password before the @ in that address."), "url")
    ascii_host = ascii_host_of(host)
    netloc = ascii_host if port in _USUAL_PORTS else f"{ascii_host}:{port}"
    path = "" if parts.path == "/" else parts.path
    cleaned = urlunsplit((parts.scheme, netloc, path, _without_tracking(parts.query), parts.fragment))
    return CleanUrl(
        cleaned, cleaned.partition("://")[2], any(part.startswith("xn--") for part in ascii_host.split("."))
    )


def ascii_host_of(host: str) -> str:
    """A host name in ASCII, as in IDNA 2008: bücher.example -> xn--bcher-kva.example. Raises Problem for no host."""
    labels = unicodedata.normalize("NFKC", host).rstrip(".").lower().split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _no_address(host)
    return ".".join(label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}" for label in labels)


def _without_tracking(query: str) -> str:
    """The query as it was when nothing in it tracks; else without what does."""
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name.lower())]
    return query if len(kept) == len(pairs) else urlencode(kept)


def _no_address(text: str) -> Problem:
    return Problem(
        say("“{text}” is no web address. Write it like {example}.", text=text[:60], example="https://shop.example"),
        "url",
    )


def profile_of(text: str, patterns: Mapping[str, Sequence[str]]) -> Profile | None:
    """The account an address leads to, or None for any other page; raises Problem like `clean_url`.

    patterns: platform -> regular expressions with a group `handle` (from the manifests, never from a user). They see
    the address with https, without query, fragment and trailing slash.
    """
    parts = urlsplit(clean_url(text).url)
    url = urlunsplit(("https", parts.netloc, parts.path.rstrip("/"), "", ""))
    for platform, expressions in patterns.items():
        for expression in expressions:
            match = re.fullmatch(expression, url, re.IGNORECASE)
            if match and match["handle"]:
                return Profile(platform, match["handle"], url)
    return None
