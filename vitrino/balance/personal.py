"""Errands that name a person."""

from __future__ import annotations

from datetime import datetime

from vitrino.balance.models import Errand
from vitrino.domain.message import say
from vitrino.workspace.keeping import Holding, Subject


def held(subject: Subject) -> list[Holding]:
    """What was on a day's list because of them."""
    rows: list[dict[str, object]] = [
        {"day": one.day, "title": one.title, "why": one.template, "values": one.values, "state": one.state}
        for one in _theirs(subject)
    ]
    return [Holding(say("Errands of a day's list"), rows)]


def erase(subject: Subject, now: datetime) -> int:
    """They go; minutes of weeks gone by are fewer then."""
    theirs = [one.pk for one in _theirs(subject)]
    Errand.objects.filter(pk__in=theirs).delete()
    return len(theirs)


def _theirs(subject: Subject) -> list[Errand]:
    """Those with them or about a talk with them, and those that quote what they said elsewhere."""
    people = {f"contact:{pk}" for pk in subject.contacts} | {f"author:{account}" for _key, account in subject.accounts}
    talks = {f"talk:{pk}" for pk in subject.conversations}
    mine = Errand.objects.filter(workspace=subject.workspace).order_by("pk")
    return [one for one in mine
            if one.who in people or one.key in talks or subject.is_told_in([one.title, one.values])]  # fmt: skip
