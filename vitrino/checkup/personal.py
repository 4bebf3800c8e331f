"""Notices of the checkup that name a person."""

from __future__ import annotations

from datetime import datetime

from vitrino.checkup.models import Letter, Notice
from vitrino.domain.message import say
from vitrino.workspace.keeping import Holding, Subject


def held(subject: Subject) -> list[Holding]:
    """What the checkup noticed about talks with them."""
    rows: list[dict[str, object]] = [
        {"since": one.first_seen_at, "rule": one.rule, "values": one.values, "evidence": one.evidence}
        for one in _theirs(subject)
    ]
    return [Holding(say("Notices of the checkup"), rows)]


def erase(subject: Subject, now: datetime) -> int:
    """They go; what is still true comes back with the next look, without this person."""
    theirs = _theirs(subject)
    Notice.objects.filter(pk__in=[one.pk for one in theirs]).delete()
    letters = [one.pk for one in Letter.objects.filter(workspace=subject.workspace) if subject.is_told_in(one.told)]
    Letter.objects.filter(pk__in=letters).delete()
    return len(theirs) + len(letters)


def _theirs(subject: Subject) -> list[Notice]:
    notices = Notice.objects.filter(workspace=subject.workspace).prefetch_related("asides").order_by("pk")
    return [one for one in notices if subject.is_told_in([one.about, one.values, one.evidence, *_reasons(one)])]


def _reasons(notice: Notice) -> list[str]:
    return [notice.dismissed_reason, *(one.reason for one in notice.asides.all())]
