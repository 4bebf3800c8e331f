"""What the owner says about names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.workspace import queries as workspaces
from vitrino.workspace.models import Workspace


class WatchForm(forms.Form):
    """One more form of a name."""

    text = forms.CharField(label=_("A spelling you have seen"), max_length=80)
    name = forms.ChoiceField(label=_("of the name"))

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = {str(name.pk): name for name in workspaces.brand_names(workspace)}
        field = self.fields["name"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, name.text) for key, name in self._names.items()]

    def values(self) -> dict[str, Any]:
        """What `actions.watch_form` takes."""
        return {"brand_name": self._names[self.cleaned_data["name"]], "text": self.cleaned_data["text"]}


class ContextForm(forms.Form):
    """Words near a name that others use too."""

    context_words = forms.CharField(
        label=_("Only when one of these words is near"), required=False, max_length=600,
        help_text=_("With commas between them. A * at the end stands for any ending: bake*"),
    )  # fmt: skip
    exclude_words = forms.CharField(label=_("Never when one of these words is in the text"), required=False,
                                    max_length=600)  # fmt: skip

    def values(self) -> dict[str, list[str]]:
        """What `actions.set_context` takes."""
        return {name: [word.strip() for word in text.split(",") if word.strip()]
                for name, text in self.cleaned_data.items()}  # fmt: skip
