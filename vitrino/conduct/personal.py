"""What was kept of a person who broke the shop's rules, and of what was hidden."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from vitrino.conduct import queries
from vitrino.conduct.models import AbuseRecord, Hiding, Measure, Standing
from vitrino.domain.message import say
from vitrino.workspace.keeping import Holding, Subject


def held(subject: Subject) -> list[Holding]:
    """Every step with its evidence, and what was hidden of theirs."""
    steps: list[dict[str, object]] = [
        {"at": one.at, "step": one.event, "state": one.state, "until": one.until, "evidence": one.evidence,
         "note": one.note}
        for one in AbuseRecord.objects.filter(standing__in=_standings(subject)).order_by("at")
    ]  # fmt: skip
    hidden: list[dict[str, object]] = [
        {"at": one.at, "text": one.text, "reason": one.reason} for one in _hidings(subject).order_by("at")
    ]
    return [Holding(say("Steps against abuse"), steps), Holding(say("What was hidden"), hidden)]


def erase(subject: Subject, now: datetime) -> int:
    """Which step was taken, by whom and when stays; the evidence goes."""
    standings, hidings = _standings(subject), _hidings(subject)
    measures = Measure.objects.filter(Q(standing__in=standings) | Q(hiding__in=hidings))
    measures.filter(state=Measure.State.WAITING).update(state=Measure.State.FAILED, due_at=None)
    measures.update(reference={}, url="", error={})
    AbuseRecord.objects.filter(standing__in=standings).update(evidence="", note="")
    return hidings.update(text="")


def _standings(subject: Subject) -> QuerySet[Standing]:
    return queries.standings_of(subject.contacts)


def _hidings(subject: Subject) -> QuerySet[Hiding]:
    return Hiding.objects.filter(Q(message__in=subject.messages) | Q(conversation__in=subject.conversations))
