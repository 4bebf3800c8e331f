"""Running the checkup, and putting a notice aside for a while."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction

from vitrino.checkup import asking, settling, standing
from vitrino.checkup.models import Aside, Notice, Run
from vitrino.checkup.registry import all_rules
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.workspace import queries as workspaces
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

LONGEST_REASON = 300
RUNS_KEPT = 100
# For how long a notice can be put aside; None: until what it is about changes.
SPANS: dict[str, timedelta | None] = {"week": timedelta(days=7), "month": timedelta(days=30), "change": None}
# What is important comes back by then whatever was chosen.
LONGEST_FOR_HIGH = timedelta(days=30)


def run(*, workspace: Workspace, now: datetime) -> Run:
    """Ask every rule. Notices appear, stay, or are gone; a second run changes only the time of the last look.

    The rules are asked before anything is locked: they read for a second, and nobody has to wait for them to write.
    """
    began_s, before = monotonic(), _newest_change(workspace)
    answers = asking.ask(workspace, all_rules().values(), now)
    with transaction.atomic():
        noticed = _write(workspace, answers, before, now)
        _forget(workspace, now)
        return Run.objects.create(workspace=workspace, at=now, duration_s=monotonic() - began_s, noticed=noticed)


def look_again(*, workspace: Workspace, groups: Collection[str], now: datetime) -> int:
    """Ask only the rules of these groups (the first word of their ids); how many were asked."""
    rules = [rule for rule in all_rules().values() if rule.id.partition(".")[0] in groups]
    before = _newest_change(workspace)
    answers = asking.ask(workspace, rules, now)
    with transaction.atomic():
        _write(workspace, answers, before, now)
    return len(answers)


@transaction.atomic
def dismiss(*, notice: Notice, reason: str, by: Person, now: datetime, until: str = "change") -> Notice:
    """Put a notice aside: for a "week", a "month", or until it "change"s; it comes back by itself.

    Raises Problem without a reason.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise Problem(say("Please say why, in a few words. Whoever looks here next will want to know."), "reason")
    if len(reason) > LONGEST_REASON:
        raise Problem(say("Please say it in at most {n} characters.", n=LONGEST_REASON), "reason")
    if until not in SPANS:
        raise Problem(say("Choose until when."), "until")
    span = SPANS[until] or (LONGEST_FOR_HIGH if notice.severity == Notice.Severity.HIGH else None)
    settling.speak_again(notice, now, by)
    notice.dismissed_at, notice.dismissed_by, notice.dismissed_reason = now, by, reason
    notice.dismissed_until = now + span if span else None
    notice.save(update_fields=["dismissed_at", "dismissed_by", "dismissed_reason", "dismissed_until"])
    Aside.objects.create(notice=notice, at=now, by=by, reason=reason, until=notice.dismissed_until)
    record("checkup.dismissed", workspace=notice.workspace_id, by=by, now=now, about=notice, rule=notice.rule,
           until=until)  # fmt: skip
    return notice


@transaction.atomic
def bring_back(*, notice: Notice, by: Person, now: datetime) -> Notice:
    """Undo a dismissal."""
    settling.speak_again(notice, now, by)
    notice.save(update_fields=["dismissed_at", "dismissed_by", "dismissed_reason", "dismissed_until"])
    record("checkup.brought-back", workspace=notice.workspace_id, by=by, now=now, about=notice, rule=notice.rule)
    return notice


def wake(*, now: datetime) -> int:
    """Of all shops: what was put aside until now speaks again; how many. Locks nothing while there is nothing."""
    if not settling.sleeping(now).exists():
        return 0
    with transaction.atomic():
        return settling.wake(now)


def _write(workspace: Workspace, answers: list[asking.Answer], before: int, now: datetime) -> int:
    """Make the answers true; how much was noticed. before: the newest change when the rules were asked."""
    # Two checkups at once would tell everything twice.
    list(Workspace.objects.select_for_update().filter(pk=workspace.pk))
    if _newest_change(workspace) != before:  # another look was quicker; what was heard before it may be old
        answers = asking.ask(workspace, [one.rule for one in answers], now)
    settling.wake(now, workspace)
    settling.note_troubles(workspace, answers, now)
    standing.keep_day(workspace, settling.settle(workspace, answers, now), now)
    return sum(len(one.noticed) for one in answers)


def _newest_change(workspace: Workspace) -> int:
    """The number of the newest event by which notices came or went; 0 without any."""
    changes = workspaces.events(workspace).filter(kind__in=("checkup.noticed", "checkup.fixed"))
    return changes.order_by("-pk").values_list("pk", flat=True).first() or 0


def _forget(workspace: Workspace, now: datetime) -> None:
    """Old looks and days, and notices of rules there are no more."""
    kept = Run.objects.filter(workspace=workspace).order_by("-at", "-pk").values_list("pk", flat=True)[: RUNS_KEPT - 1]
    Run.objects.filter(workspace=workspace).exclude(pk__in=list(kept)).delete()
    standing.forget_old_days(workspace, now)
    Notice.objects.filter(workspace=workspace, gone_at=None).exclude(rule__in=all_rules()).update(gone_at=now)
