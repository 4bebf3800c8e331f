"""The five places of the menu, what one was told, and settings."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    """One entry of the menu. `key` is what a page puts into its context as `place`."""

    key: str
    label: Promise | str
    icon: str
    url_name: str
    shortcut: str


PLACES = (
    Place("today", _("Today"), "sun", "today:home", "g t"),
    Place("plan", _("Plan"), "calendar-week", "planner:week", "g p"),
    Place("inbox", _("Inbox"), "inbox", "inbox:list", "g i"),
    Place("insight", _("Insight"), "chart-line", "insight:home", "g n"),
    Place("checkup", _("Checkup"), "stethoscope", "checkup:home", "g c"),
)
ALERTS = Place("alerts", _("Alerts"), "bell", "notify:list", "g a")
SETTINGS = Place("settings", _("Settings"), "settings", "workspace:settings", "g s")
