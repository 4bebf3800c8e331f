"""What a person decides about help from a model."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.assist.actions import Chosen
from vitrino.assist.models import AssistSettings


class AssistForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where the model is. The key is never shown again; an empty field keeps the one that is stored."""

    key = forms.CharField(
        label=_("Key"), required=False, max_length=500, strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Kept encrypted and never shown again. Empty keeps the one there is."),
    )  # fmt: skip
    forget_key = forms.BooleanField(label=_("Forget the key"), required=False)

    class Meta:
        model = AssistSettings
        fields: ClassVar[list[str]] = ["is_on", "base_url", "model", "allows_local", "sees_pictures"]
        help_texts: ClassVar[dict[str, Any]] = {
            "base_url": _(
                "Of any service that speaks the chat protocol of OpenAI, for example http://localhost:11434/v1."
            ),
            "allows_local": _("Lets Vitrino open addresses of this network, for the model alone."),
            "sees_pictures": _("Pictures are then sent to it when you ask for a description."),
        }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("is_on") and not given.get("base_url"):
            self.add_error("base_url", _("Say where the model is."))
        return given

    def chosen(self) -> Chosen:
        """What was chosen, for the action."""
        given = self.cleaned_data
        key = "" if given["forget_key"] else given["key"] or None
        return Chosen(
            given["is_on"], given["base_url"], given["model"], key, given["allows_local"], given["sees_pictures"]
        )
