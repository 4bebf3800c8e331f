"""What the owner says about names."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.workspace import queries as workspaces
from vitrino.workspace.models import Workspace


class _OfName(forms.Form):
    """Something that is watched for one of the shop's names."""

    name = forms.ChoiceField(label=_("of the name"))

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = {str(name.pk): name for name in workspaces.brand_names(workspace)}
        field = self.fields["name"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, name.text) for key, name in self._names.items()]

    def values(self) -> dict[str, Any]:
        """What `actions.watch_form` and `actions.watch_query` take."""
        return {"brand_name": self._names[self.cleaned_data["name"]], "text": self.cleaned_data["text"]}


class WatchForm(_OfName):
    """One more form of a name."""

    text = forms.CharField(label=_("A spelling you have seen"), max_length=80)
    field_order = ("text", "name")


class QueryForm(_OfName):
    """Words that must stand together, for those who want to say it exactly."""

    text = forms.CharField(
        label=_("Query"), max_length=400,
        help_text=_('Words with AND, OR, NOT, "phrases", begin*, NEAR/5, lang:en, -author:name. For example: '
                    "(coffee OR bread) NEAR/5 Zorza"),
    )  # fmt: skip
    field_order = ("text", "name")


class ContextForm(forms.Form):
    """Words near a name that others use too."""

    context_words = forms.CharField(
        label=_("Only when one of these words is near"), required=False, max_length=600,
        help_text=_("With commas between them. A * at the end stands for any ending: bake*"),
    )  # fmt: skip
    exclude_words = forms.CharField(
        label=_("Never when one of these words is in the text"), required=False, max_length=600,
        help_text=_("An account counts too: @name keeps out what it writes."),
    )  # fmt: skip

    def values(self) -> dict[str, list[str]]:
        """What `actions.set_context` takes."""
        return {name: [word.strip() for word in text.split(",") if word.strip()]
                for name, text in self.cleaned_data.items()}  # fmt: skip
