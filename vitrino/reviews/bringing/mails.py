"""E-mails in which review sites tell of a review, as a table a person looks at. English and Polish. Pure.

Sites word their mails as they like and change them, so nothing here is trusted: what was read is shown first, and what
could not be read is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from html.parser import HTMLParser
from itertools import zip_longest

from vitrino.connect.charset import encoding_of
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.imports.reading import MAX_BYTES, RawRow, Table

HEADINGS = ("author", "rating", "date", "title", "text", "url")
MOST_MAILS = 500
_HEADER = re.compile(
    r"(?:From|To|Subject|Date|Received|Return-Path|Delivered-To|Od|Do|Temat|Data):[ \t]", re.IGNORECASE
)
_MBOX = re.compile(rb"(?m)^From \S+.*\d{4}\r?$")
_LABELS = {
    "author": r"author|reviewer|reviewed by|customer|name|buyer|autor(?:ka)?(?: opinii)?|kupując[ya]|klient(?:ka)?|"
              r"imię(?: i nazwisko)?|użytkownik|wystawił(?:a)?",
    "rating": r"rating|stars|score|your rating|ocena(?: ogólna)?|liczba gwiazdek|gwiazdki|rekomendacja",
    "date": r"date|reviewed on|written on|data(?: wystawienia| dodania| opinii)?|dnia",
    "title": r"title|headline|review title|tytuł(?: opinii)?",
    "text": r"review|comment|text|message|review text|opinia|treść(?: opinii)?|komentarz|uzasadnienie",
}  # fmt: skip
_LABEL = re.compile(
    "|".join(rf"(?P<{name}>^[ \t>*•-]*(?:{words})[ \t*]*:[ \t*]*)" for name, words in _LABELS.items()),
    re.IGNORECASE | re.MULTILINE,
)
_STARS = re.compile(
    r"[★⭐🌟☆✩]{3,10}|\b\d\d?(?:[.,]\d)?\s*(?:/|out of|z|na)\s*(?:5|10)\b|\b\d[\s-]*(?:star|gwiazdk|gwiazdek)\w*",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:^|[.:!]\s+|\n)\s*(?P<who>[^\W\d_][\w .'’-]{1,60}?)\s+(?:has |have )?(?:just )?"
    r"(?:left|wrote|posted|submitted|given|gave|reviewed|wystawiła?|dodała?|napisała?|oceniła?)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“„\"«]([^”“„\"»]{12,5000})[”“\"»]", re.DOTALL)
_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_OF_REVIEW = re.compile(r"review|opini|recen|ocen|rating|feedback|comment", re.IGNORECASE)
_NOT_FOR_US = re.compile(r"unsubscribe|wypisz|preferences|privacy|polityk|help|\.(?:png|jpe?g|gif)\b", re.IGNORECASE)
_END = re.compile(
    r"^\s*(?:--|—|___+|===+|(?:reply|answer|respond|odpowiedz|view|see|zobacz|read|sprawdź|log in|zaloguj"
    r"|best regards|kind regards|pozdrawiamy|thank you for|dziękujemy|unsubscribe|©)\b.*|https?://\S+.*)\s*$",
    re.IGNORECASE | re.MULTILINE,
)


def read_mails(content: bytes) -> Table:
    """A row for each mail: from pasted text, a mail (.eml) or a mailbox (.mbox). Raises Problem for what holds none."""
    if len(content) > MAX_BYTES:
        raise Problem(say("The file is too large. At most {n} MB, please; part it in two.", n=MAX_BYTES // 1024**2))
    mails = list(_mails(content))
    if not mails:
        raise Problem(say("There is nothing in it."), "mail")
    if len(mails) > MOST_MAILS:
        raise Problem(say("At most {n} rows at once, please; part the file.", n=MOST_MAILS))
    rows = [RawRow(number, _row(text, date)) for number, (text, date) in enumerate(mails, 1)]
    return Table(HEADINGS, tuple(rows), "utf-8", ",", is_spreadsheet=True)


def site_of(content: bytes) -> str:
    """Whom the mail is from, as a name for the site: "trustpilot.com"; "" when it does not say."""
    found = re.search(rb"(?im)^(?:From|Od):.*?@([\w.-]+)", content[:20_000])
    return ".".join(found[1].decode("ascii", "replace").lower().rstrip(".").split(".")[-2:]) if found else ""


def _mails(content: bytes) -> Iterator[tuple[str, str]]:
    """(text, date header) of each mail."""
    for piece in _pieces(content):
        if _HEADER.match(piece.lstrip().decode("utf-8", "replace")[:200]):
            mail = message_from_bytes(piece.lstrip(), policy=policy.default)
            yield _body(mail), str(mail["date"] or mail["data"] or "")
        elif text := piece.decode("utf-8", "replace").strip():
            yield text, ""


def _pieces(content: bytes) -> list[bytes]:
    """The mails of a mailbox; a single mail or a pasted text is one."""
    starts = [match.start() for match in _MBOX.finditer(content)]
    if not starts or content[: starts[0]].strip():
        return [content] if content.strip() else []
    ends = [*starts[1:], len(content)]
    return [content[start:end].partition(b"\n")[2] for start, end in zip(starts, ends, strict=True)]


def _body(mail: EmailMessage) -> str:
    """Its plain text, else its HTML as text."""
    part = mail.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text = _decoded(part)
    return _plain(text) if part.get_content_subtype() == "html" else text


def _decoded(part: MIMEPart) -> str:
    """By the charset it names; what was pasted names none, or one that is not true."""
    raw = part.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    charset = part.get_content_charset() or encoding_of(content)
    try:
        return content.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return content.decode("utf-8", "replace")


class _Text(HTMLParser):
    """What a person would read of a page, with its links behind their words."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("style", "script", "head")
        if tag in ("p", "br", "div", "tr", "li", "h1", "h2", "h3", "table", "td"):
            self.parts.append("\n")
        if tag == "a" and (href := dict(attrs).get("href")):
            self.parts.append(f" {href} ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script", "head")

    def handle_data(self, data: str) -> None:
        if self._hidden <= 0:
            self.parts.append(data)


