"""What people type into the inbox."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.domain.message import Message, say
from vitrino.domain.placeholders import GAPS
from vitrino.inbox.models import Conversation, DeskRules, SavedReply

LONGEST = 10_000
EXAMPLE = "{?when it will arrive}"
LANGUAGES = (("en", "English"), ("pl", "Polski"), ("eo", "Esperanto"), ("de", "Deutsch"))


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

    language = forms.ChoiceField(label=_("Language"), required=False)

    class Meta:
        model = SavedReply
        fields: ClassVar[list[str]] = ["title", "text", "shortcut", "language", "surface"]
        widgets: ClassVar[dict[str, Any]] = {"text": forms.Textarea(attrs={"rows": 5})}
        labels: ClassVar[dict[str, Any]] = {"surface": _("Only for")}
        help_texts: ClassVar[dict[str, Any]] = {
            "text": _("Leave gaps where it becomes personal: {customer_name|neighbour}, {?when it will arrive}."),
            "shortcut": _("Type / and this word in an answer, and it is there."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("Any language")), *LANGUAGES]  # type: ignore[attr-defined]
        self.fields["surface"].choices = [("", _("Everything")), *Conversation.Surface.choices]  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        return plain_lines(self.cleaned_data["text"])


class DeskRulesForm(forms.ModelForm):  # type: ignore[type-arg]
    """How answers leave."""

    class Meta:
        model = DeskRules
        fields: ClassVar[list[str]] = ["undo_s", "asks_second_person"]
        help_texts: ClassVar[dict[str, Any]] = {
            "undo_s": _("0 to 120. With 0 an answer leaves at once."),
            "asks_second_person": _("What the tone check calls serious then leaves only when somebody else agrees."),
        }


def gap_list() -> list[tuple[str, Message]]:
    """What can stand in braces, with its meaning."""
    return [*(("{" + name + "}", meaning) for name, meaning in GAPS.items()), (EXAMPLE, say("Asks you each time"))]
