"""Public promises that are settled in time, still ahead, and forgotten."""

from __future__ import annotations

from datetime import timedelta

from vitrino.checkup.rules.risk_promise_open import GRACE, SERIOUS, Facts, Open
from vitrino.checkup.tests.shops import Shop
from vitrino.ledger import actions
from vitrino.ledger.models import Promise
from vitrino.workspace.tests.cast import NOW, Cast


def promised(*late: timedelta) -> Facts:
    return Facts(tuple(Open(pk, "A bench by spring", NOW - one) for pk, one in enumerate(late)), NOW)


HOUR = timedelta(hours=1)
SHOPS = (
    Shop("over since yesterday", promised(24 * HOUR), ("",)),
    Shop("just over the grace", promised(GRACE + HOUR), ("",)),
    Shop("forgotten for weeks", promised(SERIOUS * 9), ("",)),
    Shop("one late, one ahead", promised(30 * HOUR, -5 * HOUR), ("",)),
    Shop("just within the grace", promised(GRACE - HOUR)),
    Shop("at the end of the grace", promised(GRACE)),
    Shop("due tomorrow", promised(-24 * HOUR)),
    Shop("nothing was promised", promised()),
)


def make_ill(cast: Cast) -> None:
    """A bench was to stand before the shop two days ago."""
    Promise.objects.create(workspace=cast.bakery, text="A bench by spring", due_at=NOW - timedelta(days=2),
                           made_at=NOW - timedelta(days=20), who=cast.anna)  # fmt: skip


def make_well(cast: Cast) -> None:
    """It stands."""
    actions.settle(promise=Promise.objects.get(), state="kept", note="It stands", by=cast.anna, now=NOW)
