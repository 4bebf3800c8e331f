"""What people fill in to follow a competitor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.competitors.reading import LONGEST_HANDLE


class FollowForm(forms.Form):
    """Whom, and where."""

    account = forms.CharField(label=_("Their account"), max_length=LONGEST_HANDLE,
                              help_text=_("The name after the @, or the address of their profile."))  # fmt: skip
    platform = forms.ChoiceField(label=_("Where"))

    def __init__(self, *args: Any, platforms: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["platform"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(platforms.items())
        if len(platforms) == 1:
            field.initial = next(iter(platforms))
