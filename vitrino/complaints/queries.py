"""Reading complaints: cases, promises, contacts, causes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count, F, Max, Q, QuerySet

from vitrino.complaints.models import Case as Case
from vitrino.complaints.models import Cause, PlaybookVersion, ShopContact, Step
from vitrino.complaints.talks import Talk
from vitrino.domain.cases import CaseEvent
from vitrino.workspace.models import Workspace

# A median of fewer says more about chance than about the shop.
FEWEST, NEWEST = 5, 50
THEME_DAYS, THEME_CASES = 90, 3
_MINUTE = timedelta(minutes=1)
_NEWEST_HERE = 5


@dataclass(frozen=True)
class Theme:
    """A cause, how often it was behind a complaint lately, when last; open when it came back since it was addressed."""

    cause: Cause
    count: int
    last_at: datetime | None

    @property
    def is_open(self) -> bool:
        addressed = self.cause.addressed_at
        return self.last_at is not None and (addressed is None or addressed < self.last_at)


def cases_of(workspace: Workspace) -> QuerySet[Case]:
    """All of them but mistakes, newest first."""
    found = Case.objects.filter(workspace=workspace, is_mistake=False)
    return found.select_related("conversation__contact", "cause", "playbook", "workspace").order_by("-opened_at", "-pk")


def open_cases(workspace: Workspace) -> QuerySet[Case]:
    """Those in which something is left to do, the one due first on top."""
    return cases_of(workspace).filter(ended_at=None).order_by(F("step_due_at").asc(nulls_last=True), "pk")


def every_case(workspace: Workspace) -> QuerySet[Case]:
    """Mistakes too: their page stays."""
    return Case.objects.filter(workspace=workspace).select_related(
        "conversation__contact", "cause", "playbook", "workspace", "opened_by"
    )


def cases_here(conversation: Talk) -> list[Case]:
    """The newest cases that began or go on in this conversation, newest first; mistakes left out. One query."""
    here = Q(conversation_id=conversation.pk) | Q(private_talk_id=conversation.pk)
    found = Case.objects.filter(here, is_mistake=False).select_related("playbook", "workspace", "cause")
    return list(found.order_by("-pk")[:_NEWEST_HERE])


def talks_with_cases(conversations: Iterable[Talk]) -> set[int]:
    """Which of these belong to a case, or to a person with an open one; for all of them at the price of one."""
    talks = list(conversations)
    contacts = {talk.contact_id for talk in talks}
    pks = {talk.pk for talk in talks}
    theirs = set(
        Case.objects.filter(conversation__contact__in=contacts, ended_at=None)
        .values_list("conversation__contact_id", flat=True)
    )  # fmt: skip
    here = Case.objects.filter(Q(conversation__in=pks) | Q(private_talk__in=pks), is_mistake=False)
    found = {pk for pair in here.values_list("conversation_id", "private_talk_id") for pk in pair if pk is not None}
    return (found & pks) | {talk.pk for talk in talks if talk.contact_id in theirs}


def open_case_of(conversation: Talk) -> Case | None:
    """The case that is going on in this conversation, whether it began here or goes on here."""
    found = [case for case in cases_here(conversation) if case.ended_at is None]
    return next((case for case in found if case.conversation_id == conversation.pk), found[0] if found else None)


def case_of(conversation: Talk) -> Case | None:
    """The open case, else the newest one that ended."""
    found = cases_here(conversation)
    return next((case for case in found if case.ended_at is None), found[0] if found else None)


def open_promises(workspace: Workspace) -> QuerySet[Case]:
    """Cases with a promise that is to be kept, due first on top; read from a partial index."""
    found = Case.objects.filter(workspace=workspace, promise_due_at__isnull=False, ended_at=None)
    return found.select_related("conversation__contact", "workspace", "playbook").order_by("promise_due_at")


def broken_promises(workspace: Workspace, since: datetime) -> QuerySet[Step]:
    """Promises whose time passed, newest first."""
    found = Step.objects.filter(case__workspace=workspace, event=CaseEvent.PROMISE_PASSED, at__gte=since)
    return found.select_related("case__conversation__contact").order_by("-at")


def stay_public(workspace: Workspace, since: datetime) -> list[Case]:
    """Complaints that others can read and in which nobody was given a way to go on in private, opened since then."""
    return [
        case
        for case in cases_of(workspace).filter(opened_at__gte=since)
        if case.known.is_public and case.known.acknowledged is not None and case.known.moved_private is None
    ]


def median_answer_minutes(workspace: Workspace, *, kind: str = "") -> int | None:
    """How long the shop's newest cases took to their remedy; of this kind where there are enough. None for too few."""
    done = Case.objects.filter(workspace=workspace, remedy_at__isnull=False, is_mistake=False).order_by("-remedy_at")
    times = list(done.values_list("kind", "opened_at", "remedy_at")[:NEWEST])
    alike = [(opened, remedy) for its_kind, opened, remedy in times if kind and its_kind == kind]
    taken = alike if len(alike) >= FEWEST else [(opened, remedy) for _kind, opened, remedy in times]
    if len(taken) < FEWEST:
        return None
    return round(median((remedy - opened) / _MINUTE for opened, remedy in taken if remedy))


