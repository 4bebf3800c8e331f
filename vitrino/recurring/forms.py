"""What people fill in about posts that come back."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from vitrino.domain import recurrence as rules
from vitrino.recurring.models import Recurrence

_BETWEEN = re.compile(r"[,;\s]+")
_DATE = {"type": "date"}


class TimesField(forms.CharField):
    """One or more times of day, "09:00, 17:30"."""

    def clean(self, value: Any) -> tuple[time, ...]:
        text = super().clean(value)
        try:
            return tuple(sorted({time.fromisoformat(part).replace(second=0) for part in _BETWEEN.split(text) if part}))
        except ValueError:
            raise forms.ValidationError(_("Please write times like 09:00, 17:30.")) from None


class RuleForm(forms.Form):
    """How a post comes back."""

    interval = forms.IntegerField(label=_("Every how many"), min_value=1, max_value=rules.LONGEST_INTERVAL,
                                  initial=1)  # fmt: skip
    every = forms.ChoiceField(label=_("Days, weeks or months"), choices=Recurrence.Every.choices,
                              initial="week")  # fmt: skip
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these days (for weeks)"), coerce=int, required=False, choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    month_day = forms.IntegerField(
        label=_("On this day (for months)"), min_value=1, max_value=31, required=False,
        help_text=_("29, 30 and 31 mean the last day where a month is shorter."),
    )  # fmt: skip
    times = TimesField(
        label=_("At"), max_length=80, initial="09:00", help_text=_("One or more, for example 09:00, 17:30.")
    )
    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d"))
    ends_on = forms.DateField(label=_("Last day"), required=False,
                              widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d"))  # fmt: skip
    max_repeats = forms.IntegerField(label=_("How often in all"), min_value=1, max_value=1000, required=False)

    def rule(self) -> rules.Rule:
        """The rule that was filled in; `rules.check` says what is wrong with it."""
        given = self.cleaned_data
        return rules.Rule(
            every=rules.Every(given["every"]), interval=given["interval"], times=given["times"],
            starts_on=given["starts_on"], weekdays=tuple(given["weekdays"]), month_day=given["month_day"] or 0,
            ends_on=given["ends_on"],
        )  # fmt: skip


class EvergreenForm(forms.Form):
    """How a post rests in the pool."""

    min_days = forms.IntegerField(label=_("Days between two times"), min_value=1, max_value=730, initial=30)
    max_uses = forms.IntegerField(label=_("How often at most"), min_value=1, max_value=1000, required=False)
    expires_on = forms.DateField(label=_("True until"), required=False,
                                 widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d"))  # fmt: skip


def first_rule(today: date) -> dict[str, Any]:
    """What the form begins with: once a week, on today's weekday."""
    return {"starts_on": today, "weekdays": [today.weekday()], "every": "week", "interval": 1, "times": "09:00"}


def rule_of(recurrence: Recurrence) -> dict[str, Any]:
    """What the form begins with when a rule is changed."""
    return {
        "every": recurrence.every, "interval": recurrence.interval, "weekdays": recurrence.weekdays,
        "month_day": recurrence.month_day or None, "times": ", ".join(recurrence.times),
        "starts_on": recurrence.starts_on, "ends_on": recurrence.ends_on, "max_repeats": recurrence.max_repeats,
    }  # fmt: skip
