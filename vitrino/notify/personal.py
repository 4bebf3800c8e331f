"""What the team was told about a person."""

from __future__ import annotations

from datetime import datetime

from vitrino.domain.message import say
from vitrino.notify.models import Alert
from vitrino.workspace.keeping import Holding, Subject

FORGOTTEN = say("Somebody wrote who has been forgotten since, as they asked.")


def held(subject: Subject) -> list[Holding]:
    """The alerts that name them or repeat their words."""
    told = {(one.key, one.at): one for one in _theirs(subject)}
    rows: list[dict[str, object]] = [
        {"at": one.at, "kind": one.kind, "text": one.template, "values": one.values} for one in told.values()
    ]
    return [Holding(say("What your team was told"), rows)]


def erase(subject: Subject, now: datetime) -> int:
    """That there was an alert, and who read it, stays."""
    theirs = [one.pk for one in _theirs(subject)]
    return Alert.objects.filter(pk__in=theirs).update(template=FORGOTTEN.template, values={})


def _theirs(subject: Subject) -> list[Alert]:
    """By the page they lead to, and by their words: a digest or a mention leads elsewhere."""
    pages = {f"/w/{subject.workspace.slug}/inbox/{pk}/" for pk in subject.conversations}
    alerts = Alert.objects.filter(workspace=subject.workspace).order_by("pk")
    return [one for one in alerts.iterator() if one.url in pages or subject.is_told_in(one.values)]
