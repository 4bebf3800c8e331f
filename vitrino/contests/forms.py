"""What people fill in about contests and quizzes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vitrino.channels import queries
from vitrino.channels.queries import Channel
from vitrino.contests.library import Idea
from vitrino.contests.models import Contest
from vitrino.domain.slots import instant, zone
from vitrino.publishing.forms import WallTimeField
from vitrino.workspace.models import Workspace

USUAL_DAYS = 7
MOST_OPTIONS = 4
WALL = "%Y-%m-%dT%H:%M"
TIMES = ("opens_at", "closes_at", "draw_at")


def _long(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 2) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=2_000,
                           widget=forms.Textarea(attrs={"rows": rows}))  # fmt: skip


class ContestForm(forms.Form):
    """A contest. Times are those of the shop's clock."""

    title = forms.CharField(label=_("What is it called?"), max_length=120)
    prize = _long(_("What can be won?"), _("Exactly: what, how many, worth how much, until when it can be had."))
    how = _long(_("How does one take part?"), _("For example: write below this post which bread you love most."))
    who = _long(_("Who may take part?"), _("For example: everybody over 16 who lives in Poland."))
    channels = forms.MultipleChoiceField(label=_("On which channels?"), widget=forms.CheckboxSelectMultiple)
    opens_at = WallTimeField(label=_("From when?"))
    closes_at = WallTimeField(label=_("Until when?"))
    draw_at = WallTimeField(
        label=_("When is the draw?"), help_text=_("Leave yourself time to look through the entries.")
    )
    winners = forms.IntegerField(label=_("How many win?"), min_value=1, max_value=100)
    reserves = forms.IntegerField(label=_("How many reserves?"), min_value=0, max_value=100,
                                  help_text=_("They move up when a winner does not answer."))  # fmt: skip
    limit = forms.IntegerField(label=_("How many entries of each person count?"), min_value=0, max_value=100,
                               help_text=_("0 for any number. Nobody wins twice."))  # fmt: skip
    words = _long(_("What must stand in the entry?"), _("A word, a hashtag or the right answer; one a line, one of them"
                  " is enough."), required=False)  # fmt: skip
    are_words_told = forms.BooleanField(label=_("The rules say it (not for the answer of a riddle)"), required=False)
    left_out = _long(_("Whose accounts may not take part?"), _("One a line: your staff and their families. Your own"
                     " channels never do."), required=False)  # fmt: skip
    told = forms.CharField(label=_("How are winners told?"), max_length=300)
    answer_days = forms.IntegerField(label=_("How many days do they have to answer?"), min_value=1, max_value=60)
    organiser = forms.CharField(label=_("Who runs it?"), max_length=300, help_text=_("Name and address of the firm."))
    contact = forms.CharField(label=_("How are you reached?"), max_length=300)
    chance = forms.ChoiceField(label=_("What decides?"), choices=Contest.Chance.choices)
    chance_name = forms.CharField(label=_("Which block or which lottery?"), max_length=120, required=False,
                                  help_text=_("Only for these: the height of the block, the lottery and its day."),
                                  )  # fmt: skip
    personal_data = _long(_("Data protection, in your own words"), _("Empty for a text that fits most shops."),
                          required=False, rows=3)  # fmt: skip

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._zone = zone(workspace.time_zone)
        self._channels = {str(one.pk): one for one in queries.usable(workspace)}
        choice = self.fields["channels"]
        assert isinstance(choice, forms.MultipleChoiceField)
        choice.choices = [(key, f"{one} ({queries.manifest_of(one).name})") for key, one in self._channels.items()]

    def values(self) -> dict[str, Any]:
        """What `actions.make` and `actions.change` take as values."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("channels", *TIMES)}
        return given | {name: instant(self.cleaned_data[name], self._zone).utc for name in TIMES}

    def chosen(self) -> list[Channel]:
        return [self._channels[key] for key in self.cleaned_data["channels"]]


def blank(workspace: Workspace, now: datetime) -> dict[str, Any]:
    """What a new contest begins with: a week from tomorrow morning."""
    here = now.astimezone(zone(workspace.time_zone))
    opens = here.replace(hour=9, minute=0) + timedelta(days=1)
    closes = (opens + timedelta(days=USUAL_DAYS)).replace(hour=20)
    return {
        "opens_at": opens.strftime(WALL), "closes_at": closes.strftime(WALL),
        "draw_at": (closes + timedelta(days=1)).replace(hour=12).strftime(WALL), "winners": 1, "reserves": 3,
        "limit": 1,
        "answer_days": 7, "organiser": workspace.name, "chance": Contest.Chance.DRAND, "are_words_told": True,
        "told": _now("By a message on the platform on which they took part."),
        "channels": [str(one.pk) for one in queries.usable(workspace)],
    }  # fmt: skip


def filled(contest: Contest) -> dict[str, Any]:
    """What a draft says already."""
    here = zone(contest.time_zone)
    names = [name for name in ContestForm.base_fields if name not in ("channels", *TIMES)]
    times = {name: getattr(contest, name).astimezone(here).strftime(WALL) for name in TIMES}
    chosen = [str(one.pk) for one in contest.channels.all()]
    return {name: getattr(contest, name) for name in names} | times | {"channels": chosen}


class EntryForm(forms.Form):
    """An entry that came another way."""

    author = forms.CharField(label=_("Name"), max_length=200)
    account = forms.CharField(label=_("Account, e-mail or telephone"), max_length=200, required=False)
    text = forms.CharField(label=_("What they wrote"), max_length=5_000, required=False,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
    at = WallTimeField(label=_("When?"), required=False, help_text=_("Empty for now."))

    def moment(self, workspace: Workspace) -> datetime:
        wall = self.cleaned_data["at"]
        return instant(wall, zone(workspace.time_zone)).utc if wall else timezone.now()


class FileForm(forms.Form):
    """A table of entries."""

    file = forms.FileField(
        label=_("CSV or spreadsheet"), help_text=_("Columns: author, account, platform, time, text.")
    )


class RulesForm(forms.Form):
    """The text of the rules."""

    text = forms.CharField(label=_("Rules"), max_length=40_000, widget=forms.Textarea(attrs={"rows": 18}))
    reason = forms.CharField(label=_("Why do they change?"), max_length=300, required=False,
                             help_text=_("Everybody can read it beside the new text."))  # fmt: skip


class QuizForm(forms.Form):
    """A question with two to four answers; with a right one it is a quiz, without a poll."""

    question = forms.CharField(label=_("What do you ask?"), max_length=280)
    option_1 = forms.CharField(label=_("Answer A"), max_length=100)
    option_2 = forms.CharField(label=_("Answer B"), max_length=100)
    option_3 = forms.CharField(label=_("Answer C"), max_length=100, required=False)
    option_4 = forms.CharField(label=_("Answer D"), max_length=100, required=False)
    right = forms.ChoiceField(label=_("Which one is right?"), required=False,
                              choices=[("", _("None: a poll")), *((str(n), name) for n, name in enumerate("ABCD"))],
                              )  # fmt: skip
    explanation = _long(_("Why? (for the solution)"), required=False)
    days = forms.TypedChoiceField(label=_("How long is it open?"), coerce=int, initial="1",
                                  choices=[("1", _("A day")), ("3", _("Three days")), ("7", _("A week"))])  # fmt: skip
    channels = forms.MultipleChoiceField(label=_("On which channels?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._channels = {str(one.pk): one for one in queries.usable(workspace)}
        choice = self.fields["channels"]
        assert isinstance(choice, forms.MultipleChoiceField)
        choice.choices = [(key, f"{one} ({queries.manifest_of(one).name})") for key, one in self._channels.items()]

    def values(self) -> dict[str, Any]:
        """What `actions.make_quiz` takes."""
        asked = self.cleaned_data
        return {
            "question": asked["question"], "options": [asked[f"option_{n}"] for n in range(1, MOST_OPTIONS + 1)],
            "right": int(asked["right"]) if asked["right"] else None, "explanation": asked["explanation"],
            "on": [self._channels[key] for key in asked["channels"]], "open_for": timedelta(days=asked["days"]),
        }  # fmt: skip


def blank_quiz(workspace: Workspace, idea: Idea | None) -> dict[str, Any]:
    """An empty question, or one of the library."""
    initial: dict[str, Any] = {"channels": [str(one.pk) for one in queries.usable(workspace)], "days": "1"}
    if idea is None:
        return initial
    options = {f"option_{n}": text for n, text in enumerate(idea.options, 1)}
    return initial | options | {"question": idea.question, "explanation": idea.explanation,
                                "right": "" if idea.right is None else str(idea.right)}  # fmt: skip
