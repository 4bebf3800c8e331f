"""What people fill in to bring numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.channels.queries import Channel, manifest_of
from vitrino.imports.forms import LETTERS, SIGNS
from vitrino.imports.reading import DELIMITERS, ENCODINGS

FIELD_NAMES = {
    "": _("Leave it out"),
    "id": _("The post's id"),
    "link": _("The post's link"),
    "text": _("The post's text"),
    "at": _("When it went out"),
    "format": _("What it is made of"),
    "account": _("The account"),
    "day": _("The day"),
    "views": _("Views"),
    "reach": _("People reached"),
    "likes": _("Likes"),
    "comments": _("Comments"),
    "shares": _("Shares"),
    "saves": _("Saves"),
    "clicks": _("Clicks"),
    "follows": _("New followers"),
    "watch_time_s": _("Time watched"),
    "followers": _("Followers altogether"),
}


class NumbersForm(forms.Form):
    """A file with numbers."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel, just as the platform gave it; at most 10 MB and 5000 rows."),
    )


class ReadingForm(forms.Form):
    """Whose numbers these are, how to read the file, and what each of its columns means."""

    channel = forms.ChoiceField(label=_("These are numbers of"), required=False)
    as_of = forms.DateField(label=_("Day of the export"), widget=forms.DateInput(attrs={"type": "date"}),
                            help_text=_("The numbers count as of the end of this day."))  # fmt: skip
    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    encoding = forms.ChoiceField(label=_("Letters are written as"),
                                 choices=[(one, LETTERS[one]) for one in ENCODINGS])  # fmt: skip
    delimiter = forms.ChoiceField(label=_("Columns are parted by"),
                                  choices=[(one, SIGNS[one]) for one in DELIMITERS])  # fmt: skip
    date_order = forms.ChoiceField(label=_("03/04/2026 means"), required=False, choices=[
        ("", _("Not said yet")), ("dmy", _("3 April")), ("mdy", _("4 March")),
    ])  # fmt: skip

    def __init__(self, *args: Any, channels: list[Channel], sheets: tuple[str, ...], headings: list[str],
                 is_spreadsheet: bool, **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [("", _("Choose a channel"))] + [  # type: ignore[attr-defined]
            (str(one.pk), f"{one} · {manifest_of(one).name}") for one in channels
        ]
        self.fields["sheet"].choices = [(one, one) for one in sheets]  # type: ignore[attr-defined]
        for name in ("encoding", "delimiter") if is_spreadsheet else ("sheet",):
            del self.fields[name]
        for number, heading in enumerate(headings):
            label = heading or _("Column %(n)s") % {"n": number + 1}
            self.fields[f"column-{number}"] = forms.ChoiceField(label=label, required=False,
                                                                choices=list(FIELD_NAMES.items()))  # fmt: skip

    def columns(self) -> dict[str, str]:
        """Column number as text -> field."""
        return {name.removeprefix("column-"): value for name, value in self.cleaned_data.items()
                if name.startswith("column-") and value}  # fmt: skip
