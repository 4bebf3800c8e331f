"""Every component in its states, on one page, with texts as shops write them. For developers; only in DEBUG."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.utils import timezone
from markupsafe import Markup

from vitrino.domain.message import say
from vitrino.ui.charts import Bar, Series

WEEKS = [f"{day}" for day in ("1 Sep", "8 Sep", "15 Sep", "22 Sep", "29 Sep", "6 Oct", "13 Oct", "20 Oct")]
REACHED: list[float | None] = [820, 910, None, 1240, 1180, 1530, 1490, 1730]
ANSWERED: list[float | None] = [300, 340, 420, 410, None, 610, 640, 700]


class SampleForm(forms.Form):
    """One field of every kind, filled in wrongly on purpose."""

    shop = forms.CharField(label="Name of the shop", help_text="As it stands over the door.", max_length=80)
    site = forms.URLField(label="Website", required=False, assume_scheme="https", help_text="We look there for links.")
    email = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    about = forms.CharField(label="What you sell", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    zone = forms.ChoiceField(
        label="Time zone", choices=[("Europe", [("w", "Warsaw"), ("b", "Berlin")]), ("Asia", [("t", "Tokyo")])]
    )
    at = forms.DateTimeField(label="Publish at", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    tone = forms.ChoiceField(
        label="How you address customers", choices=[("warm", "Warmly"), ("plain", "Plainly")], widget=forms.RadioSelect
    )
    days = forms.MultipleChoiceField(
        label="Days you post", choices=[("mo", "Monday"), ("we", "Wednesday"), ("fr", "Friday")],
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    notify = forms.BooleanField(label="Tell me at once when somebody mentions the shop", required=False)
    logo = forms.ImageField(label="Logo", required=False)


def view(request: HttpRequest) -> HttpResponse:
    """The gallery; `?plain` shows the page outside the frame instead."""
    # Past Django's context processors: they would put a real shop's frame around it.
    environment = engines["jinja2"].env  # type: ignore[attr-defined]
    name = "ui/gallery/plain.html" if "plain" in request.GET else "ui/gallery/page.html"
    return HttpResponse(environment.get_template(name).render(context(request, timezone.now())))


view.audience = "everyone"  # type: ignore[attr-defined]


def context(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """What the pages of other apps get from their views, made up."""
    shop = SimpleNamespace(name="Piekarnia pod Lipą", slug="lipa")
    return {
        "request": request,
        "csrf_input": Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(get_token(request)),
        "workspace": shop,
        "workspaces": [shop, SimpleNamespace(name="مخبز الزيتون", slug="olive")],
        "member": SimpleNamespace(role="owner"),
        "place": "today",
        "counts": {"inbox": 3, "today": 1},
        "alerts": [{"tone": "bad", "text": say("Nothing is being sent: the scheduler stopped {n} minutes ago.", n=12),
                    "href": "#", "label": say("What to do")}],
        "rehearsal": True,
        "now": now,
        "form": filled_form(),
        "week": week(),
        "events": events(now),
        **numbers(),
    }  # fmt: skip


def filled_form() -> SampleForm:
    """Bound and validated, so that the errors show."""
    return SampleForm(
        {"shop": "", "site": "lipa", "email": "anna@lipa.example", "tone": "warm", "days": "mo", "notify": 1}
    )


def numbers() -> dict[str, Any]:
    """Values for charts, with holes where nothing was measured."""
    return {
        "weeks": WEEKS,
        "reached": REACHED,
        "lines": [Series("Seen", REACHED), Series("Answered", ANSWERED)],
        "banded": [Series("Orders from posts", [4, 6, 5, 9, 11, 10, 13, 15], [2, 3, 3, 6, 7, 7, 9, 10],
                          [7, 9, 8, 13, 15, 14, 18, 21])],
        "bars": [Bar("Bread being baked", 412, "9 posts"), Bar("Offers", 88, "14 posts"), Bar("Questions", 230)],
    }  # fmt: skip


def week() -> list[dict[str, Any]]:
    """Seven days, some past, one today."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return [
        {"name": name[:3], "date": str(3 + i), "full": f"{name} {3 + i} November", "is_today": i == 2, "is_past": i < 2,
         "add": "#" if i >= 2 else "", "index": i}
        for i, name in enumerate(names)
    ]  # fmt: skip


def events(now: datetime) -> list[dict[str, Any]]:
    """What happened to one post."""
    return [
        {"text": "Written", "at": now - timedelta(days=2), "who": "Anna", "icon": "pencil"},
        {"text": "Approved", "at": now - timedelta(days=1), "who": "Bruno", "icon": "check", "tone": "good"},
        {"text": say("Sent again, try {n}", n=2), "at": now - timedelta(hours=3), "icon": "refresh", "tone": "warn"},
        {"text": "Published", "at": now - timedelta(hours=2), "icon": "world", "tone": "good"},
    ]
