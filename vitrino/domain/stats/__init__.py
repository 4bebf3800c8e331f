"""Small statistics that pages may compute themselves, by the standard library only; the engine is in `insight`."""

from __future__ import annotations

from vitrino.domain.stats.acts import Engagement, engagement

__all__ = ["Engagement", "engagement"]