def contacts_of(workspace: Workspace) -> QuerySet[ShopContact]:
    """Ways to reach the shop, e-mail first."""
    return ShopContact.objects.filter(workspace=workspace).select_related("confirmed_by").order_by("kind", "pk")


def contact_values(workspace: Workspace) -> tuple[str, ...]:
    """The same, as they are written."""
    return tuple(contacts_of(workspace).values_list("value", flat=True))


def versions_of(workspace: Workspace) -> QuerySet[PlaybookVersion]:
    """Every version of the playbook, newest first."""
    return PlaybookVersion.objects.filter(workspace=workspace).select_related("by").order_by("-number")


def causes_of(workspace: Workspace) -> QuerySet[Cause]:
    return Cause.objects.filter(workspace=workspace).order_by("name")


def themes(workspace: Workspace, now: datetime, days: int = THEME_DAYS) -> list[Theme]:
    """Why people complained within those days, the most frequent cause first; causes without a case at the end."""
    lately = Q(cases__opened_at__gte=now - timedelta(days=days), cases__is_mistake=False)
    found = causes_of(workspace).annotate(
        lately=Count("cases", filter=lately), last=Max("cases__opened_at", filter=lately)
    )
    return [Theme(cause, cause.lately, cause.last) for cause in found.order_by("-lately", "name")]


def unaddressed_themes(workspace: Workspace, now: datetime) -> list[Theme]:
    """Causes of at least three complaints in ninety days about which nothing was changed since."""
    return [theme for theme in themes(workspace, now) if theme.count >= THEME_CASES and theme.is_open]


def cases_by_month(workspace: Workspace, cause_ids: Collection[int], since: datetime) -> dict[int, dict[str, int]]:
    """Cause -> month ("2026-11") -> how many complaints; one query."""
    rows = Case.objects.filter(workspace=workspace, cause_id__in=cause_ids, opened_at__gte=since, is_mistake=False)
    found: dict[int, dict[str, int]] = {}
    for cause_id, opened_at in rows.values_list("cause_id", "opened_at"):
        months = found.setdefault(cause_id or 0, {})
        months[f"{opened_at:%Y-%m}"] = months.get(f"{opened_at:%Y-%m}", 0) + 1
    return found


def lessons_of(workspace: Workspace) -> QuerySet[Step]:
    """What was learned, newest first."""
    found = Step.objects.filter(case__workspace=workspace, event=CaseEvent.RECORD_LESSON, state=Step.State.TAKEN)
    return found.select_related("case__cause", "by").order_by("-at")


def steps_of(case: Case) -> QuerySet[Step]:
    """The whole history, oldest first."""
    return case.steps.select_related("by").order_by("at", "pk")
