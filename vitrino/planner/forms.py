"""What people fill in about their week and its rhythm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from vitrino.channels import queries as channels
from vitrino.publishing.forms import WallTimeField
from vitrino.strategy import queries as strategy
from vitrino.workspace.models import Workspace


class CadenceForm(forms.Form):
    """Posts a week on one channel."""

    low_per_week = forms.FloatField(label=_("At least, a week"), min_value=0, max_value=200)
    high_per_week = forms.FloatField(label=_("At most, a week"), min_value=0, max_value=200)


class SlotForm(forms.Form):
    """A weekly time for a channel."""

    channel = forms.ChoiceField(label=_("Channel"))
    weekday = forms.TypedChoiceField(label=_("Day"), coerce=int, choices=list(WEEKDAYS.items()))
    wall_time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    pillar = forms.ChoiceField(label=_("Kind of content"), required=False)

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._channels = {str(one.pk): one for one in channels.channels_of(workspace)}
        self._pillars = {str(one.pk): one for one in strategy.pillars(workspace)}
        names = [(key, f"{channels.manifest_of(one).name} ({one.handle})") for key, one in self._channels.items()]
        self._offer("channel", names)
        self._offer("pillar", [("", _("Any")), *((key, one.name) for key, one in self._pillars.items())])

    def values(self) -> dict[str, Any]:
        """What `plan.actions.add_slot` takes."""
        given = self.cleaned_data
        return {
            "channel": self._channels[given["channel"]],
            "weekday": given["weekday"],
            "wall_time": given["wall_time"],
            "pillar": self._pillars.get(given["pillar"]),
        }

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class IdeaForm(forms.Form):
    """Something one could post about."""

    text = forms.CharField(label=_("Idea"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class MoveForm(forms.Form):
    """Another time for a planned post. seen: the row as the page showed it; back: where to go afterwards."""

    when = WallTimeField(label=_("New time"))
    seen = forms.CharField(widget=forms.HiddenInput)
    back = forms.CharField(widget=forms.HiddenInput, required=False)
