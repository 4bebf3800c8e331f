"""What people fill in about goals, the strategy and pillars."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vitrino.channels import queries as channels
from vitrino.strategy.actions import METRIC_NAMES
from vitrino.strategy.models import Pillar, Strategy
from vitrino.workspace.models import Workspace

THREE_MONTHS = timedelta(days=91)


class GoalForm(forms.Form):
    """A number and a date, and the channels that serve it."""

    metric = forms.ChoiceField(
        label=_("What should grow?"), choices=[(key, _(name)) for key, name in METRIC_NAMES.items()]
    )
    baseline = forms.IntegerField(label=_("How many are there today?"), min_value=0, max_value=10**12, initial=0)
    target = forms.IntegerField(label=_("How many should there be?"), min_value=1, max_value=10**12)
    deadline = forms.DateField(label=_("By when?"), widget=forms.DateInput(attrs={"type": "date"}))
    title = forms.CharField(label=_("In your own words"), max_length=160, required=False,
                            help_text=_("For example: more regulars from our own town."))  # fmt: skip
    channels = forms.MultipleChoiceField(label=_("Which channels serve it?"), required=False,
                                         widget=forms.CheckboxSelectMultiple)  # fmt: skip

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._channels = {str(channel.pk): channel for channel in channels.channels_of(workspace)}
        field = self.fields["channels"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, f"{channel} ({channels.manifest_of(channel).name})")
                         for key, channel in self._channels.items()]  # fmt: skip
        if not self._channels:
            del self.fields["channels"]
        self.initial.setdefault("deadline", (timezone.now() + THREE_MONTHS).date().isoformat())

    def values(self) -> dict[str, Any]:
        """What `actions.set_goal` takes."""
        given = dict(self.cleaned_data)
        given["channels"] = [self._channels[key] for key in given.get("channels", [])]
        return given


class StrategyForm(forms.ModelForm):  # type: ignore[type-arg]
    """One page of answers."""

    class Meta:
        model = Strategy
        fields: ClassVar[list[str]] = [
            "audience", "competitors", "content", "care", "tracking", "dos", "donts", "reason",
        ]  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("audience", "competitors", "content", "care", "tracking", "dos", "donts")
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "audience": _("Who are they, how old, where, what do they care about?"),
            "competitors": _("Two or three other shops: what would you like to do as well, what never?"),
            "content": _("What could people learn, enjoy or take part in?"),
            "care": _("How fast do we answer, in what tone, and what do we do when something went wrong?"),
            "tracking": _("Which numbers do we look at, and how often?"),
        }


class PillarForm(forms.ModelForm):  # type: ignore[type-arg]
    """One more kind of content."""

    class Meta:
        model = Pillar
        fields: ClassVar[list[str]] = ["name", "description", "is_promotional"]

    def validate_unique(self) -> None:
        """The action says it in better words."""
