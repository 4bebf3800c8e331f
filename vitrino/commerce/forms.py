"""Forms of shops, made from what each shop system asks for."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.connect.shop import ShopManifest
from vitrino.ui.words import words

HISTORY = (("12", _("The last 12 months")), ("36", _("The last 3 years")), ("0", _("All of them")))


class ShopForm(forms.Form):
    """What a shop system needs to let us read. What was typed stays when something is wrong, except secrets."""

    def __init__(self, manifest: ShopManifest, typed: Mapping[str, str] | None = None) -> None:
        super().__init__(typed)
        for one in manifest.fields:
            widget = forms.PasswordInput(attrs={"autocomplete": "off"}) if one.is_secret else forms.TextInput()
            widget.attrs |= {"placeholder": one.placeholder, "autocapitalize": "none", "spellcheck": "false"}
            self.fields[one.name] = forms.CharField(
                label=words(one.label), help_text=words(one.hint), required=not one.is_optional, max_length=2000,
                widget=widget,
            )  # fmt: skip
        self.fields["months"] = forms.ChoiceField(
            label=_("Which orders to read"), choices=HISTORY, initial="12",
            help_text=_("Older ones stay in your shop. What Vitrino does not need it should not have."),
        )  # fmt: skip

    @property
    def typed(self) -> dict[str, str]:
        """What the shop system asked for."""
        return {name: str(value) for name, value in self.cleaned_data.items() if name != "months"}

    @property
    def months(self) -> int | None:
        """How far back, None for all."""
        return int(self.cleaned_data["months"]) or None


class RehearsalShopForm(forms.Form):
    """A name for a shop on the built-in copy."""

    name = forms.CharField(max_length=80, required=False, label=_("Name of the shop"))
