"""The shape of a ready idea."""

from __future__ import annotations

from dataclasses import dataclass

from vitrino.domain.balance.kinds import Kind


@dataclass(frozen=True, slots=True)
class Prompt:
    """text: as it could be posted. options: of a poll, where the platform has them. about: "product" where {product}
    is filled in."""

    kind: Kind
    text: str
    options: tuple[str, ...] = ()

    @property
    def needs_product(self) -> bool:
        return "{product}" in self.text
