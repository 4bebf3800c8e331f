"""The sample shop's public promises: one that was kept, one that is due in a few days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from vitrino.demo.book import Book
from vitrino.ledger import actions
from vitrino.workspace.models import Person, Workspace

_MADE, _KEPT, _DUE = timedelta(days=12), timedelta(days=3), timedelta(days=5)


@dataclass(frozen=True)
class Words:
    """kept, note: what was promised and how it went. ahead: what is still to be done."""

    kept: str
    note: str
    ahead: str


WORDS: Mapping[str, Words] = {
    "en": Words("The bench before the shop will be mended within ten days.", "It stands, with a new coat of paint.",
                "From next week there will be rye rolls without sesame."),
    "pl": Words("Ławkę przed sklepem naprawimy w ciągu dziesięciu dni.", "Stoi, świeżo pomalowana.",
                "Od przyszłego tygodnia będą bułki żytnie bez sezamu."),
    "eo": Words("La benko antaŭ la butiko estos riparita ene de dek tagoj.", "Ĝi staras, freŝe farbita.",
                "Ekde la venonta semajno estos sekalaj bulkoj sen sezamo."),
}  # fmt: skip


def promise(workspace: Workspace, book: Book, *, by: Person, now: datetime) -> None:
    """Entered by hand, as after a talk at the counter."""
    words, made_at = WORDS.get(book.language, WORDS["en"]), now - _MADE
    kept = actions.enter(workspace=workspace, text=words.kept, due_at=now - _KEPT, by=by, now=made_at)
    actions.settle(promise=kept, state="kept", note=words.note, by=by, now=now - _KEPT)
    actions.enter(workspace=workspace, text=words.ahead, due_at=now + _DUE, by=by, now=now - timedelta(days=2))
