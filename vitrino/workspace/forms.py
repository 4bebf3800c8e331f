"""What people fill in about the shop, its people and themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from vitrino.domain.hours import hours_text, parse_hours
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.ui.words import words
from vitrino.workspace.models import Brand, Membership, Person, Workspace

T = TypeVar("T")


class ShopForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name, website, what it sells, time zone and opening hours in one line a day."""

    hours_text = forms.CharField(
        label=_("Opening hours"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: Mon–Fri 9:00–17:00, Sat 9:00–13:00. Leave it empty if you answer at any time."),
    )

    class Meta:
        model = Workspace
        fields: ClassVar[list[str]] = ["name", "website", "sells", "time_zone"]
        help_texts: ClassVar[dict[str, Any]] = {
            "website": _("Vitrino looks there for links to your channels."),
            "sells": _("In a few words, as you would tell a neighbour."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["hours_text"] = hours_text(self.instance.hours, [str(WEEKDAYS_ABBR[day]) for day in range(7)])
        zones = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
        self.fields["time_zone"].widget.attrs["list"] = "zones"
        self.zones = zones

    def clean_time_zone(self) -> str:
        return self._worded(lambda: zone(self.cleaned_data["time_zone"]).key)

    def clean_hours_text(self) -> dict[str, Any]:
        return self._worded(lambda: parse_hours(self.cleaned_data["hours_text"]))

    def values(self) -> dict[str, Any]:
        """What `actions.describe_shop` takes."""
        given = self.cleaned_data
        return {name: given[name] for name in self.Meta.fields} | {"hours": given["hours_text"]}

    @staticmethod
    def _worded(read: Callable[[], T]) -> T:
        try:
            return read()
        except Problem as problem:
            raise forms.ValidationError(words(problem.message)) from problem


class BrandForm(forms.ModelForm):  # type: ignore[type-arg]
    """How the shop speaks."""

    class Meta:
        model = Brand
        fields: ClassVar[list[str]] = ["voice", "formality", "avoid"]
        widgets: ClassVar[dict[str, Any]] = {
            "voice": forms.Textarea(attrs={"rows": 3}),
            "avoid": forms.Textarea(attrs={"rows": 3}),
            "formality": forms.RadioSelect,
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "voice": _("For example: friendly, short sentences, a little humour, never boastful."),
            "avoid": _("One a line, for example politics, religion, health promises."),
        }


class NameForm(forms.Form):
    """One more name people use for the shop."""

    name = forms.CharField(label=_("Another name people use"), max_length=80)


class InviteForm(forms.Form):
    """Somebody who should help."""

    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices, widget=forms.RadioSelect,
                             initial=Membership.Role.RESPONDER)  # fmt: skip


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a person sets for themselves."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = ["name", "language", "has_single_keys"]


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)
