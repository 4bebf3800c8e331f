"""What people fill in about the balance."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LimitForm(forms.Form):
    """How much of a channel may sell."""

    percent = forms.IntegerField(label=_("At most, in percent"), min_value=0, max_value=100,
                                 help_text=_("Usual is 30. Empty for the usual."), required=False)  # fmt: skip
    reason = forms.CharField(label=_("Why?"), max_length=300, required=False,
                             help_text=_("For example: this channel is for people who want our offers."))  # fmt: skip


class PartnerForm(forms.Form):
    """Somebody whose posts the shop passes on."""

    name = forms.CharField(label=_("Name"), max_length=120)
    handle = forms.CharField(label=_("Handle, for the credit"), max_length=120, required=False,
                             help_text=_("Stands below the post as “via @handle”."))  # fmt: skip
    url = forms.URLField(label=_("Website"), max_length=500, required=False, assume_scheme="https",
                         help_text=_("By it Vitrino knows which articles are theirs."))  # fmt: skip
    feed = forms.URLField(label=_("Feed"), max_length=500, required=False, assume_scheme="https",
                          help_text=_("Address of an RSS or Atom feed. Its articles become ideas; nothing is posted by itself."))  # fmt: skip  # noqa: E501
