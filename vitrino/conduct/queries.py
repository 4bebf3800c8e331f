"""Reading the policy, where people stand, and what was hidden."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from vitrino.conduct.models import AbuseRecord as AbuseRecord
from vitrino.conduct.models import Hiding as Hiding
from vitrino.conduct.models import Measure as Measure
from vitrino.conduct.models import PolicyVersion as PolicyVersion
from vitrino.conduct.models import Standing as Standing
from vitrino.conduct.policy import known_language
from vitrino.domain.abuse import AbuseState
from vitrino.links.queries import can_shorten
from vitrino.workspace.models import Workspace

RUNGS = [state.value for state in AbuseState]
# Whoever stands here wakes nobody: no alert, no clock.
SILENCED = (AbuseState.MUTED.value, AbuseState.BLOCKED.value, AbuseState.REPORTED.value)


def policy_of(workspace_id: int) -> PolicyVersion | None:
    """The version in force; None where the shop has declared none. Costs a query."""
    return PolicyVersion.objects.filter(workspace_id=workspace_id).order_by("-number").first()


def policy_text(workspace_id: int, language: str) -> str:
    """The public text in a language of ours, English for any other; "" without a policy. Costs a query."""
    found = policy_of(workspace_id)
    texts: dict[str, str] = found.texts if found else {}
    return texts.get(known_language(language)) or next(iter(texts.values()), "")


def policy_link(workspace: Workspace) -> str:
    """The public page; "" where nobody outside could open it."""
    path = reverse("conduct:public", kwargs={"slug": workspace.slug})
    return settings.BASE_URL + path if can_shorten() else ""


def step_of(contact_id: int) -> AbuseState:
    """Where a person stands on the ladder. Costs a query."""
    found = standing_of(contact_id)
    return AbuseState(found.state) if found else AbuseState.NONE


def silenced(contact_ids: Iterable[int]) -> set[int]:
    """Those of these people who wake nobody. One query."""
    found = standings_of(contact_ids).filter(state__in=SILENCED)
    return {one.person_id for one in found.select_related("identity")}


def was_policy_stated(contact_id: int) -> bool:
    """Has this person been told the rules already? Costs a query."""
    return AbuseRecord.objects.filter(standing__in=standings_of([contact_id]), event="declare_policy").exists()


def standing_of(contact_id: int) -> Standing | None:
    """The person's highest step: two accounts that belong to one person may each have broken the rules."""
    found = standings_of([contact_id]).select_related("identity__contact", "contact")
    return max(found, key=lambda one: (RUNGS.index(one.state), -one.pk), default=None)


def standings_of(contact_ids: Iterable[int]) -> QuerySet[Standing]:
    """Where all accounts of these people stand, the account deciding whose it is."""
    ids = list(contact_ids)
    return Standing.objects.filter(Q(identity__contact__in=ids) | Q(identity=None, contact__in=ids))


def standings(workspace: Workspace) -> QuerySet[Standing]:
    """Everybody who stands or stood on the ladder, appeals first, then the newest."""
    found = Standing.objects.filter(workspace=workspace).select_related("contact", "identity__contact")
    return found.order_by("-is_appealed", "-changed_at", "-pk")


def records_of(standing: Standing) -> QuerySet[AbuseRecord]:
    """Every step, the newest first."""
    return standing.records.select_related("by", "policy").order_by("-at", "-pk")


def hidings(workspace: Workspace) -> QuerySet[Hiding]:
    """Everything that was hidden, the newest first."""
    return Hiding.objects.filter(workspace=workspace).select_related("by", "ended_by").order_by("-at", "-pk")


def hidings_of(conversation_id: int) -> QuerySet[Hiding]:
    """What is hidden in one talk now."""
    return Hiding.objects.filter(conversation_id=conversation_id, ended_at=None).order_by("-at", "-pk")


def removed_criticism(workspace: Workspace, since: datetime) -> QuerySet[Hiding]:
    """Complaints and low ratings that were hidden and still are, each with its lawful reason; for the checkup."""
    return hidings(workspace).filter(is_criticism=True, ended_at=None, at__gte=since)


def measures_of(workspace: Workspace) -> QuerySet[Measure]:
    """What was to be done on platforms, the newest first."""
    return (
        Measure.objects.filter(workspace=workspace).select_related("channel", "standing").order_by("-asked_at", "-pk")
    )


def open_measures(workspace: Workspace) -> QuerySet[Measure]:
    """What nobody has confirmed: failed, in doubt, or left to a person; for the checkup too."""
    return measures_of(workspace).filter(state__in=("failed", "unsure", "by-hand"))


def handled_talks(workspace: Workspace) -> QuerySet[AbuseRecord, int | None]:
    """Ids of the conversations in which a step was taken, for a subquery: abuse in others nobody has dealt with."""
    found = AbuseRecord.objects.filter(standing__workspace=workspace, conversation__isnull=False)
    return found.values_list("conversation_id", flat=True)
