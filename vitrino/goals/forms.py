"""What people fill in about a goal."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vitrino.campaigns import queries as campaigns
from vitrino.channels import queries as channels
from vitrino.domain.goals import METRICS
from vitrino.goals.offering import USUAL_DAYS, countable
from vitrino.strategy import queries as strategy
from vitrino.strategy.queries import Goal
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

FORMATS = {
    "image": _("Pictures"),
    "carousel": _("Several pictures"),
    "video": _("Films"),
    "story": _("Stories"),
    "poll": _("Polls"),
    "link": _("Links"),
    "text": _("Words alone"),
}


class ServingForm(forms.Form):
    """What serves a goal: channels, kinds of content, forms of posts, accounts to engage with."""

    channels = forms.MultipleChoiceField(label=_("Which channels serve it?"), required=False,
                                         widget=forms.CheckboxSelectMultiple)  # fmt: skip
    pillars = forms.MultipleChoiceField(label=_("Which kinds of content serve it?"), required=False,
                                        widget=forms.CheckboxSelectMultiple)  # fmt: skip
    formats = forms.MultipleChoiceField(label=_("Which forms of posts?"), required=False, choices=list(FORMATS.items()),
                                        widget=forms.CheckboxSelectMultiple)  # fmt: skip
    accounts = forms.CharField(label=_("Accounts to engage with"), required=False, max_length=1000,
                               widget=forms.Textarea(attrs={"rows": 2}),
                               help_text=_("One a line: neighbours, partners, people you like."))  # fmt: skip

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._channels = {str(one.pk): one for one in channels.channels_of(workspace)}
        self._pillars = {str(one.pk): one for one in strategy.pillars(workspace)}
        self._offer("channels", [(key, f"{one} ({channels.manifest_of(one).name})")
                                 for key, one in self._channels.items()])  # fmt: skip
        self._offer("pillars", [(key, one.name) for key, one in self._pillars.items()])

    def values(self) -> dict[str, Any]:
        """What `actions.set_goal` and `actions.serve_goal` take."""
        given = dict(self.cleaned_data)
        given["channels"] = [self._channels[key] for key in given.get("channels", [])]
        given["pillars"] = [self._pillars[key] for key in given.get("pillars", [])]
        return given

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """A question with nothing to choose from is not asked."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if not choices:
            del self.fields[name]


class GoalForm(ServingForm):
    """A number and a date; the rest may follow. is_short: the first goal of all, asked while the shop is set up."""

    metric = forms.ChoiceField(label=_("What should grow?"))
    target = forms.FloatField(label=_("How many should there be?"), min_value=0.1, max_value=10**12, localize=True)
    deadline = forms.DateField(label=_("By when?"), widget=forms.DateInput(attrs={"type": "date"}))
    title = forms.CharField(label=_("In your own words"), max_length=160, required=False,
                            help_text=_("For example: more regulars from our own town."))  # fmt: skip
    campaign = forms.ChoiceField(label=_("Only for a campaign?"), required=False)
    field_order = ("metric", "target", "deadline", "title", "channels", "pillars", "formats", "accounts", "campaign")

    def __init__(self, *args: Any, workspace: Workspace, is_short: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, workspace=workspace, **kwargs)
        known = [metric for metric in METRICS.values() if metric in countable(workspace)] or list(METRICS.values())
        self._offer("metric", [(one.key, words(one.name)) for one in known])
        self._campaigns = {str(one.pk): one for one in campaigns.open_campaigns(workspace)}
        chosen = [("", _("No, for the whole shop")), *((key, str(one)) for key, one in self._campaigns.items())]
        self._offer("campaign", chosen if self._campaigns else [])
        self.initial.setdefault("deadline", (timezone.now() + timedelta(days=USUAL_DAYS - 1)).date().isoformat())
        for name in ("pillars", "formats", "accounts", "campaign") if is_short else ():
            self.fields.pop(name, None)

    def values(self) -> dict[str, Any]:
        return super().values() | {"campaign": self._campaigns.get(self.cleaned_data.get("campaign", ""))}


class LessonForm(forms.ModelForm):  # type: ignore[type-arg]
    """One sentence to remember."""

    class Meta:
        model = Goal
        fields = ("lesson",)
