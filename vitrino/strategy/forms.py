"""What people fill in about pillars; the strategy is written in `vitrino.guidance`."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from vitrino.strategy.models import Pillar


class PillarForm(forms.ModelForm):  # type: ignore[type-arg]
    """One more kind of content."""

    class Meta:
        model = Pillar
        fields: ClassVar[list[str]] = ["name", "description", "is_promotional"]

    def validate_unique(self) -> None:
        """The action says it in better words."""
