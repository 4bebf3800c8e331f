"""What people fill in about complaints."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.complaints import queries
from vitrino.complaints.comparing import time_of
from vitrino.complaints.models import Case, Cause
from vitrino.domain import money
from vitrino.domain.cases import CaseEvent, Playbook, Step
from vitrino.domain.cases.playbook import LANGUAGES, ORDER
from vitrino.domain.cases.playbook.steps import LONGEST_TEXT, SILENT
from vitrino.domain.deadlines import Target
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

_UNITS = {"minutes": 1, "hours": 60, "days": 24 * 60}
_LANGUAGE_NAMES = {"en": _("Words in English"), "pl": _("Words in Polish"), "eo": _("Words in Esperanto")}
_AREA = {"rows": 3}


class AboutForm(forms.Form):
    """What a complaint was about, why it happened, and what it cost."""

    kind = forms.ChoiceField(label=_("What it is about"), choices=Case.Kind.choices, required=False)
    severity = forms.TypedChoiceField(label=_("How grave it is"), choices=Case.Severity.choices, coerce=int)
    cause = forms.ChoiceField(label=_("Why it happened"), required=False)
    cost = forms.DecimalField(
        label=_("What it cost the shop"), required=False, min_value=0, max_value=1_000_000, decimal_places=3
    )
    currency = forms.CharField(
        label=_("Currency"), max_length=3, required=False, help_text=_("Three letters: PLN, EUR.")
    )

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._causes = {str(one.pk): one for one in queries.causes_of(workspace)}
        field = cast(forms.ChoiceField, self.fields["cause"])
        field.choices = [("", _("Not known yet")), *((key, one.name) for key, one in self._causes.items())]

    def clean_cause(self) -> Cause | None:
        return self._causes.get(self.cleaned_data["cause"])

    def clean_currency(self) -> str:
        code = str(self.cleaned_data["currency"]).upper()
        if self.cleaned_data.get("cost") is not None and not money.is_currency(code):
            raise forms.ValidationError(_("Write the currency in three letters, for example PLN."))
        return code

    def cost_minor(self) -> int | None:
        """The cost in the currency's smallest unit; None when nobody has said."""
        cost = self.cleaned_data["cost"]
        return None if cost is None else money.minor(str(cost), self.cleaned_data["currency"])


class ContactForm(forms.Form):
    """A way to reach the shop."""

    value = forms.CharField(
        label=_("E-mail address, telephone number or link"), max_length=200,
        help_text=_("Exactly as customers should read it."),
    )  # fmt: skip
    is_tried = forms.BooleanField(label=_("I have tried it, and it reaches us"), required=False)


class CauseForm(forms.Form):
    """A cause of complaints."""

    name = forms.CharField(label=_("Cause"), max_length=80, help_text=_("For example: boxes too weak for cakes."))


class RemedyForm(forms.Form):
    """What the shop changed about a cause."""

    remedy = forms.CharField(label=_("What did you change?"), max_length=1000, widget=forms.Textarea(attrs=_AREA))


class PlaybookForm(forms.Form):
    """Every step's time and words, and why they are changed."""

    reason = forms.CharField(
        label=_("Why do you change it?"), max_length=300, required=False,
        help_text=_("It is kept with the version. Later you will want to know."),
    )  # fmt: skip

    def __init__(self, *args: Any, playbook: Playbook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._playbook = playbook
        for step in playbook.steps:
            self.fields.update(_fields_of(step))

    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Each step: what it is called, its time as it is now in force, its fields."""
        return [
            (
                words(step.name),
                words(time_of(step.within)),
                [self[name] for name in self.fields if name.startswith(f"{step.event.value}-")],
            )
            for step in self._playbook.steps
        ]

    def steps(self) -> list[Step]:
        """The steps that were filled in; the rules say what is wrong with them."""
        return [self._step(event) for event in ORDER]

    def _step(self, event: CaseEvent) -> Step:
        given, key = self.cleaned_data, event.value
        target = Target(given[f"{key}-amount"] * _UNITS[given[f"{key}-unit"]], given[f"{key}-open"])
        texts = {language: _plain(given.get(f"{key}-{language}", "")) for language in LANGUAGES}
        return Step(event, target, {language: text for language, text in texts.items() if text})


def _fields_of(step: Step) -> dict[str, forms.Field]:
    key = step.event.value
    unit = next(name for name in ("days", "hours", "minutes") if step.within.minutes % _UNITS[name] == 0)
    found: dict[str, forms.Field] = {
        f"{key}-amount": forms.IntegerField(
            label=_("Within"), min_value=1, max_value=200_000, initial=step.within.minutes // _UNITS[unit]
        ),
        f"{key}-unit": forms.ChoiceField(
            label=_("Counted in"), initial=unit,
            choices=[("minutes", _("Minutes")), ("hours", _("Hours")), ("days", _("Days"))],
        ),
        f"{key}-open": forms.BooleanField(
            label=_("Only opening hours count"), required=False, initial=step.within.in_opening_hours
        ),
    }  # fmt: skip
    if step.event not in SILENT:
        found |= {
            f"{key}-{language}": forms.CharField(
                label=_LANGUAGE_NAMES[language], max_length=LONGEST_TEXT, required=False,
                initial=step.says.get(language, ""), widget=forms.Textarea(attrs=_AREA),
            )
            for language in LANGUAGES
        }  # fmt: skip
    return found


def _plain(text: str) -> str:
    """Browsers send line ends as two characters."""
    return text.replace("\r\n", "\n").strip()
