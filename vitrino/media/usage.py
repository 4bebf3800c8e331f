"""Who uses an asset. Later stages say so themselves (`tell` in their AppConfig.ready), so media knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from vitrino.domain.message import Message


@dataclass(frozen=True)
class Use:
    """One place where an asset is used. url_name and pk: the page of that place."""

    asset_id: int
    title: Message | str
    url_name: str
    pk: int


Finder = Callable[[Collection[int]], list[Use]]
_FINDERS: list[Finder] = []
_THOROUGH: list[Finder] = []


def tell(finder: Finder, *, is_slow: bool = False) -> None:
    """`finder(asset ids)` names the uses; one or two queries for all of them. A slow one is asked before a deletion
    only."""
    finders = _THOROUGH if is_slow else _FINDERS
    if finder not in finders:
        finders.append(finder)


def uses_of(asset_ids: Collection[int], *, thorough: bool = False) -> dict[int, list[Use]]:
    """Every asset's uses, each place once; assets without any are in it too."""
    found: dict[int, list[Use]] = {one: [] for one in asset_ids}
    for finder in [*_FINDERS, *(_THOROUGH if thorough else [])]:
        for use in finder(asset_ids):
            if use not in found[use.asset_id]:
                found[use.asset_id].append(use)
    return found
