"""What the owner says about places to listen to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class FeedForm(forms.Form):
    """One more feed."""

    url = forms.CharField(
        label=_("Address of the feed"), max_length=200,
        help_text=_("Of a blog, a newspaper or an alert service: RSS or Atom."),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )  # fmt: skip
