"""What the checkup asks of the inbox: what was answered, how, how late, and what was left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from vitrino.domain.clocks import ClockKind
from vitrino.domain.tone.reply import PUBLIC_SURFACES
from vitrino.domain.triage import Intent
from vitrino.inbox.models import Conversation, Message, Miss
from vitrino.inbox.queries import NEVER_OUT
from vitrino.workspace.models import Workspace

MOST = 100
OUT = Q(messages__direction=Message.Direction.OUT) & ~Q(messages__publication__state__in=NEVER_OUT)
IN = Q(messages__direction=Message.Direction.IN)
LEFT_ALONE = (Conversation.State.SPAM, Conversation.State.MUTED)
ABUSIVE = (Intent.ABUSE, Intent.THREAT, Intent.HATE)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Sent:
    """An answer of the shop. asked: what the person had written last before it. name: as their account says."""

    conversation_id: int
    name: str
    platform: str
    surface: str
    text: str
    at: datetime
    asked: str
    is_complaint: bool
    stars: int | None


@dataclass(frozen=True)
class Pace:
    """First answers: how many were due, how many of them came late or not at all, and the median wait in minutes."""

    due: int
    missed: int
    median_minutes: int | None


def sent_replies(workspace: Workspace, since: datetime) -> list[Sent]:
    """The newest answers since then, at most a hundred; two queries."""
    ours = Message.objects.filter(
        conversation__workspace=workspace, direction=Message.Direction.OUT, at__gte=since
    ).exclude(publication__state__in=NEVER_OUT).exclude(text="")  # fmt: skip
    rows = list(ours.select_related("conversation__contact", "conversation__channel").order_by("-at", "-pk")[:MOST])
    theirs = Message.objects.filter(conversation__in={row.conversation_id for row in rows}, direction="in")
    asked: dict[int, list[tuple[datetime, str]]] = {}
    for talk, at, text in theirs.order_by("at", "pk").values_list("conversation_id", "at", "text"):
        asked.setdefault(talk, []).append((at, text))
    return [_sent(row, asked.get(row.conversation_id, [])) for row in rows]


def long_public_complaints(workspace: Workspace, since: datetime, least: int) -> list[tuple[Conversation, int]]:
    """Complaints others can read in which both sides wrote at least so often, with how often the shop did."""
    talks = _talks(workspace).filter(is_complaint=True, surface__in=PUBLIC_SURFACES, last_message_at__gte=since)
    counted = talks.annotate(ours=Count("messages", OUT, distinct=True), theirs=Count("messages", IN, distinct=True))
    found = counted.filter(ours__gte=least, theirs__gte=least).order_by("-last_message_at")
    return [(talk, talk.ours) for talk in found[:MOST]]


def criticism_left(workspace: Workspace, since: datetime, before: datetime) -> QuerySet[Conversation]:
    """Public criticism between these times that nobody answered, the oldest first; reviews have a rule of their own."""
    answered = Message.objects.filter(conversation=OuterRef("pk"), direction="out").exclude(
        publication__state__in=NEVER_OUT
    )
    open_air = sorted(PUBLIC_SURFACES - {"review"})
    talks = _talks(workspace).filter(is_complaint=True, surface__in=open_air, opened_at__gte=since)
    return talks.filter(~Exists(answered), opened_at__lt=before).order_by("opened_at")


def abuse_left(workspace: Workspace, since: datetime, before: datetime) -> list[Conversation]:
    """Talks between these times in which triage saw abuse, threats or hate, the oldest first; muted ones left out."""
    wanted = Q()
    for intent in ABUSIVE:
        wanted |= Q(intents__icontains=f'"{intent.value}"')
    talks = _talks(workspace).filter(wanted, last_message_at__gte=since, opened_at__lt=before)
    return list(talks.order_by("opened_at")[:MOST])


def pace(workspace: Workspace, since: datetime) -> Pace:
    """How first answers went in talks that began since then; three small queries."""
    talks = Conversation.objects.filter(workspace=workspace, opened_at__gte=since).exclude(state__in=LEFT_ALONE)
    due = dict(
        Miss.objects.filter(conversation__in=talks, kind=ClockKind.FIRST.value).values_list("conversation", "due_at")
    )
    first = talks.annotate(first_at=Min("messages__at", filter=OUT)).filter(first_at__isnull=False)
    answered = {pk: (opened, at) for pk, opened, at in first.values_list("pk", "opened_at", "first_at")}
    # A miss noted before the answer of another place was read is none when that answer came in time.
    missed = {pk for pk, at in due.items() if pk not in answered or answered[pk][1] > at}
    waits = [(at - opened) / _MINUTE for opened, at in answered.values() if at >= opened]
    return Pace(len(missed | answered.keys()), len(missed), round(median(waits)) if waits else None)


def _talks(workspace: Workspace) -> QuerySet[Conversation]:
    talks = Conversation.objects.filter(workspace=workspace).exclude(state__in=LEFT_ALONE)
    return talks.select_related("contact", "channel")


def _sent(row: Message, asked: list[tuple[datetime, str]]) -> Sent:
    talk = row.conversation
    before = [text for at, text in asked if at <= row.at]
    return Sent(
        conversation_id=talk.pk, name=talk.contact.name, platform=talk.channel.platform, surface=talk.surface,
        text=row.text, at=row.at, asked=before[-1] if before else "", is_complaint=talk.is_complaint,
        stars=talk.rating,
    )  # fmt: skip
