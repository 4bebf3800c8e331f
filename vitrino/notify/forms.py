"""What a person decides about how they are told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vitrino.notify.escalating import MOST_STEPS, Rung
from vitrino.notify.kinds import KINDS, Reach
from vitrino.notify.models import Chain, Rest, Step
from vitrino.notify.ways import WAYS
from vitrino.notify.ways.contract import WayKind
from vitrino.ui.words import words
from vitrino.workspace.models import Membership, Person

REACH_WORDS: tuple[tuple[Reach, Any], ...] = (
    ("always", _("Always")), ("urgent", _("Only urgent")), ("never", _("Only in Vitrino")),
)  # fmt: skip


class ReachesForm(forms.Form):
    """For each kind of alert and each way that is there: always, only urgent, or only in the page."""

    def __init__(self, ways: list[str], chosen: dict[str, dict[str, Reach]], *args: Any) -> None:
        super().__init__(*args)
        self.ways = ways
        for kind, label in ((key, words(kind.label)) for key, kind in KINDS.items()):
            for way in ways:
                described = f"{label}, {words(WAYS[way].label)}"
                self.fields[f"{kind}.{way}"] = forms.ChoiceField(
                    label=described, choices=REACH_WORDS, initial=chosen[kind][way],
                    widget=forms.Select(attrs={"class": "input", "aria-label": described}),
                )  # fmt: skip

    def rows(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """(name of the kind, its fields in the order of the ways)."""
        for key, kind in KINDS.items():
            yield words(kind.label), [self[f"{key}.{way}"] for way in self.ways]

    def chosen(self) -> dict[str, dict[str, Reach]]:
        return {kind: {way: self.cleaned_data[f"{kind}.{way}"] for way in self.ways} for kind in KINDS}


class RestForm(forms.Form):
    """Quiet hours; both times empty means none."""

    begin = forms.TimeField(
        label=_("From"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    end = forms.TimeField(
        label=_("Until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    time_zone = forms.CharField(
        label=_("Your time zone"), required=False, max_length=60,
        help_text=_("Empty means the shop's. For example Europe/Warsaw."),
    )  # fmt: skip
    urgent_passes = forms.BooleanField(
        label=_("Urgent ones come through all the same"), required=False,
        help_text=_("Complaints and what nobody has reacted to for long."),
    )  # fmt: skip

    @staticmethod
    def of(rest: Rest | None) -> dict[str, Any]:
        """What is to stand in the fields."""
        if rest is None:
            return {"urgent_passes": True}
        return {name: getattr(rest, name) for name in ("begin", "end", "time_zone", "urgent_passes")}


class WayForm(forms.Form):
    """What one kind of way asks for."""

    def __init__(self, kind: WayKind, *args: Any) -> None:
        super().__init__(*args)
        for asked in kind.asked:
            # A secret is typed once and never shown again, not even when the form comes back.
            widget = forms.PasswordInput(attrs={"autocomplete": "off"}) if asked.is_secret else forms.TextInput()
            self.fields[asked.name] = forms.CharField(
                label=words(asked.label), help_text=words(asked.hint), required=asked.is_required, max_length=500,
                initial=asked.starts_as, widget=widget,
            )  # fmt: skip


class PushForm(forms.Form):
    """What a browser says when it is allowed to ring."""

    endpoint = forms.CharField(max_length=1000)
    p256dh = forms.CharField(max_length=200)
    auth = forms.CharField(max_length=100)
    name = forms.CharField(max_length=200, required=False)


class ChainForm(forms.Form):
    """What climbs, and up to five steps: after so many minutes, who, by which way."""

    covers = forms.ChoiceField(
        label=_("When nobody reacts"), widget=forms.RadioSelect,
        choices=((Chain.Covers.HIGH, _("Tell others about urgent notices")),
                 (Chain.Covers.ALL, _("Tell others about all notices")), (Chain.Covers.NOTHING, _("Do nothing more"))),
    )  # fmt: skip

    def __init__(self, members: list[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people: dict[str, Person] = {str(member.person_id): member.person for member in members}
        who = [("", _("Nobody: no such step")), (Step.Who.EVERYBODY, _("Everybody it concerns")),
               (Step.Who.OWNERS, _("Whoever owns the shop")),
               *((pk, str(one)) for pk, one in self._people.items())]  # fmt: skip
        via = [("", _("By all their ways")), *((key, words(kind.label)) for key, kind in WAYS.items())]
        for number in range(1, MOST_STEPS + 1):
            self.fields[f"who{number}"] = forms.ChoiceField(label=_("Who"), choices=who, required=False)
            self.fields[f"after{number}"] = forms.IntegerField(
                label=_("Minutes after the notice"), min_value=1, max_value=10_080, required=False
            )
            self.fields[f"via{number}"] = forms.ChoiceField(label=_("How"), choices=via, required=False)

    def steps(self) -> list[tuple[int, list[forms.BoundField]]]:
        return [(n, [self[f"{name}{n}"] for name in ("who", "after", "via")]) for n in range(1, MOST_STEPS + 1)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for number in range(1, MOST_STEPS + 1):
            if given.get(f"who{number}") and not given.get(f"after{number}") and f"after{number}" not in self.errors:
                self.add_error(f"after{number}", _("Say after how many minutes."))
        return given

    def rungs(self) -> list[Rung]:
        """The steps that name somebody."""
        return [self._rung(number) for number in range(1, MOST_STEPS + 1) if self.cleaned_data[f"who{number}"]]

    def _rung(self, number: int) -> Rung:
        who = self.cleaned_data[f"who{number}"]
        person = self._people.get(who)
        kept = Step.Who.PERSON if person else who
        return Rung(self.cleaned_data[f"after{number}"], kept, person, self.cleaned_data[f"via{number}"])

    @staticmethod
    def of(covers: str, rungs: list[Rung]) -> dict[str, Any]:
        """What is to stand in the fields."""
        found: dict[str, Any] = {"covers": covers}
        for number, rung in enumerate(rungs, 1):
            who = str(rung.person.pk) if rung.person else rung.who
            found |= {f"who{number}": who, f"after{number}": rung.after_minutes, f"via{number}": rung.via}
        return found
