"""Names that are listened for, in all their forms or not at all."""

from __future__ import annotations

from vitrino.checkup.rules.listening_variant_unwatched import Facts, Name
from vitrino.checkup.tests.shops import Shop
from vitrino.listening import actions as listening
from vitrino.workspace.tests.cast import NOW, Cast

MAIN = frozenset({"Zorza", "#zorza"})


def name(*known: str, is_heard: bool = True, pk: int = 4) -> Name:
    return Name(pk, "Zorza", MAIN, frozenset(known), is_heard)


SHOPS = (
    Shop("nobody listens", Facts((name(is_heard=False),)), ("name:4",)),
    Shop("one main form is missing", Facts((name("#zorza"),)), ("name:4",)),
    Shop("every form was struck out", Facts((name(*MAIN, is_heard=False),)), ("name:4",)),
    Shop("one of two names", Facts((name(is_heard=False), name(*MAIN, pk=5))), ("name:4",)),
    Shop("all main forms are watched", Facts((name(*MAIN),))),
    Shop("rarer forms are watched too", Facts((name(*MAIN, "Zorzą", "Zorzy"),))),
    Shop("no name", Facts(())),
)


def make_ill(cast: Cast) -> None:
    """The names are known, and nobody watches them yet; the other shop watches its own."""
    listening.grow_watches(workspace=cast.florist, now=NOW)


def make_well(cast: Cast) -> None:
    """All forms are watched."""
    listening.grow_watches(workspace=cast.bakery, now=NOW)
