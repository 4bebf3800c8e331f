"""What a channel costs its people."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class EffortForm(forms.Form):
    """What a channel costs its people."""

    minutes_per_post = forms.IntegerField(label=_("Minutes for one post"), required=False, min_value=0, max_value=1440)
    minutes_per_week = forms.IntegerField(label=_("Minutes a week for answering"), required=False, min_value=0,
                                          max_value=10080)  # fmt: skip
