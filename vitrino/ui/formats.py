"""Times, numbers, money and foreign text as a page shows them, in the reader's language and zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from vitrino.domain.money import decimals

UNKNOWN = "–"
NEAR_DAYS = 7


def when(moment: datetime | None, now: datetime | None = None) -> str:
    """How far away in words: "today 14:02", "tomorrow 09:00", "in 3 days", or the date when a week or more away.

    Both times are aware; `now` is the clock when left out. An unknown time is a dash.
    """
    if moment is None:
        return UNKNOWN
    there = timezone.localtime(moment)
    days = (there.date() - timezone.localtime(now).date()).days
    clock = formats.time_format(there, "TIME_FORMAT")
    near = {0: _("today {time}"), 1: _("tomorrow {time}"), -1: _("yesterday {time}")}
    if days in near:
        return near[days].replace("{time}", clock)
    return _days_away(days) if abs(days) < NEAR_DAYS else day(there)


def moment(value: datetime | None, now: datetime | None = None) -> Markup:
    """`when` as a `<time>` element that carries the exact instant."""
    if value is None:
        return Markup(UNKNOWN)
    there = timezone.localtime(value)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        there.isoformat(timespec="seconds"), formats.date_format(there, "DATETIME_FORMAT"), when(value, now)
    )


def day(value: date | datetime | None) -> str:
    """The date in words, in the active zone."""
    if value is None:
        return UNKNOWN
    return formats.date_format(timezone.localtime(value) if isinstance(value, datetime) else value, "DATE_FORMAT")


def weekday(value: date) -> str:
    """Weekday, day and month, without the year: "Monday 23 November", "lundo 23-a de novembro"."""
    return f"{formats.date_format(value, 'l')} {formats.date_format(value, 'MONTH_DAY_FORMAT')}"


def clock(value: datetime | None) -> str:
    """The time of day in the active zone."""
    return UNKNOWN if value is None else formats.time_format(timezone.localtime(value), "TIME_FORMAT")


def duration(span: timedelta | None) -> str:
    """About how long, in one unit: "45 minutes", "3 hours", "2 days"."""
    if span is None:
        return UNKNOWN
    minutes = max(1, round(span.total_seconds() / 60))
    if minutes < 90:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if (hours := round(minutes / 60)) < 36:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    days = round(hours / 24)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def number(value: float | Decimal | None, places: int = 0) -> str:
    """A number with the reader's grouping and decimal sign; a missing value is a dash, never 0."""
    if value is None:
        return UNKNOWN
    return formats.number_format(round(float(value), places), places, use_l10n=True, force_grouping=True)


def percent(share: float | None, places: int = 0) -> str:
    """A share of 0..1 in percent."""
    if share is None:
        return UNKNOWN
    return _("{number}%").replace("{number}", number(share * 100, places))


def money(minor: int | None, currency: str) -> str:
    """An amount in minor units (grosze, cents) of an ISO 4217 currency."""
    if minor is None:
        return UNKNOWN
    # Imported late: the locale files cost memory that most pages never need.
    from babel.numbers import format_currency

    amount = Decimal(minor).scaleb(-decimals(currency))  # ISO 4217; Babel's own table drops pennies (RSD, ALL)
    return format_currency(amount, currency, locale=(get_language() or "en").replace("-", "_"))


def quoted(text: str) -> str:
    """In the marks of the reader's language."""
    return _("“%(text)s”") % {"text": text}


def plain_lines(text: str) -> Markup:
    """Foreign text made harmless, its line breaks kept."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())


def bdi(text: object) -> Markup:
    """Foreign text that can't turn the reading direction of the sentence around it."""
    return Markup("<bdi>{}</bdi>").format(text)


def _days_away(days: int) -> str:
    if days > 0:
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}
    return ngettext("%(n)s day ago", "%(n)s days ago", -days) % {"n": -days}
