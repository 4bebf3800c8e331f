"""The labelled shops that judge the rules of the checkup: one module for each rule, named like the rule's file.

Such a module has SHOPS, a tuple of `Shop`: at least three that make the mistake and three that do not (a sound one, one
too young to judge, one just below the line). `make_ill(cast)` writes a shop with the mistake into the database, and
`make_well(cast)` puts it right, so that `load` is judged too.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

from vitrino.workspace.tests.cast import Cast


@dataclass(frozen=True)
class Shop:
    """A shop as one rule sees it. facts: what its `load` would bring. keys: of the notices due; () for none."""

    name: str
    facts: Any
    keys: tuple[str, ...] = ()

    @property
    def is_ill(self) -> bool:
        return bool(self.keys)


class Labelled(Protocol):
    """What each module of this package offers."""

    SHOPS: tuple[Shop, ...]
    make_ill: Callable[[Cast], None]
    make_well: Callable[[Cast], None]


@cache
def labelled() -> dict[str, Labelled]:
    """Name of a rule's file -> its shops."""
    names = [found.name for found in pkgutil.iter_modules(__path__)]
    return {name: cast(Labelled, import_module(f"{__name__}.{name}")) for name in names}
