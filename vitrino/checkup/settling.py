"""What the rules said becomes rows: notices come, stay, come back, and go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from vitrino.checkup import stored
from vitrino.checkup.asking import Answer
from vitrino.checkup.models import Aside, Notice, Trouble
from vitrino.checkup.rule import AnyRule, Noticed
from vitrino.notify import actions as notify
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

GRADE = {"low": 0, "medium": 1, "high": 2}


@dataclass
class Settled:
    """What a look changed. fixed: how long each notice was open that is gone now."""

    came: int = 0
    fixed: list[timedelta] = field(default_factory=list)


def settle(workspace: Workspace, answers: Iterable[Answer], now: datetime) -> Settled:
    """Only notices of rules that could look are touched."""
    heard = {one.rule.id: one for one in answers if not one.error}
    rows = Notice.objects.filter(workspace=workspace, rule__in=heard)
    known = {(row.rule, row.key): row for row in rows}
    done = Settled()
    for answer in heard.values():
        for noticed in answer.noticed:
            done.came += _note(workspace, known.pop((answer.rule.id, noticed.key), None), answer.rule, noticed, now)
    for row in known.values():
        if row.gone_at is None:
            done.fixed.append(now - row.first_seen_at)
            _go(row, now)
    return done


def note_troubles(workspace: Workspace, answers: Iterable[Answer], now: datetime) -> None:
    """Which rules could not look; those that can again are forgotten."""
    failed = {one.rule.id: one.error for one in answers if one.error}
    asked = [one.rule.id for one in answers]
    Trouble.objects.filter(workspace=workspace, rule__in=asked).exclude(rule__in=failed).delete()
    for rule, error in failed.items():
        Trouble.objects.update_or_create(
            workspace=workspace, rule=rule, defaults={"error": error, "last_at": now},
            create_defaults={"error": error, "last_at": now, "since": now},
        )  # fmt: skip


def wake(now: datetime, workspace: Workspace | None = None) -> int:
    """What was put aside until now speaks again; how many."""
    due = sleeping(now).select_related("workspace")
    rows = list(due.filter(workspace=workspace) if workspace else due)
    for row in rows:
        speak_again(row, now)
        row.save()
        record("checkup.came-back", workspace=row.workspace_id, by=None, now=now, about=row, rule=row.rule)
        if row.severity == Notice.Severity.HIGH:
            _tell(row.workspace, row, now)
    return len(rows)


def sleeping(now: datetime) -> QuerySet[Notice]:
    """What is still put aside though its time is over."""
    return Notice.objects.filter(gone_at=None, dismissed_until__lte=now)


def speak_again(row: Notice, now: datetime, by: Person | None = None) -> None:
    """No longer put aside; the log of it is closed. Does not save the row."""
    row.dismissed_at, row.dismissed_by, row.dismissed_reason, row.dismissed_until = None, None, "", None
    if row.pk:
        Aside.objects.filter(notice=row, ended_at=None).update(ended_at=now, ended_by=by)


def _note(workspace: Workspace, row: Notice | None, rule: AnyRule, noticed: Noticed, now: datetime) -> bool:
    """Make or renew the row of one notice, and tell people when it is news. Whether it came just now."""
    has_come = row is None or row.gone_at is not None
    row = row or Notice(workspace=workspace, rule=rule.id, key=noticed.key, severity="low")
    is_back = not has_come and row.dismissed_at is not None and _is_another(row, rule, noticed)
    is_worse = not has_come and row.dismissed_at is None and row.severity != Notice.Severity.HIGH
    for name, value in stored.fields_of(rule, noticed).items():
        setattr(row, name, value)
    row.last_seen_at = now
    if has_come or is_back:
        speak_again(row, now)
        row.first_seen_at = now if has_come else row.first_seen_at
        row.gone_at = None
    row.save()
    if has_come or is_back:
        record("checkup.noticed", workspace=workspace, by=None, now=now, about=row, rule=rule.id)
    if row.severity == Notice.Severity.HIGH and (has_come or is_back or is_worse):
        _tell(workspace, row, now)
    return has_come


def _is_another(row: Notice, rule: AnyRule, noticed: Noticed) -> bool:
    """Whether what somebody put aside is no longer what they saw. For a set time only what got worse disturbs."""
    severity = noticed.severity or rule.severity
    if GRADE[severity] > GRADE[row.severity]:
        return True
    is_timed = row.dismissed_until is not None and row.severity != Notice.Severity.HIGH
    return row.about != noticed.about and not is_timed


def _go(row: Notice, now: datetime) -> None:
    """Put right. It is not aside any more either: when it comes again, it is new."""
    Aside.objects.filter(notice=row, ended_at=None).update(ended_at=now)
    row.gone_at = now
    row.save(update_fields=["gone_at"])
    record("checkup.fixed", workspace=row.workspace_id, by=None, now=now, about=row, rule=row.rule)


def _tell(workspace: Workspace, row: Notice, now: datetime) -> None:
    url = reverse("checkup:home", kwargs={"slug": workspace.slug}) + f"#notice-{row.pk}"
    key = f"checkup:{row.pk}:{now:%Y%m%d%H%M}"
    notify.alert(workspace=workspace, kind="checkup", key=key, message=stored.message_of(row), url=url, now=now)
