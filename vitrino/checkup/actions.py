"""Running the checkup, setting a notice aside, and what the checkup can put right itself."""

from __future__ import annotations

from datetime import datetime
from time import monotonic

from django.db import transaction
from django.urls import reverse

from vitrino.checkup import stored
from vitrino.checkup.models import Notice, Run
from vitrino.checkup.registry import all_rules
from vitrino.checkup.rule import AnyRule, Noticed
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.notify import actions as notify
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

LONGEST_REASON = 300
RUNS_KEPT = 100


@transaction.atomic
def run(*, workspace: Workspace, now: datetime) -> Run:
    """Ask every rule. Notices appear, stay, or are gone; a second run changes only the time of the last look."""
    # Two checkups at once would tell everything twice.
    list(Workspace.objects.select_for_update().filter(pk=workspace.pk))
    began_s = monotonic()
    found = [(rule, one) for rule in all_rules().values() for one in rule.check(workspace, now)]
    _settle(workspace, found, now)
    made = Run.objects.create(workspace=workspace, at=now, duration_s=monotonic() - began_s, noticed=len(found))
    _forget_old_runs(workspace)
    return made


@transaction.atomic
def dismiss(*, notice: Notice, reason: str, by: Person, now: datetime) -> Notice:
    """Set a notice aside until what it is about changes. Raises Problem without a reason."""
    reason = " ".join(reason.split())
    if not reason:
        raise Problem(say("Please say why, in a few words. Whoever looks here next will want to know."), "reason")
    if len(reason) > LONGEST_REASON:
        raise Problem(say("Please say it in at most {n} characters.", n=LONGEST_REASON), "reason")
    notice.dismissed_at, notice.dismissed_by, notice.dismissed_reason = now, by, reason
    notice.save(update_fields=["dismissed_at", "dismissed_by", "dismissed_reason"])
    record("checkup.dismissed", workspace=notice.workspace_id, by=by, now=now, about=notice, rule=notice.rule)
    return notice


@transaction.atomic
def bring_back(*, notice: Notice, by: Person, now: datetime) -> Notice:
    """Undo a dismissal."""
    _speak_again(notice)
    notice.save(update_fields=["dismissed_at", "dismissed_by", "dismissed_reason"])
    record("checkup.brought-back", workspace=notice.workspace_id, by=by, now=now, about=notice, rule=notice.rule)
    return notice


def _settle(workspace: Workspace, found: list[tuple[AnyRule, Noticed]], now: datetime) -> None:
    known = {(row.rule, row.key): row for row in Notice.objects.filter(workspace=workspace)}
    seen: set[tuple[str, str]] = set()
    for rule, noticed in found:
        seen.add((rule.id, noticed.key))
        _note(workspace, known.get((rule.id, noticed.key)), rule, noticed, now)
    for place, row in known.items():
        if place not in seen and row.gone_at is None:
            row.gone_at = now
            row.save(update_fields=["gone_at"])
            record("checkup.fixed", workspace=workspace, by=None, now=now, about=row, rule=row.rule)


def _note(workspace: Workspace, row: Notice | None, rule: AnyRule, noticed: Noticed, now: datetime) -> None:
    """Make or renew the row of one notice, and tell people when it is news."""
    is_news = row is None or row.gone_at is not None or (row.dismissed_at is not None and row.about != noticed.about)
    if row is None:
        row = Notice(workspace=workspace, rule=rule.id, key=noticed.key)
    is_worse = row.severity != Notice.Severity.HIGH and not is_news and row.dismissed_at is None
    for name, value in stored.fields_of(rule, noticed).items():
        setattr(row, name, value)
    row.last_seen_at = now
    if is_news:
        _speak_again(row)
        row.first_seen_at, row.gone_at = now, None
    row.save()
    if is_news:
        record("checkup.noticed", workspace=workspace, by=None, now=now, about=row, rule=rule.id)
    if row.severity == Notice.Severity.HIGH and (is_news or is_worse):
        _tell(workspace, row, now)


def _speak_again(row: Notice) -> None:
    row.dismissed_at, row.dismissed_by, row.dismissed_reason = None, None, ""


def _tell(workspace: Workspace, row: Notice, now: datetime) -> None:
    url = reverse("checkup:home", kwargs={"slug": workspace.slug}) + f"#notice-{row.pk}"
    key = f"checkup:{row.pk}:{row.first_seen_at:%Y%m%d%H%M}"
    notify.alert(workspace=workspace, kind="checkup", key=key, message=stored.message_of(row), url=url, now=now)


def _forget_old_runs(workspace: Workspace) -> None:
    kept = Run.objects.filter(workspace=workspace).order_by("-at", "-pk").values_list("pk", flat=True)[:RUNS_KEPT]
    Run.objects.filter(workspace=workspace).exclude(pk__in=list(kept)).delete()
