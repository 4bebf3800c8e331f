"""What people fill in about promises and proofs."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.domain.slots import zone
from vitrino.ledger.models import Promise, Proof
from vitrino.workspace import queries as workspaces
from vitrino.workspace.models import Workspace


class PromiseForm(forms.ModelForm):  # type: ignore[type-arg]
    """A promise made elsewhere."""

    due = forms.DateField(label=_("By when?"), widget=forms.DateInput(attrs={"type": "date"}),
                          help_text=_("The end of that day counts."))  # fmt: skip
    who = forms.ChoiceField(label=_("Who sees to it?"))
    url = forms.URLField(label=_("Where it can be read"), max_length=500, required=False, assume_scheme="https")
    field_order = ("text", "due", "who", "url")

    class Meta:
        model = Promise
        fields = ("text",)

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._zone = zone(workspace.time_zone)
        self._people = {str(one.person_id): one.person for one in workspaces.members(workspace)}
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, person.get_full_name() or person.email) for key, person in self._people.items()]

    def values(self) -> dict[str, Any]:
        """What `actions.enter` takes."""
        given = self.cleaned_data
        due_at = datetime.combine(given["due"], time(23, 59), self._zone)
        return {"text": given["text"], "due_at": due_at, "who": self._people[given["who"]], "url": given["url"]}


class ProofForm(forms.ModelForm):  # type: ignore[type-arg]
    """Why a claim may be made."""

    link = forms.URLField(label=_("Where it can be checked"), max_length=500, required=False, assume_scheme="https")

    class Meta:
        model = Proof
        fields = ("claim", "link", "note")
        help_texts = {"note": _("A certificate in the drawer, a test, a poll of your customers with its number.")}
