"""What the first five minutes ask for."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from vitrino.workspace.forms import ShopForm


class BeginForm(forms.Form):
    """Step 1: the language and the shop's name; the browser knows the time zone."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    name = forms.CharField(label=_("What is your shop called?"), max_length=120)
    time_zone = forms.CharField(widget=forms.HiddenInput(attrs={"data-time-zone": ""}), required=False)


class DescribeForm(ShopForm):
    """Step 2: the rest of the shop."""

    class Meta(ShopForm.Meta):
        fields: ClassVar[list[str]] = ["website", "sells", "time_zone"]


class RehearseForm(forms.Form):
    """Step 4: platforms to rehearse on; the platforms come from the manifests."""

    platforms = forms.MultipleChoiceField(label=_("Rehearse on"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, platforms: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["platforms"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = platforms
