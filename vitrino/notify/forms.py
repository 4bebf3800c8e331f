"""Which alerts come by e-mail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.notify.kinds import KINDS
from vitrino.ui.words import words


class ChoicesForm(forms.Form):
    """One box for each kind."""

    by_email = forms.MultipleChoiceField(label=_("By e-mail"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["by_email"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, words(kind.label)) for key, kind in KINDS.items()]
