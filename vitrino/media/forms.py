"""What people fill in about something in the library."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.domain.media import tags_in
from vitrino.media.models import Asset


class DescribeForm(forms.Form):
    """Description, folders, rights."""

    alt_text = forms.CharField(
        label=_("Description for people who can't see it"), required=False, max_length=1500,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Who or what, where, what happens. Posts take it over."),
    )  # fmt: skip
    tags = forms.CharField(
        label=_("Folders"), required=False, max_length=500,
        help_text=_("Words to find it by, with commas between them: bread, summer, shop window."),
    )  # fmt: skip
    rights_note = forms.CharField(
        label=_("Whose it is, and what you may do with it"), required=False, max_length=300,
        help_text=_("For example: photo by Ola, for our own channels."),
    )  # fmt: skip
    rights_until = forms.DateField(
        label=_("May be used until"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("From the next day on Vitrino warns before it is used."),
    )  # fmt: skip

    def __init__(self, data: Any, *, asset: Asset) -> None:
        names = ("alt_text", "rights_note", "rights_until")
        said = {name: getattr(asset, name) for name in names}
        super().__init__(data, initial=said | {"tags": ", ".join(tag.text for tag in asset.tags.all())})

    def clean_tags(self) -> tuple[str, ...]:
        return tags_in(self.cleaned_data["tags"])


class FocusForm(forms.Form):
    """Where to look: shares in percent from the left and from the top."""

    x = forms.FloatField(min_value=0, max_value=100)
    y = forms.FloatField(min_value=0, max_value=100)
