"""What people fill in to be told which platforms fit, and about a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.domain.audience import Audience
from vitrino.domain.fit import said
from vitrino.domain.fit.advising import Wish
from vitrino.domain.message import Message
from vitrino.fit.actions import MOST_MINUTES
from vitrino.ui.words import words

_CHOICES: Mapping[str, Mapping[Any, Message]] = {
    "ages": {key: name for key, name in said.AGES.items() if key != "all"},
    "countries": said.COUNTRY_NAMES,
    "interests": said.INTEREST_NAMES,
    "formats": said.FORMAT_NAMES,
}


class WishForm(forms.Form):
    """Whom, what, how long; prefilled from the strategy."""

    ages = forms.MultipleChoiceField(
        label=_("How old are the people you want to reach?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen, or several: people of any age."),
    )  # fmt: skip
    countries = forms.MultipleChoiceField(
        label=_("Where are they?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("For these countries we know surveys. For others choose nothing."),
    )  # fmt: skip
    interests = forms.MultipleChoiceField(
        label=_("What do they care about?"), required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    is_business = forms.BooleanField(label=_("They are firms, not private people"), required=False)
    formats = forms.MultipleChoiceField(
        label=_("What can you make?"), required=True, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing you can make; a few words are one.")},
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("How many minutes a week do you have?"), min_value=1, max_value=MOST_MINUTES,
        help_text=_("For making posts, reading and answering together."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in _CHOICES.items():
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = [(key, words(message)) for key, message in choices.items()]

    @classmethod
    def of(cls, asked: Wish, data: Any = None) -> WishForm:
        """Filled in with what is known."""
        people = asked.audience
        return cls(data, initial={
            "ages": sorted(people.ages), "countries": sorted(people.countries), "interests": sorted(people.interests),
            "is_business": people.is_business, "formats": sorted(asked.formats), "minutes": asked.minutes,
        })  # fmt: skip

    def wish(self) -> Wish:
        """What was said; only of a valid form."""
        given = self.cleaned_data
        people = Audience(frozenset(given["ages"]), given["is_business"], frozenset(given["countries"]),
                          frozenset(given["interests"]))  # fmt: skip
        return Wish(people, frozenset(given["formats"]), given["minutes"])


class TakeForm(forms.Form):
    """The words for the strategy, as they were proposed or changed."""

    text = forms.CharField(
        label=_("Where are we, and why there?"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("This becomes the part of your strategy about platforms. Change it as you like."),
    )  # fmt: skip


class DescribeForm(forms.Form):
    """One picture's words."""

    alt_text = forms.CharField(
        label=_("What is to be seen?"), max_length=1500, widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
        help_text=_("Who or what, where, what happens; one or two sentences. Ctrl and Enter save."),
    )  # fmt: skip
