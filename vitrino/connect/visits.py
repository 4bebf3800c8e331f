"""How somebody came to order, as shops note it: which link, which page, what they said themselves. Nothing that names
them is kept: of an address only its path, of where they came from only the host."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from vitrino.connect import reading
from vitrino.connect.shop import RemoteVisit, VisitPlace

LONGEST = 120
MOST_COUPONS = 20
# Names of the field in which shops ask; folded. English, Polish, German, French, Spanish, Esperanto.
_ASKED = re.compile(
    r"hear\w*_?(about|of|from)|heard_?(about|of|from)|how_?did_?you_?(hear|find|come)|skad_?(o_nas|sie|nas|wiesz)"
    r"|wie_?haben_?sie|aufmerksam_geworden|comment_(avez|nous)|como_nos|kiel_vi_(ekscii|trovis)"
)
_LETTERS = str.maketrans("ąćęłńóśźżäöüéèó", "acelnoszzaoueeo")


def visit(place: VisitPlace, tags: Mapping[str, Any], *, landing: Any = "", referrer: Any = "",
          at: datetime | None = None) -> RemoteVisit | None:  # fmt: skip
    """A visit by its tags (source, medium, campaign, content, term); None when nothing at all is known of it."""
    words = {name: _word(tags.get(name)) for name in ("source", "medium", "campaign", "content", "term")}
    found = RemoteVisit(place, **words, landing=_path(landing), referrer=_host(referrer), at=at)
    return found if any((*words.values(), found.landing, found.referrer)) else None


def tags_in(address: Any) -> dict[str, str]:
    """The utm tags of an address, without their utm_."""
    try:
        pairs = parse_qsl(urlsplit(reading.text(address, 4_000)).query, max_num_fields=100)
    except ValueError:
        return {}
    return {name.lower().removeprefix("utm_"): value for name, value in pairs if name.lower().startswith("utm_")}


def coupons(codes: Iterable[Any]) -> tuple[str, ...]:
    """The codes that were typed, each once."""
    words = (reading.text(code, 60).strip() for code in codes)
    return tuple(dict.fromkeys(word for word in words if word))[:MOST_COUPONS]


def heard_of(answers: Iterable[tuple[Any, Any]]) -> str:
    """What the customer answered to "how did you hear of us", from pairs of field and answer; "" where nobody asked."""
    for name, answer in answers:
        if is_the_question(reading.text(name, 200)):
            words = " ".join(reading.text(answer, LONGEST * 2).split())[:LONGEST]
            if words:
                return words
    return ""


def is_the_question(name: str) -> bool:
    """Whether a field's name asks how somebody heard of the shop."""
    folded = re.sub(r"[^a-z0-9]+", "_", name.lower().translate(_LETTERS)).strip("_")
    return _ASKED.search(folded) is not None


def _word(value: Any) -> str:
    return " ".join(reading.text(value, LONGEST * 2).split())[:LONGEST]


def _path(address: Any) -> str:
    try:
        return urlsplit(reading.text(address, 4_000)).path[:200]
    except ValueError:
        return ""


def _host(address: Any) -> str:
    try:
        return (urlsplit(reading.text(address, 4_000)).hostname or "").removeprefix("www.")[:200]
    except ValueError:
        return ""
