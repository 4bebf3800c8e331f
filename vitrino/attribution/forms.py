"""What people fill in about campaigns, their plans, costs and messages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vitrino.attribution.models import MessageTest
from vitrino.campaigns import queries as campaigns
from vitrino.campaigns.actions import Wanted
from vitrino.campaigns.queries import Campaign
from vitrino.channels import queries as channels
from vitrino.domain import amounts
from vitrino.domain.money import is_currency, major
from vitrino.workspace.models import Workspace

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ChannelsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """Channels by their platform, because a shop's channels mostly have one name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{channels.manifest_of(obj).name} {obj.handle}".strip()


class CampaignForm(forms.Form):
    """What a campaign wants; the action says what is wrong with it, with a proposal."""

    title = forms.CharField(label=_("What do you want to reach?"), max_length=120,
                            help_text=_("For example: “More people know our rye bread”."))  # fmt: skip
    metric = forms.ChoiceField(label=_("How will you see it?"), required=False,
                               choices=[("", _("I don't know yet")), *Campaign.Metric.choices])  # fmt: skip
    target = forms.IntegerField(label=_("How many?"), min_value=1, max_value=10_000_000, required=False)
    starts_on = forms.DateField(label=_("First day"), widget=DAY, required=False)
    ends_on = forms.DateField(label=_("Last day"), widget=DAY, required=False)
    channels = ChannelsField(
        channels.Channel.objects.none(), label=_("On which channels?"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    message = forms.CharField(label=_("What do you say?"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    audience = forms.CharField(label=_("Whom is it for?"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    budget = forms.CharField(label=_("What may it cost?"), max_length=30, required=False,
                             help_text=_("With work left out: what you pay for advertising."))  # fmt: skip
    currency = forms.CharField(label=_("Currency"), max_length=3, required=False, help_text=_("Like PLN or EUR."))
    coupon = forms.CharField(label=_("Coupon code"), max_length=60, required=False,
                             help_text=_("Of your shop. It finds orders that no link can tell of."))  # fmt: skip

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channels"].queryset = channels.channels_of(workspace)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        currency = str(given.get("currency", "")).strip().upper()
        text = str(given.get("budget", "")).strip()
        given["budget_minor"] = None
        if text:
            sign = amounts.decimal_sign([text]) or amounts.usual_sign([text], currency or "EUR")
            found = amounts.money(text, sign, currency) if is_currency(currency) else None
            if found is None and is_currency(currency):
                self.add_error("budget", _("Write an amount, like 250 or 99.50."))
            elif found is None:
                self.add_error("currency", _("Say in which currency, with three letters: PLN, EUR, USD."))
            given["budget_minor"] = found
        return given

    def as_asked(self) -> CampaignForm:
        """The same for showing: what the action insists on, in words of its own, is not called optional."""
        self.use_required_attribute = False
        for name in ("metric", "target", "starts_on", "ends_on"):
            self.fields[name].required = True
        return self

    def wanted(self) -> Wanted:
        """The campaign as it was filled in."""
        given = self.cleaned_data
        return Wanted(
            given["title"], given["metric"], given["target"], given["starts_on"], given["ends_on"],
            given["budget_minor"], given["currency"], list(given["channels"]), given["message"], given["audience"],
            given["coupon"],
        )  # fmt: skip


def stored(campaign: Campaign) -> dict[str, Any]:
    """A campaign as its form shows it."""
    budget = "" if campaign.budget_minor is None else major(campaign.budget_minor, campaign.currency)
    names = ("title", "metric", "target", "starts_on", "ends_on", "message", "audience", "currency", "coupon")
    return {name: getattr(campaign, name) for name in names} | {
        "channels": list(campaign.channels.all()),
        "budget": budget,
    }


class WeekdayForm(forms.Form):
    """How much each weekday counts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(7):
            label = date_format(date(2026, 11, 23 + number), "l")  # a Monday and what follows
            self.fields[f"weekday-{number}"] = forms.FloatField(label=label, min_value=0, max_value=100, initial=1)

    def weights(self) -> list[float]:
        return [float(self.cleaned_data[f"weekday-{number}"]) for number in range(7)]


class DaysForm(forms.Form):
    """What each day shall bring."""

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, (day, planned) in enumerate(zip(campaign.days, campaign.plan, strict=True)):
            self.fields[f"day-{number}"] = forms.FloatField(
                label=date_format(day, "D, j F"), min_value=0, max_value=campaign.target, initial=round(planned, 2)
            )

    def plan(self) -> list[float]:
        return [float(self.cleaned_data[name]) for name in self.fields]


class EndForm(forms.Form):
    """What was learnt."""

    lesson = forms.CharField(
        label=_("What was learnt?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000,
        help_text=_("One sentence is enough: what would you do again, what not? It stays with the campaign."),
    )  # fmt: skip


class CostFileForm(forms.Form):
    """A file with what advertising cost."""

    file = forms.FileField(label=_("File"), help_text=_("CSV or Excel (.xlsx); at most 10 MB and 5000 rows."))
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("All of it was for"), required=False,
        empty_label=_("Find it by the names in the file"),
    )  # fmt: skip

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns.campaigns_of(workspace)  # type: ignore[attr-defined]


class CostReadingForm(forms.Form):
    """What the file does not say itself."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("All of it was for"), required=False,
        empty_label=_("Find it by the names in the file"),
    )  # fmt: skip
    currency = forms.CharField(label=_("Currency, where the file names none"), max_length=3, required=False)
    order = forms.ChoiceField(label=_("03/04/2026 means"), required=False, choices=[
        ("", _("As the file's other days say")), ("dmy", _("3 April")), ("mdy", _("4 March")),
    ])  # fmt: skip

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns.campaigns_of(workspace)  # type: ignore[attr-defined]

    def clean_currency(self) -> str:
        currency = str(self.cleaned_data["currency"]).strip().upper()
        if currency and not is_currency(currency):
            raise forms.ValidationError(_now("Write three letters, like PLN."))
        return currency


class MessagesForm(forms.Form):
    """Which posts say it in which way."""

    first = forms.CharField(label=_("The first message, in a few words"), max_length=80)
    second = forms.CharField(label=_("The second message"), max_length=80)
    measure = forms.ChoiceField(label=_("Compared by"), choices=MessageTest.Measure.choices)

    def __init__(self, *args: Any, posts: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [("", _("Neither")), ("a", _("The first message")), ("b", _("The second message"))]
        for post in posts:
            label = " ".join(post.idea.split())[:80] or _now("Without words yet")
            self.fields[f"post-{post.pk}"] = forms.ChoiceField(label=label, required=False, choices=options)

    def sides(self) -> dict[int, str]:
        """Post id -> "a" or "b"."""
        chosen = {int(name[5:]): value for name, value in self.cleaned_data.items() if name.startswith("post-")}
        return {pk: side for pk, side in chosen.items() if side}
