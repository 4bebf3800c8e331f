"""What people fill in while they write a strategy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.strategy import queries as strategy
from vitrino.strategy.queries import Part, Voice, VoiceWords

LONGEST = 5000
# Field -> what to think of while answering.
HINTS: Mapping[str, Any] = {
    "audience": _("Who are they, how old, where, what do they care about? How do you know?"),
    "competitors": _("Two or three others: what would you like to do as well, what never? An example helps."),
    "platforms": _("On which platforms are you, and why? Which do you leave out?"),
    "content": _("What could people learn, enjoy or take part in?"),
    "pillars_note": _("How much of what you show may sell? What comes every week?"),
    "voice": _("As if you described a friend: how do you speak, what makes you laugh, what would you never say?"),
    "care": _("How fast do you answer, in what tone, and what do you do when something went wrong?"),
    "tracking": _("Which numbers do you look at, and how often? What would make you change something?"),
    "roles": _("Who writes, who answers, who decides when it gets hot? Who stands in?"),
    "dos": _("A few things everybody who helps you should do."),
    "donts": _("A few things nobody should do."),
    "avoid": _("One topic a line. Vitrino points it out when a text touches one."),
}


class PartForm(forms.Form):
    """The fields of one part."""

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in part.fields:
            self.fields[name] = forms.CharField(
                label=strategy.LABELS[name], help_text=HINTS[name], required=False, max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip


class VoiceForm(forms.ModelForm):  # type: ignore[type-arg]
    """How the shop sounds on one platform. `prefix` keeps the platforms apart."""

    class Meta:
        model = Voice
        fields: ClassVar[list[str]] = [
            "formality", "in_answers", "emoji", "style", "words", "not_words", "do_example", "dont_example",
        ]  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            name: forms.Textarea(attrs={"rows": 2}) for name in ("words", "not_words", "do_example", "dont_example")
        } | dict.fromkeys(("formality", "in_answers", "style"), forms.RadioSelect)
        help_texts: ClassVar[dict[str, Any]] = {
            "formality": _("In Polish and German: by ty and du, or by Pan, Pani and Sie."),
            "words": _("One a line."),
            "not_words": _("One a line; with a * at the end every ending counts. Vitrino points them out."),
            "do_example": _("A sentence of yours that is just right."),
            "dont_example": _("A sentence nobody would take for yours."),
        }

    def words(self, platform: str) -> VoiceWords:
        """What was filled in; the form is valid."""
        given = self.cleaned_data
        texts = {name: given[name].strip() for name in ("words", "not_words", "do_example", "dont_example")}
        return VoiceWords(
            platform, given["formality"], given["emoji"], given["style"], in_answers=given["in_answers"], **texts
        )


class AdoptForm(forms.Form):
    """Why it changed, and when to look again."""

    reason = forms.CharField(label=_("What changed, and why?"), max_length=300, required=False,
                             help_text=_("Your helpers see this beside the parts that are new."))  # fmt: skip
    review_on = forms.DateField(label=_("Look at it again on"), required=False,
                                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))  # fmt: skip

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["reason"]
