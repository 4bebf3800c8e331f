"""Links in a text, found the way twitter-text 3 finds them, in linear time.

The rules are those of twitter-text's conformance/extract.yml (2021-10-21). Its regular expressions try every
start in every word and need minutes for 100,000 unbroken characters; this scanner looks at each label of a
domain once. A `Style` says what a network deems part of a path, and whether it links a bare "shop.eu".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from vitrino.domain.text.spans import Span
from vitrino.domain.text.tlds import TLDS

MAX_URL = 4096
MAX_LABEL = 63  # RFC 1035
MAX_TCO_SLUG = 40
LONGEST_TLD = max(len(name) for name in TLDS)

SPACES = "\\t-\\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
LATIN_ACCENTS = "À-ÖØ-öø-\u024fɓɔɖɗəɛɣɨɯɲʉʋʻ\u0300-\u036f\u1e00-\u1eff"
NOT_IN_DOMAINS = rf"!'#%&()*+,/:;<=>?@\[\\\]\^{{|}}~${SPACES}\ufffe\ufeff\uffff{DIRECTIONS}"
BEFORE_NO_LINK = "A-Za-z0-9@＠$#＃\ufffe\ufeff\uffff"

RUN = re.compile(f"[^{NOT_IN_DOMAINS}]+")
FREE_START = re.compile(rf"(?<![{BEFORE_NO_LINK}])[^-_.]")
SCHEME = re.compile(rf"(?<![{BEFORE_NO_LINK}])https?://\Z", re.ASCII | re.IGNORECASE)
# Spares sentence ends and numbers the closer look: each top-level domain begins so.
TLD_LIKE = re.compile(r"\.(?:[A-Za-z]{2}|[^\x00-\x7f])")
LETTERS = re.compile("[A-Za-z]*")
PUNYCODE = re.compile("[xX][nN]--[-0-9A-Za-z]+")
NO_TLD_BEFORE = re.compile("[0-9A-Za-z@+-]")
PORT = re.compile(":[0-9]+")
LATIN_LABELS = re.compile(rf"(?:[-0-9A-Za-z{LATIN_ACCENTS}]++\.)+")
IDEOGRAPHIC_DOTS = re.compile("[。．｡]")
TCO = re.compile(r"https?://t\.co/([a-z0-9]+)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """What one family of networks takes for a link.

    path, query: patterns that match from "/" and from "?" on, greedily. *_tail: characters a path or query can't
    end with. bare: is "shop.eu" a link without https:// before it?
    """

    path: re.Pattern[str]
    path_tail: str
    query: re.Pattern[str]
    query_tail: str
    bare: bool


def _path(chars: str) -> re.Pattern[str]:
    """Path characters and up to two levels of brackets, as in /Primer_(film)."""
    inner = rf"\({chars}+\)"
    brackets = rf"\((?:{chars}+|{chars}*{inner}{chars}*)\)"
    return re.compile(rf"/{chars}*+(?:{brackets}{chars}*+)*+")


QUERY = "?!*'();:&=+$/%#[]-_.,~|@"
WEIGHTED = Style(
    path=_path(rf"[0-9A-Za-z!*';:=+,.$/%#\[\]\-–_~@|&{LATIN_ACCENTS}\u0400-\u04ff]"),
    path_tail="!*';:,.$%[]–~@|&",
    query=re.compile(rf"\?[0-9A-Za-z{re.escape(QUERY)}]*"),
    query_tail="?!*'();:+$%[].,~|@",
    bare=True,
)
# Source: mastodon/mastodon config/initializers/twitter_regex.rb, app/validators/status_length_validator.rb.
FEDIVERSE = Style(
    path=_path(r"[^\s<>()?]"),
    path_tail="!*\"'「」;:=,.$%[]~&|@",
    query=re.compile(r"\?[^\x00-\x20\"<>\\`{}\x7f-\x9f\ud800-\udfff]*"),
    query_tail="?!*'();:+$%[].,~|@^",
    bare=False,
)


def urls(text: str, style: Style = WEIGHTED) -> list[Span]:
    """The links in the text, in order and without overlaps. A bare "shop.eu" is one if the style says so."""
    if "." not in text or not (style.bare or "://" in text):
        return []
    found: list[Span] = []
    done = -1  # the end of the last match; the next one begins at least one character later
    for run in RUN.finditer(text):
        if run.end() > done and TLD_LIKE.search(text, run.start(), run.end()):
            done = _read_run(text, run.start(), run.end(), done, style, found)
    return found


class _Label(NamedTuple):
    start: int
    end: int
    tld_end: int  # where a top-level domain that begins this label ends; 0 for none
    whole: bool  # may it stand between dots: not empty, no hyphen or underscore at its ends
    has_underscore: bool


def _read_run(text: str, start: int, end: int, done: int, style: Style, found: list[Span]) -> int:
    """Add the links of text[start:end], which has no character a domain can't have. Returns the last match's end."""
    labels = list(_labels(text, start, end))
    reach = _reach(labels)
    scheme = SCHEME.search(text, max(0, start - 8, done + 1), start) if start else None
    if scheme and labels[0].whole and (last := reach[0]):
        done = _take(text, scheme.start(), start, labels[last].tld_end, style, found, scheme=True)
    for index in range(len(labels) - 1):
        at = _start_in(text, labels, reach, index, done)
        if at is not None:
            first, last = at
            done = _take(text, first, first, labels[last].tld_end, style, found, scheme=False)
    return done


def _labels(text: str, start: int, end: int) -> Iterator[_Label]:
    for part in text[start:end].split("."):
        yield _label(text, start, start + len(part))
        start += len(part) + 1


def _label(text: str, start: int, end: int) -> _Label:
    whole = start < end and text[start] not in "-_" and text[end - 1] not in "-_"
    return _Label(start, end, _tld_end(text, start, end), whole, "_" in text[start:end])


def _tld_end(text: str, start: int, end: int) -> int:
    """The end of the longest top-level domain at `start`, or 0. "comic" has none, "com中" has "com"."""
    letters = LETTERS.match(text, start, end)
    stop = letters.end() if letters else start
    if stop < end and not text[stop].isascii():
        longest = min(end, start + LONGEST_TLD)
        stop = next((n for n in range(longest, start, -1) if text[start:n].lower() in TLDS and _ends(text, n)), start)
    elif not (text[start:stop].lower() in TLDS and _ends(text, stop)):
        stop = start
    punycode = PUNYCODE.match(text, start, end)
    return stop if stop > start else punycode.end() if punycode else 0


def _ends(text: str, at: int) -> bool:
    """Nothing that would make the top-level domain a longer word, or the domain an e-mail address."""
    return NO_TLD_BEFORE.match(text, at) is None


def _reach(labels: list[_Label]) -> list[int]:
    """For each label: the furthest label whose top-level domain ends a domain that begins here; 0 for none."""
    reach = [0] * len(labels)
    for index in range(len(labels) - 2, -1, -1):
        if labels[index].whole:
            near = index + 1 if labels[index + 1].tld_end and not labels[index].has_underscore else 0
            reach[index] = reach[index + 1] or near
    return reach


def _start_in(text: str, labels: list[_Label], reach: list[int], index: int, done: int) -> tuple[int, int] | None:
    """Where in this label a domain without scheme begins, and the label of its top-level domain."""
    label = labels[index]
    if label.end <= done or label.start == label.end or text[label.end - 1] in "-_":
        return None
    last, earliest = reach[index + 1], label.start
    if not last:
        last = index + 1
        earliest = text.rfind("_", label.start, label.end) + 1 or label.start
    if not labels[last].tld_end:
        return None
    start = FREE_START.search(text, max(earliest, done + 1), label.end)
    return (start.start(), last) if start else None


def _take(text: str, start: int, host: int, host_end: int, style: Style, found: list[Span], *, scheme: bool) -> int:
    """Add the link whose host is text[host:host_end], if it is one. Returns the end of what it took up."""
    path_from = _after(PORT, text, host_end)
    path_end = _cut(style.path, style.path_tail, text, path_from)
    end = _cut(style.query, style.query_tail, text, path_end)
    if end - start > MAX_URL or not _is_host(text, host, host_end):
        return end
    if scheme:
        found.extend(_schemed(text, start, end, style))
    elif style.bare and (start == 0 or text[start - 1] not in "-_./"):
        found.extend(_bare(text, host, host_end, end if path_end > path_from else 0))
    return end


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _cut(pattern: re.Pattern[str], tail: str, text: str, at: int) -> int:
    """The end of the path or query that begins at `at`, without punctuation that belongs to the sentence."""
    match = pattern.match(text, at)
    if match is None:
        return at
    kept = len(match.group().rstrip(tail))
    return at + kept


def _is_host(text: str, start: int, end: int) -> bool:
    labels = text[start:end].split(".")
    if labels[0].startswith("xn--") and not any(_latin_domains(text, start, end)):
        return False  # says to be encoded, and is not
    return all(_is_host_label(label) for label in labels)


def _is_host_label(label: str) -> bool:
    """Does it fit into DNS once encoded? Encoding takes quadratic time, so the length is looked at first."""
    if not 0 < len(label) <= MAX_LABEL:
        return False
    if label.isascii():
        return True
    parts = IDEOGRAPHIC_DOTS.split(label)
    return len(".".join(p if p.isascii() else "xn--" + p.encode("punycode").decode() for p in parts)) <= MAX_LABEL


def _schemed(text: str, start: int, end: int, style: Style) -> Iterator[Span]:
    """The link itself; one of the shortener t.co has no further path and a slug of at most 40 characters."""
    short = TCO.match(text, start, end)
    if short:
        if len(short.group(1)) > MAX_TCO_SLUG:
            return
        end = _cut(style.query, style.query_tail, text, short.end())
    yield Span(start, end, text[start:end])


def _bare(text: str, host: int, host_end: int, end: int) -> Iterator[Span]:
    """The domains in Latin letters within the host; the last one takes the path (up to `end`, 0 for none)."""
    spans = list(_latin_domains(text, host, host_end))
    if spans and end and spans[-1][1] == host_end:
        spans[-1] = (spans[-1][0], end)
    for start, stop in spans:
        yield Span(start, stop, text[start:stop])


def _latin_domains(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Within "example.comの例.test.com中国": "example.com" and "test.com"."""
    while labels := LATIN_LABELS.search(text, start, end):
        start = labels.end()
        dots = [m for m in range(labels.start(), labels.end()) if text[m] == "."]
        for dot in reversed(dots):
            next_dot = text.find(".", dot + 1, end)
            tld_end = _tld_end(text, dot + 1, end if next_dot < 0 else next_dot)
            if tld_end:
                yield labels.start(), tld_end
                start = tld_end
                break
