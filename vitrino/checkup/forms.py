"""Why a notice is set aside."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.checkup.actions import LONGEST_REASON


class DismissalForm(forms.Form):
    """One sentence."""

    reason = forms.CharField(
        label=_("Why is this fine as it is?"),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Please say why, in a few words. Whoever looks here next will want to know.")},
    )
