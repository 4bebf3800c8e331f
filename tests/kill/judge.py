"""The verdict: the database's word for each post against the platform's own record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vitrino.domain.publication import PublicationState as S

NAMED = frozenset({S.PUBLISHED, S.FAILED, S.NEEDS_DECISION, S.CANCELLED})


@dataclass
class Verdict:
    """The sums for one platform."""

    posts: int = 0
    once: int = 0
    duplicated: int = 0
    lost: int = 0
    false_status: int = 0
    asked: int = 0
    asked_and_out: int = 0
    failed: int = 0
    cases: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.duplicated or self.lost or self.false_status)


def judge(rows: Iterable[tuple[str, str]], documents: Iterable[str]) -> Verdict:
    """rows: (text, state) of every intent. documents: what is out, as the platform keeps it."""
    verdict, out = Verdict(), _count(documents)
    for text, state in rows:
        count = out.get(text, 0)
        verdict.posts += 1
        verdict.once += count == 1
        wrong = {
            "duplicated": count > 1,
            "lost": state not in NAMED,
            "false_status": (state == S.PUBLISHED and count == 0) or (state in (S.FAILED, S.CANCELLED) and count > 0),
        }
        for name, is_so in wrong.items():
            setattr(verdict, name, getattr(verdict, name) + is_so)
        if any(wrong.values()):
            verdict.cases.append(f"{text}: {state}, {count} times out")
        verdict.asked += state == S.NEEDS_DECISION
        verdict.asked_and_out += state == S.NEEDS_DECISION and count == 1
        verdict.failed += state == S.FAILED
    return verdict


def table(verdicts: Mapping[str, Verdict]) -> str:
    """One line for each platform, and the sum."""
    heads = (
        "platform",
        "posts",
        "once",
        "duplicated",
        "lost",
        "false status",
        "asked",
        "asked, was out",
        "told failed",
    )
    lines = [(name, *_figures(verdict)) for name, verdict in verdicts.items()]
    sums = tuple(str(sum(int(line[column]) for line in lines)) for column in range(1, len(heads)))
    rows = [heads, *lines, ("all", *sums)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _figures(one: Verdict) -> tuple[str, ...]:
    out = (one.posts, one.once, one.duplicated, one.lost, one.false_status)
    return tuple(str(figure) for figure in (*out, one.asked, one.asked_and_out, one.failed))


def _count(documents: Iterable[str]) -> Counter[str]:
    """How often each intent's text stands in the record; every text carries its own number between « and »."""
    found: Counter[str] = Counter()
    for document in documents:
        for mark in {piece.partition("»")[0] for piece in document.split("«")[1:]}:
            found[f"Bread «{mark}»"] += 1
    return found