def _plain(html: str) -> str:
    reader = _Text()
    reader.feed(html)
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _row(text: str, date: str) -> tuple[str, ...]:
    """What the mail says, in the order of HEADINGS; empty where it does not."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")[:100_000]
    said = _labelled(text)
    found = {
        "author": said.get("author") or _author(text),
        "rating": _only_rating(said.get("rating", "")) or _first(_STARS, text),
        "date": said.get("date") or date,
        "title": said.get("title", ""),
        "text": said.get("text") or _quoted(text),
        "url": _link(text),
    }
    return tuple(" ".join(found[name].split()) if name != "text" else found[name].strip() for name in HEADINGS)


def _labelled(text: str) -> dict[str, str]:
    """What stands behind the labels: one line, or for the review itself all until the next label or the mail's end."""
    found: dict[str, str] = {}
    matches = list(_LABEL.finditer(text))
    for here, following in zip_longest(matches, matches[1:]):
        name = str(here.lastgroup)
        rest = text[here.end() : following.start() if following else len(text)]
        value = _until_end(rest) if name == "text" else rest.strip().partition("\n")[0]
        if value.strip() and name not in found:
            found[name] = value.strip().strip('“”„"«»') if name == "text" else value.strip()
    return found


def _until_end(rest: str) -> str:
    end = _END.search(rest.lstrip())
    return rest.lstrip()[: end.start()] if end else rest


def _author(text: str) -> str:
    match = _WROTE.search(text)
    return match["who"].strip() if match else ""


def _only_rating(value: str) -> str:
    """Without what sites add behind it: "5/5 (Excellent)"."""
    return _first(_STARS, value) or value.partition("(")[0].strip()


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group() if match else ""


def _quoted(text: str) -> str:
    """The longest quotation, where no label says which part is the review."""
    return max((match[1] for match in _QUOTED.finditer(text)), key=len, default="")


def _link(text: str) -> str:
    links = [one.rstrip(".,;") for one in _URL.findall(text) if not _NOT_FOR_US.search(one)]
    return next((one for one in links if _OF_REVIEW.search(one)), links[0] if links else "")
