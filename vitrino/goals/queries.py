"""What other rooms ask about goals."""

from __future__ import annotations

from vitrino.goals.offering import way_to_count as way_to_count
