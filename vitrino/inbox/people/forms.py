"""What people type about a person."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.inbox.models import Contact, ContactFact


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name and note."""

    class Meta:
        model = Contact
        fields: ClassVar[list[str]] = ["name", "note"]
        labels: ClassVar[dict[str, Any]] = {"name": _("What you call them"), "note": _("What to remember")}
        widgets: ClassVar[dict[str, Any]] = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar[dict[str, Any]] = {
            "note": _("Only your team sees it; the person gets it with their copy.")
        }


class FactForm(forms.Form):
    """An address or number that belongs to one of the accounts."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[one for one in ContactFact.Kind.choices if one[0] in ("email", "phone")],
    )
    value = forms.CharField(label=_("Address or number"), max_length=300)
    is_verified = forms.BooleanField(
        label=_("It is proven to be theirs"),
        required=False,
        help_text=_(
            "They wrote from it, or an order of theirs has it. Proven ones show their orders and may join people."
        ),
    )
