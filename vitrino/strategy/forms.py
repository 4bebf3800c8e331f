"""What people fill in about the strategy and pillars."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.strategy.models import Pillar, Strategy

PAGE_FIELDS = ("audience", "competitors", "content", "care", "tracking", "dos", "donts")


class StrategyForm(forms.ModelForm):  # type: ignore[type-arg]
    """One page of answers."""

    class Meta:
        model = Strategy
        fields: ClassVar[list[str]] = [
            *PAGE_FIELDS, "reason",
        ]  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {name: forms.Textarea(attrs={"rows": 3}) for name in PAGE_FIELDS}
        help_texts: ClassVar[dict[str, Any]] = {
            "audience": _("Who are they, how old, where, what do they care about?"),
            "competitors": _("Two or three other shops: what would you like to do as well, what never?"),
            "content": _("What could people learn, enjoy or take part in?"),
            "care": _("How fast do we answer, in what tone, and what do we do when something went wrong?"),
            "tracking": _("Which numbers do we look at, and how often?"),
        }


class PillarForm(forms.ModelForm):  # type: ignore[type-arg]
    """One more kind of content."""

    class Meta:
        model = Pillar
        fields: ClassVar[list[str]] = ["name", "description", "is_promotional"]

    def validate_unique(self) -> None:
        """The action says it in better words."""
