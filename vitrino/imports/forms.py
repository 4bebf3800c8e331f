"""What people fill in to bring posts and ideas."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.imports.reading import DELIMITERS, ENCODINGS

SIGNS = {",": _("comma ,"), ";": _("semicolon ;"), "\t": _("tab"), "|": _("bar |")}
LETTERS = {"utf-8": "UTF-8", "cp1250": "Windows-1250", "iso-8859-2": "ISO-8859-2", "utf-16": "UTF-16"}
FIELD_NAMES = {
    "": _("Leave it out"),
    "text": _("The text"),
    "when": _("Day and time"),
    "date": _("The day"),
    "time": _("The time"),
    "channels": _("The channels"),
    "link": _("A link"),
    "first_comment": _("The first comment"),
}


class FileForm(forms.Form):
    """A file with posts."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, Excel (.xlsx), or JSON from Postiz or Mixpost; at most 10 MB and 5000 rows."),
    )


class ReadingForm(forms.Form):
    """How to read the file, and what each of its columns means."""

    encoding = forms.ChoiceField(label=_("Letters are written as"),
                                 choices=[(one, LETTERS[one]) for one in ENCODINGS])  # fmt: skip
    delimiter = forms.ChoiceField(label=_("Columns are parted by"),
                                  choices=[(one, SIGNS[one]) for one in DELIMITERS])  # fmt: skip
    date_order = forms.ChoiceField(label=_("03/04/2026 means"), required=False, choices=[
        ("", _("Not said yet")), ("dmy", _("3 April")), ("mdy", _("4 March")),
    ])  # fmt: skip

    def __init__(self, *args: Any, headings: list[str], is_spreadsheet: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_spreadsheet:
            del self.fields["encoding"], self.fields["delimiter"]
        for number, heading in enumerate(headings):
            label = heading or _("Column %(n)s") % {"n": number + 1}
            self.fields[f"column-{number}"] = forms.ChoiceField(label=label, required=False,
                                                                choices=list(FIELD_NAMES.items()))  # fmt: skip

    def columns(self) -> dict[str, str]:
        """Column number as text -> field."""
        named = {tuple(name.split("-")): value for name, value in self.cleaned_data.items() if "-" in name}
        found = {name[1]: value for name, value in named.items()}
        return {key: value for key, value in found.items() if value}


class FeedForm(forms.Form):
    """A feed to read for ideas."""

    url = forms.URLField(label=_("Address of the feed"), max_length=500, assume_scheme="https",
                         help_text=_("The RSS or Atom address of a blog, a supplier, your town…"))  # fmt: skip
