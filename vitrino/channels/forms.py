"""Forms of channels, made from what each platform's manifest asks for."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.connect.manifest import Manifest
from vitrino.ui.words import words

FAKE_HANDLE_MAX = 30


class RehearsalForm(forms.Form):
    """A name for an account on the built-in copy of a platform."""

    handle = forms.RegexField(
        r"^@?[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=FAKE_HANDLE_MAX, label=_("Name of the account"),
        help_text=_("Letters, digits, dots and dashes, for example corner-bakery."),
        error_messages={"invalid": _("Please use only letters, digits, dots and dashes.")},
    )  # fmt: skip
    name = forms.CharField(max_length=80, required=False, label=_("Name that people see"))


class BudgetForm(forms.Form):
    """The most a channel may cost in a month; empty means no limit."""

    usd = forms.DecimalField(
        label=_("Budget for a month, in US dollars"), help_text=_("Leave it empty for no limit."), required=False,
        min_value=0, max_value=100_000, decimal_places=2,
    )  # fmt: skip

    @property
    def usd_cents(self) -> int | None:
        usd = self.cleaned_data["usd"]
        return None if usd is None else int(usd * 100)


class ConnectForm(forms.Form):
    """What a platform needs to let us in. What was typed stays when something is wrong, except secrets."""

    def __init__(self, manifest: Manifest, typed: Mapping[str, str] | None = None) -> None:
        super().__init__(typed)
        for one in manifest.connect_fields:
            widget = forms.PasswordInput(attrs={"autocomplete": "off"}) if one.is_secret else forms.TextInput()
            widget.attrs |= {"placeholder": one.placeholder, "autocapitalize": "none", "spellcheck": "false"}
            self.fields[one.name] = forms.CharField(
                label=words(one.label), help_text=words(one.hint), required=not one.is_optional, max_length=2000,
                widget=widget,
            )  # fmt: skip

    @property
    def typed(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.cleaned_data.items()}
