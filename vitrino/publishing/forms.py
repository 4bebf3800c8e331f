"""Forms of publications."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.domain.publication import PublicationState, Seen
from vitrino.publishing.models import Lateness


class WallTimeField(forms.Field):
    """A time as the clock in the shop shows it: naive, to be understood with the shop's zone."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).strip())
        except ValueError:
            raise forms.ValidationError(_("Please enter a date and a time, for example 2026-11-21 14:00.")) from None
        if moment.tzinfo is not None:
            raise forms.ValidationError(_("Please give the time as the clock on the wall shows it."))
        return moment.replace(second=0, microsecond=0)


class TimeForm(forms.Form):
    """Another time for a planned post."""

    when = WallTimeField(label=_("New time"))


class WordingForm(forms.Form):
    """Other words for what is out."""

    text = forms.CharField(label=_("The text as it should stand there"), widget=forms.Textarea, max_length=100_000)


class LatenessForm(forms.ModelForm):  # type: ignore[type-arg]
    """What happens with late posts."""

    class Meta:
        model = Lateness
        fields = ("grace_minutes", "then")
        labels: ClassVar[dict[str, Any]] = {"grace_minutes": _("Minutes it may be late"), "then": _("After that")}


class DecisionForm(forms.Form):
    """The answer to "is it there?". seen: the row as the page showed it."""

    decision = forms.ChoiceField(choices=[("there", ""), ("again", ""), ("cancel", "")])
    url = forms.CharField(label=_("Address of the post"), max_length=500, required=False)
    seen = forms.CharField()

    def clean_seen(self) -> Seen:
        return unpacked(self.cleaned_data["seen"])


class SeenForm(forms.Form):
    """A button that must only work on the row as the page showed it."""

    seen = forms.CharField()

    def clean_seen(self) -> Seen:
        return unpacked(self.cleaned_data["seen"])


def packed(seen: Seen) -> str:
    """What a page remembers of the row it showed."""
    return f"{seen.state.value} {seen.attempts} {seen.content_hash} {seen.due_at.isoformat()}"


def unpacked(text: str) -> Seen:
    """Raises ValidationError for anything but what `packed` made."""
    try:
        state, attempts, content_hash, due_at = text.split(" ")
        return Seen(PublicationState(state), int(attempts), content_hash, datetime.fromisoformat(due_at))
    except ValueError:
        raise forms.ValidationError(_("Please load the page again.")) from None
