"""Why a notice is put aside and until when; when the letter comes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.checkup.actions import LONGEST_REASON

DAYS = (
    (0, _("Monday")), (1, _("Tuesday")), (2, _("Wednesday")), (3, _("Thursday")), (4, _("Friday")), (5, _("Saturday")),
    (6, _("Sunday")),
)  # fmt: skip
SPANS = [("week", _("For a week")), ("month", _("For a month"))]


class DismissalForm(forms.Form):
    """One sentence, and a time. What is important can't be put aside for longer than a month."""

    reason = forms.CharField(
        label=_("Why is this fine as it is?"),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Please say why, in a few words. Whoever looks here next will want to know.")},
    )
    until = forms.ChoiceField(label=_("Until when?"), initial="week")

    def __init__(self, *args: Any, is_high: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["until"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = SPANS if is_high else [*SPANS, ("change", _("Until something about it changes"))]


class LetterTimeForm(forms.Form):
    """Day and hour, in the shop's own time."""

    weekday = forms.TypedChoiceField(label=_("Day"), choices=DAYS, coerce=int)
    hour = forms.TypedChoiceField(label=_("Hour"), choices=[(hour, f"{hour}:00") for hour in range(24)], coerce=int)
