"""Answer times as a shop types them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vitrino.domain.clocks import Policy
from vitrino.domain.clocks.spelling import read_minutes, written_minutes
from vitrino.domain.deadlines import Target
from vitrino.domain.hours import OpeningHours, hours_text
from vitrino.domain.hours import to_json as hours_to_json
from vitrino.domain.problem import Problem
from vitrino.inbox.settling import FALLBACK, Row, condition_of, faults_of, read_both
from vitrino.ui.words import words

_LONGEST = 20


class HoursForm(forms.Form):
    """When the shop is open, and the days that differ."""

    week = forms.CharField(
        label=_("Opening hours"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: Mon–Fri 9:00–12:00, 13:00–17:00, Sat 20:00–02:00. Leave it empty if you answer at"
                    " any time."),
    )  # fmt: skip
    holidays = forms.CharField(
        label=_("Holidays and other days that differ"), required=False, max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: 25.12 closed, 26.12 closed (every year), 2026-12-24 9:00–13:00,"
                    " 2026-08-03–2026-08-16 closed."),
    )  # fmt: skip
    hours = OpeningHours()

    @classmethod
    def of(cls, week: OpeningHours, holidays: OpeningHours, data: Any = None) -> HoursForm:
        days = [str(WEEKDAYS_ABBR[day]) for day in range(7)]
        initial = {
            "week": hours_text(hours_to_json(week), days),
            "holidays": hours_text(hours_to_json(holidays), days).replace(", ", ",\n"),
        }
        return cls(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        try:
            self.hours = read_both(given.get("week", ""), given.get("holidays", ""))
        except Problem as problem:
            self.add_error(problem.field or "week", words(problem.message))
        return given


class RowForm(forms.Form):
    """One kind: by when the first and every further answer goes out, and by when it is solved."""

    first = forms.CharField(label=_("First answer within"), required=False, max_length=_LONGEST)
    next = forms.CharField(label=_("Every further answer within"), required=False, max_length=_LONGEST)
    resolution = forms.CharField(label=_("Solved within"), required=False, max_length=_LONGEST)
    in_opening_hours = forms.BooleanField(label=_("Only opening hours count"), required=False)
    place = forms.IntegerField(label=_("Place in the list"), min_value=1, max_value=99, required=False)

    def __init__(self, data: Any, row: Row, place: int) -> None:
        self.row = row
        policy = row.policy
        counted = policy.first or policy.next or row.usual.first
        super().__init__(
            data, prefix=policy.key,
            initial={
                **{name: written_minutes(target.minutes) if target else "" for name, target in _targets(policy)},
                "in_opening_hours": bool(counted and counted.in_opening_hours), "place": place,
            },
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("first", "next", "resolution"):
            try:
                minutes = read_minutes(given.get(name, ""))
                given[name] = None if minutes is None else Target(minutes, self._counts(name, given))
            except Problem as problem:
                self.add_error(name, words(problem.message))
        return given

    @property
    def summary(self) -> str:
        """What holds, in a line."""
        return _in_words(self.row.policy) or gettext("not used")

    @property
    def usual(self) -> str:
        return _in_words(self.row.usual)

    def policy(self) -> Policy:
        given = self.cleaned_data
        return Policy(
            self.row.policy.key, given["first"], given["next"], given["resolution"], condition_of(self.row.policy.key)
        )

    def rank(self) -> tuple[bool, int, bool]:
        """The fallback is last; of two rows in one place the one that was moved there comes first."""
        place = self.cleaned_data.get("place") or self.initial["place"]
        return self.row.policy.key == FALLBACK, place, place == self.initial["place"]

    @staticmethod
    def _counts(name: str, given: dict[str, Any]) -> bool:
        """Days in which something is solved are days of the calendar."""
        return name != "resolution" and bool(given.get("in_opening_hours"))


class AnswerTimesForm:
    """The rows and the hours together; `faults` are what is wrong with the list as a whole."""

    def __init__(self, rows: Sequence[Row], hours: HoursForm, data: Any = None) -> None:
        self.hours = hours
        self.rows = [RowForm(data, row, place) for place, row in enumerate(rows, 1)]
        self.faults: list[str] = []

    def is_valid(self) -> bool:
        ok = all([self.hours.is_valid(), *(row.is_valid() for row in self.rows)])
        self.faults = [words(fault) for fault in faults_of(self.policies())] if ok else []
        return ok and not self.faults

    def policies(self) -> list[Policy]:
        """In their order; rows without any target are left out, what they would catch falls to the rows below."""
        ordered = sorted(self.rows, key=RowForm.rank)
        made = [row.policy() for row in ordered]
        return [one for one in made if one.first or one.next or one.resolution or one.key == FALLBACK]


def _in_words(policy: Policy) -> str:
    return " · ".join(written_minutes(target.minutes) for _name, target in _targets(policy) if target)


def _targets(policy: Policy) -> list[tuple[str, Target | None]]:
    return [("first", policy.first), ("next", policy.next), ("resolution", policy.resolution)]
