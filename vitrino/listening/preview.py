"""What a form, a name or a query would bring: in the texts of the last month, and in a sample of an open network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.channels import queries as channels
from vitrino.domain.matcher import Hit, Matcher, Post, Term
from vitrino.domain.matcher.copies import copy_key
from vitrino.domain.matcher.rate import Rate, rate_of
from vitrino.domain.names import checked_name
from vitrino.intake import queries as intake
from vitrino.listening.ears import QUERY, terms_for
from vitrino.listening.models import Watch
from vitrino.workspace.models import BrandName, Workspace

LOOKED_BACK = timedelta(days=30)
MOST_TEXTS = 5_000
EXAMPLES = 6


@dataclass(frozen=True)
class Example:
    """A text in three parts: before, the name, after."""

    before: str
    name: str
    after: str
    score: float


@dataclass(frozen=True)
class Estimate:
    """For one open network. rate: None where too little is known. sampled: texts that were looked through."""

    network: str
    rate: Rate | None
    sampled: int


@dataclass(frozen=True)
class Preview:
    """own: hits among `own_texts` texts your channels brought.

    is_asleep: nothing can be found before somebody says what must stand near the name.
    """

    own: int
    own_texts: int
    estimates: Sequence[Estimate]
    examples: Sequence[Example]
    is_asleep: bool


def of_name(name: BrandName, now: datetime) -> Preview:
    """All forms of a name that are watched."""
    watched = Watch.objects.filter(brand_name=name, is_on=True).select_related("brand_name")
    return _preview(name.workspace, terms_for(watched), now)


def of_text(name: BrandName, text: str, now: datetime, *, is_query: bool = False) -> Preview:
    """A form or a query nobody watches yet. Raises Problem for one that can't be watched."""
    watch = Watch(brand_name=name, text=text if is_query else checked_name(text), kind=QUERY if is_query else "exact",
                  is_own=True)  # fmt: skip
    return _preview(name.workspace, terms_for([watch]), now)


def _preview(workspace: Workspace, terms: Sequence[Term], now: datetime) -> Preview:
    matcher = Matcher(terms)
    own_texts = _own_texts(workspace, now)
    own = found = list(_found(matcher, own_texts))
    estimates = []
    for sample in intake.samples():
        hits = list(_found(matcher, (Post(text, language=language) for text, language in sample.texts)))
        rate = rate_of(len(hits), hours=sample.hours, one_in=sample.one_in)
        estimates.append(Estimate(sample.network, rate, len(sample.texts)))
        found = [*found, *hits]
    is_asleep = bool(terms) and all(term.is_asleep for term in terms)
    return Preview(len(own), len(own_texts), estimates, _examples(found), is_asleep)


def _own_texts(workspace: Workspace, now: datetime) -> list[Post]:
    found = channels.arrivals_of(workspace).filter(at__gt=now - LOOKED_BACK, is_own=False, deleted_at=None)
    rows = found.exclude(text="").values_list("text", "author_handle", "language", "kind")[:MOST_TEXTS]
    return [Post(text, author, language=language, kind=kind) for text, author, language, kind in rows]


def _found(matcher: Matcher, posts: Iterable[Post]) -> Iterable[tuple[str, Hit]]:
    for post in posts:
        best = max(matcher.find(post), key=lambda hit: hit.score, default=None)
        if best is not None:
            yield post.text, best


def _examples(found: Iterable[tuple[str, Hit]]) -> list[Example]:
    """A few, each copied text once."""
    shown: dict[str, Example] = {}
    for text, hit in found:
        around = Example(text[max(0, hit.start - 90) : hit.start], text[hit.start : hit.end],
                         text[hit.end : hit.end + 90], hit.score)  # fmt: skip
        shown.setdefault(copy_key(text) or text, around)
        if len(shown) == EXAMPLES:
            break
    return list(shown.values())
