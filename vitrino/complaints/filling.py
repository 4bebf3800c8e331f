"""The playbook's words made ready for one customer: name, contact and a time that can be kept."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from vitrino.domain.hours import Calendar
from vitrino.domain.names.vocative import address, vocative
from vitrino.domain.placeholders import gaps_in
from vitrino.domain.slots import instant
from vitrino.domain.tone.people import first_name
from vitrino.domain.tone.reply import Customer

_TILL = time(17)
_DAYS: dict[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "pl": ("poniedziałku", "wtorku", "środy", "czwartku", "piątku", "soboty", "niedzieli"),
    "eo": ("lundo", "mardo", "merkredo", "ĵaŭdo", "vendredo", "sabato", "dimanĉo"),
}  # fmt: skip
_MONTHS: dict[str, tuple[str, ...]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "pl": ("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
           "października", "listopada", "grudnia"),
    "eo": ("januaro", "februaro", "marto", "aprilo", "majo", "junio", "julio", "aŭgusto", "septembro", "oktobro",
           "novembro", "decembro"),
}  # fmt: skip
_DEADLINES = {
    "en": "{weekday}, {day} {month}, {clock}",
    "pl": "{weekday}, {day} {month}, godz. {clock}",
    "eo": "{weekday}, la {day}-a de {month}, je la {clock}",
}
# "Anna, we are sorry" and "thank you, Anna" without a name.
_NAME_BEFORE, _NAME_BEHIND = re.compile(r"^\{customer_name\},\s*"), re.compile(r",\s*\{customer_name\}(?=[.!])")


def filled(template: str, *, language: str, name: str, handle: str, shop: str, contact: str, deadline: str) -> str:
    """The words with every gap filled that can be; what nobody knows stays open, and an open gap is never sent."""
    called = _called(name, handle, language)
    if not called:
        template = _capital(_NAME_BEHIND.sub("", _NAME_BEFORE.sub("", template)))
    values = {"customer_name": called, "contact": contact, "deadline": deadline, "shop_name": shop}
    for gap in gaps_in(template):
        if values.get(gap):
            template = template.replace("{" + gap + "}", values[gap])
    return template


def deadline_in_words(due_at: datetime, language: str, calendar: Calendar) -> str:
    """A moment as a sentence goes on after "by", "do", "ĝis"; `promises.read` finds it again."""
    local = due_at.astimezone(calendar.zone)
    return _DEADLINES[language].format(
        weekday=_DAYS[language][local.weekday()], day=local.day, month=_MONTHS[language][local.month - 1],
        clock=f"{local:%H:%M}",
    )  # fmt: skip


def keepable(now: datetime, calendar: Calendar, usual_minutes: int | None) -> datetime:
    """The end of the first open day after today on which the shop usually is done; always open: five in the evening."""
    earliest = now + timedelta(minutes=usual_minutes or 0)
    day = max(now, earliest).astimezone(calendar.zone).date() + timedelta(days=1)
    start = instant(datetime.combine(day, time(0)), calendar.zone).utc
    if calendar.hours.is_always:
        return instant(datetime.combine(day, _TILL), calendar.zone).utc
    return _closing(calendar, start)


def _closing(calendar: Calendar, start: datetime) -> datetime:
    """When the shop closes on its first open day from `start` on; `start` itself where it never opens."""
    closing, first_day = start, None
    for opens, closes in calendar.periods(start):
        day = opens.astimezone(calendar.zone).date()
        if first_day is not None and day != first_day:
            break
        closing, first_day = closes, day
    return closing


def _called(name: str, handle: str, language: str) -> str:
    """Panie Marku, Anna; "" for a handle or a business."""
    first = first_name(Customer(name=name, handle=handle))
    if first is None:
        return ""
    if language == "pl":
        return address(first) or vocative(first) or first
    return first


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
