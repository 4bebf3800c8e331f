"""What people fill in at the crisis desk."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from vitrino.crisis.models import Incident, Lesson
from vitrino.crisis.pausing import Choice, Wish
from vitrino.domain.crisis import CrisisKind, CrisisRole
from vitrino.domain.crisis.plan import CONTACT_KINDS, LONGEST_LINE, Contact, Holder, Plan

MOST_ROWS = 60
_LONGEST_PHONE = 40


class DeclarationForm(forms.Form):
    """What it is about, how bad it is."""

    title = forms.CharField(label=_("What happened, in a few words"), max_length=120)
    kind = forms.ChoiceField(label=_("What is it about?"), choices=Incident.Kind.choices)
    severity = forms.TypedChoiceField(
        label=_("How bad is it?"), choices=Incident.Severity.choices, coerce=int, initial=Incident.Severity.SERIOUS
    )


class StatementForm(forms.Form):
    """What the public shall read."""

    text = forms.CharField(label=_("What the public reads"), widget=forms.Textarea(attrs={"rows": 7}), max_length=4000)
    is_last = forms.BooleanField(label=_("This is the last word: it is over"), required=False)


class NoteForm(forms.Form):
    """A line of the log."""

    text = forms.CharField(label=_("What happened, what was decided, who says so"), max_length=4000,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip


class ReviewForm(forms.Form):
    """The look back."""

    happened = forms.CharField(label=_("What happened, in order?"), widget=forms.Textarea, required=False)
    went_well = forms.CharField(label=_("What went well?"), widget=forms.Textarea, required=False)
    went_badly = forms.CharField(label=_("What went badly?"), widget=forms.Textarea, required=False)
    cause = forms.CharField(label=_("What was the cause? Ask why until no new answer comes."), widget=forms.Textarea,
                            required=False)  # fmt: skip


class LessonForm(forms.Form):
    """One line that changes something."""

    text = forms.CharField(label=_("What do you do differently from now on?"), max_length=200)
    goes = forms.ChoiceField(label=_("It becomes"), choices=Lesson.Goes.choices)


def plan_from(sent: QueryDict) -> Plan:
    """The plan as the page sends it: roles and statements by name, contacts in rows."""
    return Plan(
        roles={role.value: _holder(sent, role.value) for role in CrisisRole},
        steps=tuple(sent.get("steps", "").splitlines()[:MOST_ROWS]),
        statements={kind.value: _text(sent, f"statement-{kind.value}") for kind in CrisisKind},
        customers=_text(sent, "customers"),
        press=_text(sent, "press"),
        guidelines=_text(sent, "guidelines"),
        contacts=_contacts(sent),
    )


def choices_from(sent: QueryDict) -> dict[int, Choice]:
    """What shall become of each that was held back: the fields wish-<id> and when-<id>."""
    found: dict[int, Choice] = {}
    for name in sent:
        number = name.removeprefix("wish-")
        wish = _wish(sent.get(name, ""))
        if number != name and number.isdigit() and wish is not None:
            found[int(number)] = Choice(wish, _when(sent.get(f"when-{number}", "")))
    return found


def _wish(given: str) -> Wish | None:
    wishes: tuple[Wish, ...] = ("keep", "move", "drop")
    return next((one for one in wishes if one == given), None)


def _when(given: str) -> datetime | None:
    try:
        return datetime.fromisoformat(given).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None


def _holder(sent: QueryDict, role: str) -> Holder:
    names = ("person", "phone", "deputy", "deputy_phone")
    return Holder(*(sent.get(f"{role}-{name}", "").strip()[:LONGEST_LINE] for name in names))


def _text(sent: QueryDict, name: str) -> str:
    return sent.get(name, "").replace("\r\n", "\n").strip()


def _contacts(sent: QueryDict) -> tuple[Contact, ...]:
    columns = [sent.getlist(f"contact-{name}")[:MOST_ROWS] for name in ("kind", "name", "phone", "email", "note")]
    known = set(CONTACT_KINDS)
    return tuple(
        Contact(next((one for one in known if one == kind), "other"), name.strip()[:LONGEST_LINE],
                phone.strip()[:_LONGEST_PHONE], email.strip()[:LONGEST_LINE], note.strip()[:LONGEST_LINE])
        for kind, name, phone, email, note in zip(*columns, strict=False)
    )  # fmt: skip
