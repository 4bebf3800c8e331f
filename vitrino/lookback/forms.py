"""How reports look, and who gets them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.lookback.models import Every
from vitrino.lookback.report.making import LINK_DAYS
from vitrino.media import queries as media
from vitrino.workspace.models import Workspace

MOST_LOGOS = 60


class LookForm(forms.Form):
    """A colour and a picture of the library."""

    accent = forms.CharField(
        label=_("Colour"), required=False, max_length=7,
        help_text=_("Like #1d6835, dark enough to be read on white. Nothing for Vitrino's own."),
    )  # fmt: skip
    logo = forms.TypedChoiceField(
        label=_("Logo"), coerce=int, empty_value=None, required=False,
        help_text=_("A picture of your library, best with a white or clear background."),
    )  # fmt: skip

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pictures = media.assets_of(workspace).filter(kind="image", state="ready").order_by("-pk")[:MOST_LOGOS]
        field = self.fields["logo"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("No logo")), *((one.pk, one.name or one.alt_text[:60] or one.pk) for one in pictures)]


class ReaderForm(forms.Form):
    """Somebody who gets the report."""

    email = forms.EmailField(label=_("E-mail"))
    every = forms.ChoiceField(label=_("How often"), choices=Every.choices, initial=Every.MONTH)


class LinkForm(forms.Form):
    """For how long."""

    days = forms.TypedChoiceField(
        label=_("The link works for"), coerce=int, initial=LINK_DAYS[1],
        choices=((7, _("a week")), (30, _("a month")), (90, _("three months"))),
    )  # fmt: skip
