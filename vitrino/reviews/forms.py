"""What people fill in about reviews."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vitrino.domain.reviews.scales import Rating
from vitrino.domain.reviews.themes import WORDS, Theme
from vitrino.imports.forms import LETTERS, SIGNS
from vitrino.imports.reading import DELIMITERS, ENCODINGS
from vitrino.reviews.bringing.days import NOON
from vitrino.reviews.models import AskingPolicy, Disclosure, Report, ThankYou
from vitrino.ui.words import words

FIELD_NAMES = {
    "": _("Leave it out"),
    "text": _("The review"),
    "title": _("Its title"),
    "author": _("Who wrote it"),
    "rating": _("The rating"),
    "date": _("The day"),
    "url": _("A link to it"),
    "id": _("Its number on the site"),
    "answer": _("Your answer there"),
    "answer_date": _("The day of your answer"),
}
SCALES = {
    "": _("find out"),
    "5": _("1 to 5"),
    "10": _("1 to 10"),
    "100": _("0 to 100"),
    "thumbs": _("1 for good, 0 for bad"),
}


class TableForm(forms.Form):
    """A table with reviews."""

    site = forms.CharField(label=_("Site the reviews are from"), max_length=80,
                           help_text=_("Its name, for example Trustpilot, Allegro, or your own shop."))  # fmt: skip
    site_url = forms.URLField(label=_("Your page there"), required=False, max_length=500, assume_scheme="https",
                              help_text=_("You are led there to answer."))  # fmt: skip
    file = forms.FileField(label=_("File"), help_text=_("CSV or Excel (.xlsx), at most 10 MB and 5000 rows."))


class MailForm(forms.Form):
    """An e-mail that tells of a review, pasted or as a file."""

    site = forms.CharField(label=_("Site the reviews are from"), max_length=80, required=False,
                           help_text=_("Leave it out when the mail says whom it is from."))  # fmt: skip
    site_url = forms.URLField(label=_("Your page there"), required=False, max_length=500, assume_scheme="https")
    mail = forms.CharField(label=_("The mail"), required=False, max_length=1_000_000,
                           widget=forms.Textarea(attrs={"rows": 6}),
                           help_text=_("Paste all of it, best with its first lines (From, Date)."))  # fmt: skip
    file = forms.FileField(
        label=_("Or a file"), required=False, help_text=_("A saved mail (.eml) or a mailbox (.mbox).")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("mail", "").strip() and not cleaned.get("file"):
            self.add_error("mail", _("Paste the mail, or choose a file."))
        return cleaned


class ReadingForm(forms.Form):
    """How to read the file, and what each of its columns means."""

    encoding = forms.ChoiceField(label=_("Letters are written as"),
                                 choices=[(one, LETTERS[one]) for one in ENCODINGS])  # fmt: skip
    delimiter = forms.ChoiceField(label=_("Columns are parted by"),
                                  choices=[(one, SIGNS[one]) for one in DELIMITERS])  # fmt: skip
    date_order = forms.ChoiceField(label=_("03/04/2026 means"), required=False, choices=[
        ("", _("Not said yet")), ("dmy", _("3 April")), ("mdy", _("4 March")),
    ])  # fmt: skip
    scale = forms.ChoiceField(label=_("The best rating"), required=False, choices=list(SCALES.items()))

    def __init__(self, *args: Any, headings: list[str], has_letters: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_letters:
            del self.fields["encoding"], self.fields["delimiter"]
        for number, heading in enumerate(headings):
            label = heading or _("Column %(n)s") % {"n": number + 1}
            self.fields[f"column-{number}"] = forms.ChoiceField(label=label, required=False,
                                                                choices=list(FIELD_NAMES.items()))  # fmt: skip

    def columns(self) -> dict[str, str]:
        """Column number as text -> field."""
        return {name.partition("-")[2]: one for name, one in self.cleaned_data.items() if "-" in name and one}


class NoteForm(forms.Form):
    """One review, written down by hand."""

    site = forms.CharField(label=_("Site the review is from"), max_length=80)
    author = forms.CharField(label=_("Who wrote it"), max_length=200, required=False)
    stars = forms.TypedChoiceField(label=_("Stars"), coerce=int, required=False, empty_value=None, choices=[
        ("", _("no stars")), *((n, str(n)) for n in (5, 4, 3, 2, 1)),
    ])  # fmt: skip
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    text = forms.CharField(label=_("What it says"), required=False, max_length=20_000,
                           widget=forms.Textarea(attrs={"rows": 5}))  # fmt: skip
    url = forms.URLField(label=_("A link to it"), required=False, max_length=500, assume_scheme="https")

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def at(self) -> datetime:
        """Noon of the day, or now on the day itself."""
        noon = timezone.make_aware(datetime.combine(self.cleaned_data["day"], NOON))
        return min(noon, timezone.now())

    def rating(self) -> Rating | None:
        stars = self.cleaned_data["stars"]
        return Rating(stars, f"{stars}/5") if stars else None


class ThankForm(forms.Form):
    """A saved thank-you with something personal in it."""

    thanks = forms.ModelChoiceField(ThankYou.objects.none(), label=_("Thank-you"), empty_label=None)
    personal = forms.CharField(label=_("Your personal word"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
                               help_text=_("What did this person say that you are glad about?"))  # fmt: skip


class AnswerForm(forms.Form):
    """What was answered on the page of the site."""

    text = forms.CharField(label=_("What you answered there"), max_length=10_000,
                           widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip


class QuoteForm(forms.Form):
    """A quotation for a post."""

    quote = forms.CharField(label=_("Quote"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}),
                            help_text=_("The review's own words; leave some out with “…”."))  # fmt: skip
    shows_name = forms.BooleanField(label=_("Name the person"), required=False)
    consent = forms.CharField(label=_("How did they agree to be named?"), required=False, max_length=300,
                              help_text=_("Without that the post says “a customer”."))  # fmt: skip


class ReportForm(forms.ModelForm):  # type: ignore[type-arg]
    """A breach, named."""

    class Meta:
        model = Report
        fields = ("reason", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}


class MeasureForm(forms.Form):
    """What the shop does about a theme."""

    theme = forms.ChoiceField(label=_("About"), choices=[])
    text = forms.CharField(label=_("What do you do about it?"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["theme"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(theme.value, words(WORDS[theme])) for theme in Theme]


class SavedThanksForm(forms.ModelForm):  # type: ignore[type-arg]
    """A thank-you to be used again."""

    class Meta:
        model = ThankYou
        fields = ("title", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "text": _("Write {personal} where your own word goes. Also: {customer_name}, {shop_name}, {my_name}."),
        }


class PolicyForm(forms.ModelForm):  # type: ignore[type-arg]
    """How the shop asks, the same for everybody."""

    is_on = forms.BooleanField(label=_("Ask customers for reviews"), required=False)
    wait_days = forms.IntegerField(label=_("Days after the delivery"), min_value=0, max_value=60, initial=10)
    remind_days = forms.IntegerField(label=_("Remind once after so many days"), initial=7, min_value=0, max_value=25,
                                     help_text=_("0 for no reminder."))  # fmt: skip
    cool_down_days = forms.IntegerField(
        label=_("Days until the same person is asked again"), initial=60, min_value=14, max_value=730
    )
    language = forms.ChoiceField(label=_("Language of the e-mail"), choices=settings.LANGUAGES)

    field_order = ("is_on", "wait_days", "remind_days", "cool_down_days", "opens", "closes", "language", "greeting")

    class Meta:
        model = AskingPolicy
        fields = ("wait_days", "remind_days", "cool_down_days", "opens", "closes", "language", "greeting")
        widgets = {
            "opens": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "closes": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "greeting": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {"greeting": _("It stands in every mail. Don't offer anything for a review: that is forbidden.")}


class PlaceForm(forms.Form):
    """A page on which customers can review."""

    name = forms.CharField(label=_("Name"), max_length=80)
    url = forms.URLField(label=_("Address of the page"), max_length=500, assume_scheme="https")


class ConsentForm(forms.Form):
    """Who agreed, and where."""

    emails = forms.CharField(label=_("E-mail addresses"), max_length=200_000, widget=forms.Textarea(attrs={"rows": 3}),
                             help_text=_("One or many, parted by commas, spaces or lines."))  # fmt: skip
    source = forms.CharField(label=_("Where did they agree?"), max_length=200,
                             help_text=_("For example: tick box in the checkout, since May 2026."))  # fmt: skip

    def addresses(self) -> list[str]:
        return [one for one in re.split(r"[\s,;]+", self.cleaned_data["emails"]) if one]


class DisclosureForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the shop states about its reviews."""

    checking = forms.ChoiceField(label=_("Do the reviewers really buy from you?"), choices=Disclosure.Checking.choices,
                                 widget=forms.RadioSelect, initial="none")  # fmt: skip

    class Meta:
        model = Disclosure
        fields = ("checking", "how", "shows_all", "left_out", "gives")
        help_texts = {
            "how": _("For example: we invite buyers by a link that works once for each order."),
            "left_out": _("For example: reviews that insult people or show their addresses."),
            "gives": _("Leave it empty when there is nothing. A reward must be said."),
        }
