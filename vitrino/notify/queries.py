"""Reading alerts."""

from __future__ import annotations

from django.db.models import QuerySet

from vitrino.domain.message import Message
from vitrino.notify.kinds import KINDS
from vitrino.notify.models import Alert, Preference
from vitrino.ui.words import words
from vitrino.workspace.models import Membership


def alerts_of(member: Membership) -> QuerySet[Alert]:
    """A member's alerts in this workspace, newest first."""
    return Alert.objects.filter(person=member.person_id, workspace=member.workspace_id).order_by("-at", "-pk")


def unread_count(member: Membership) -> int:
    return alerts_of(member).filter(read_at=None).count()


def newest(member: Membership) -> tuple[int, str]:
    """(unread alerts, words of the newest one), for the live line of open pages."""
    unread = alerts_of(member).filter(read_at=None)
    latest = unread.first()
    return unread.count(), words(message_of(latest)) if latest else ""


def message_of(alert: Alert) -> Message:
    return Message(alert.template, alert.values)


def email_choices(member: Membership) -> dict[str, bool]:
    """Kind -> wanted by e-mail."""
    chosen = dict(
        Preference.objects.filter(person=member.person_id, workspace=member.workspace_id).values_list(
            "kind", "by_email"
        )
    )
    return {key: chosen.get(key, kind.by_email) for key, kind in KINDS.items()}
