"""What people say about abuse."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.conduct import pages
from vitrino.conduct.pages import Rung
from vitrino.conduct.policy import LONGEST
from vitrino.conduct.talks import Talk

TEXT = forms.Textarea(attrs={"rows": 12})


def _offer_messages(form: forms.Form, talk: Talk) -> None:
    """The person's newest messages to choose from, the newest chosen."""
    found = pages.choices(talk)
    field = cast(forms.ChoiceField, form.fields["message"])
    field.choices, field.initial = found, found[0][0] if found else ""


class PolicyForm(forms.Form):
    """The public text in each language."""

    en = forms.CharField(label=_("In English"), max_length=LONGEST, required=False, widget=TEXT)
    pl = forms.CharField(label=_("In Polish"), max_length=LONGEST, required=False, widget=TEXT)
    eo = forms.CharField(label=_("In Esperanto"), max_length=LONGEST, required=False, widget=TEXT)


class StepForm(forms.Form):
    """The next step: about which message, what it is, and what is said."""

    message = forms.ChoiceField(label=_("Which message is it about?"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("What is it?"))
    text = forms.CharField(label=_("This is what the person gets"), max_length=2000, widget=forms.Textarea)

    def __init__(self, *args: Any, talk: Talk, rung: Rung, **more: Any) -> None:
        super().__init__(*args, **more)
        _offer_messages(self, talk)
        self.fields["kind"].choices = pages.kind_choices(rung.kinds)  # type: ignore[attr-defined]
        if not rung.is_spoken:
            del self.fields["text"]


class ReportForm(forms.Form):
    """A report that somebody made on the platform's own page."""

    reference = forms.CharField(
        label=_("Number or link of the report"), max_length=300,
        help_text=_("Report the account on the platform's own page, then write down here what you got."),
    )  # fmt: skip


class HideForm(forms.Form):
    """Which message is hidden, and why."""

    message = forms.ChoiceField(label=_("Which message?"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("Why may it go?"), required=False)

    def __init__(self, *args: Any, talk: Talk, **more: Any) -> None:
        super().__init__(*args, **more)
        _offer_messages(self, talk)
        reasons = [("", _("None of these")), *pages.reason_choices()]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]


class AppealForm(forms.Form):
    """In which message the person objected."""

    message = forms.ChoiceField(label=_("In which message did they say so?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, talk: Talk, **more: Any) -> None:
        super().__init__(*args, **more)
        _offer_messages(self, talk)


class DecisionForm(forms.Form):
    """What somebody decided about an appeal."""

    reason = forms.CharField(label=_("Why?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
