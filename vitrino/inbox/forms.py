"""What people type into the inbox."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.inbox.models import SavedReply

LONGEST = 10_000


def plain_lines(text: str) -> str:
    """Browsers send line ends as two characters; platforms count each."""
    return text.replace("\r\n", "\n")


class ReplyForm(forms.Form):
    """The answer. `then` says what to do after it."""

    text = forms.CharField(label=_("Your answer"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))

    def clean_text(self) -> str:
        return plain_lines(self.cleaned_data["text"])


class NoteForm(forms.Form):
    """A word among ourselves."""

    note = forms.CharField(label=_("Note for your team"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class SavedReplyForm(forms.ModelForm):  # type: ignore[type-arg]
    """An answer given often."""

    class Meta:
        model = SavedReply
        fields: ClassVar[list[str]] = ["title", "text"]
        widgets: ClassVar[dict[str, Any]] = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts: ClassVar[dict[str, Any]] = {
            "text": _("Leave gaps where it becomes personal: {customer_name}, {order_number}.")
        }
