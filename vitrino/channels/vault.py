"""The vault under the name that the stages above know it by; what it does is in `workspace.vault`."""

from __future__ import annotations

from vitrino.workspace.vault import Place, Purpose, Unreadable, seal, unseal

__all__ = ["Place", "Purpose", "Unreadable", "seal", "unseal"]
