"""The verdict: the database's word for each post against the platform's own record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from vitrino.domain.publication import PublicationState as S

NAMED = frozenset({S.PUBLISHED, S.FAILED, S.NEEDS_DECISION, S.CANCELLED})
COLUMNS = {
    "posts": "posts", "once": "once", "duplicated": "duplicated", "lost": "lost", "false_status": "false status",
    "asked": "asked", "asked_and_out": "asked, was out", "failed": "told failed",
}  # fmt: skip


@dataclass
class Verdict:
    """The sums for one platform. cases: what is wrong, one line each."""

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

    def add(self, other: Verdict) -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


def judge(rows: Iterable[tuple[str, str]], documents: Iterable[str]) -> Verdict:
    """rows: (text, state) of every intent. documents: what is out, as the platform keeps it."""
    verdict, out = Verdict(), _count(documents)
    for text, state in rows:
        _judge_one(verdict, text, state, out.pop(text, 0))
    for text, count in out.items():  # a restored database does not know all that is out, but it is out only once
        if count > 1:
            verdict.duplicated += 1
            verdict.cases.append(f"{text}: not in the database, {count} times out")
    return verdict


def _judge_one(verdict: Verdict, text: str, state: str, count: int) -> None:
    wrong = {
        "duplicated": count > 1,
        "lost": state not in NAMED,
        "false_status": (state == S.PUBLISHED and count == 0) or (state in (S.FAILED, S.CANCELLED) and count > 0),
    }
    for name, is_so in wrong.items():
        setattr(verdict, name, getattr(verdict, name) + is_so)
    if any(wrong.values()):
        verdict.cases.append(f"{text}: {state}, {count} times out")
    verdict.posts += 1
    verdict.once += count == 1
    verdict.asked += state == S.NEEDS_DECISION
    verdict.asked_and_out += state == S.NEEDS_DECISION and count == 1
    verdict.failed += state == S.FAILED


def _count(documents: Iterable[str]) -> Counter[str]:
    """How often each intent's text stands in the record; every text carries its own number between « and »."""
    found: Counter[str] = Counter()
    for document in documents:
        for mark in {piece.partition("»")[0] for piece in document.split("«")[1:]}:
            found[f"Bread «{mark}»"] += 1
    return found


def table(verdicts: Mapping[str, Verdict], more: Mapping[str, str]) -> str:
    """One line for each platform, and the sum. more: columns that only the sum has."""
    total = Verdict()
    for verdict in verdicts.values():
        total.add(verdict)
    heads = ("class and platform", *COLUMNS.values(), *more)
    lines = [(name, *_figures(verdict), *("" for _name in more)) for name, verdict in verdicts.items()]
    rows = [heads, *lines, ("all", *_figures(total), *more.values())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _figures(one: Verdict) -> tuple[str, ...]:
    return tuple(f"{getattr(one, name):,}" for name in COLUMNS)
