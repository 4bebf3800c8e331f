"""What the owner says about places to listen to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.intake.listening import Offer
from vitrino.ui.words import words


class FeedForm(forms.Form):
    """One more feed."""

    url = forms.CharField(
        label=_("Address of the feed"), max_length=200,
        help_text=_("Of a blog, a newspaper or an alert service: RSS or Atom."),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )  # fmt: skip


class KeyForm(forms.Form):
    """What a search asks for before it lets anybody in."""

    def __init__(self, data: Any, *, offer: Offer) -> None:
        super().__init__(data, prefix=offer.key)
        for asked in offer.fields:
            widget = forms.PasswordInput(attrs={"autocomplete": "off"}) if asked.is_secret else forms.TextInput()
            self.fields[asked.name] = forms.CharField(
                label=words(asked.label), help_text=words(asked.hint), max_length=300, widget=widget
            )
