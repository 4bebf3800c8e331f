"""The four questions of the look back."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.insight.models import Retrospective


class RetrospectiveForm(forms.ModelForm):  # type: ignore[type-arg]
    """What we wanted, what happened, what we do now."""

    class Meta:
        model = Retrospective
        fields: ClassVar[list[str]] = ["wanted", "happened", "decisions"]
        widgets: ClassVar[dict[str, Any]] = {
            name: forms.Textarea(attrs={"rows": 3}) for name in ("wanted", "happened", "decisions")
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "wanted": _("Look at your goals; one sentence is enough."),
            "happened": _("What worked, what was ignored? Vitrino has written down what it saw."),
            "decisions": _("One thing to do more, one to do less, one to try."),
        }


class EffortForm(forms.Form):
    """What a channel costs its people."""

    minutes_per_post = forms.IntegerField(label=_("Minutes for one post"), required=False, min_value=0, max_value=1440)
    minutes_per_week = forms.IntegerField(label=_("Minutes a week for answering"), required=False, min_value=0,
                                          max_value=10080)  # fmt: skip
