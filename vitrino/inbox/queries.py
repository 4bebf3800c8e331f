"""Reading conversations."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Q, QuerySet, When

from vitrino.domain.clocks import URGENT
from vitrino.inbox.desk.finding import Filters, narrowed
from vitrino.inbox.models import Contact, Conversation, Identity, Message, SavedReply
from vitrino.inbox.promptness import median_answer_minutes as median_answer_minutes
from vitrino.inbox.promptness import misses_of as misses_of
from vitrino.inbox.promptness import paces as paces
from vitrino.inbox.triage import triage_of as triage_of
from vitrino.workspace.models import Person, Workspace

PAGE = 30
ORDERS_KNOWN = 20
PUBLIC_REPLIES = 50
# How many talks the newest public answers are looked for in: reading goes by their index, not by every message.
RECENT_TALKS = 100
NEVER_OUT = ("failed", "cancelled")
STATES = ("waiting", "mine", "open", "later", "done", "muted", "all")
SINGLE_STATES = {
    "later": Conversation.State.SNOOZED, "done": Conversation.State.RESOLVED, "muted": Conversation.State.MUTED,
}  # fmt: skip


@dataclass(frozen=True)
class Slice:
    """One page of conversations; `before` is what to hand in for the next one, "" at the end."""

    conversations: list[Conversation]
    before: str


def conversations_of(workspace: Workspace) -> QuerySet[Conversation]:
    """All conversations, the one with the newest message first."""
    mine = Conversation.objects.filter(workspace=workspace).select_related("contact", "channel", "assignee")
    return mine.order_by("-last_message_at", "-pk")


def waiting(workspace: Workspace) -> QuerySet[Conversation]:
    """Conversations in which somebody waits for us: what can't wait on top, then the one due first."""
    mine = conversations_of(workspace).filter(waiting_since__isnull=False)
    return mine.order_by(Case(When(urgency__gte=URGENT, then=0), default=1), "due_at", "pk")


def waiting_count(workspace: Workspace) -> int:
    """How many people wait. Cheap: read from a partial index."""
    return Conversation.objects.filter(workspace=workspace, waiting_since__isnull=False).count()


def late(workspace: Workspace, now: datetime) -> QuerySet[Conversation]:
    """Conversations whose answer is overdue, the longest first."""
    return waiting(workspace).filter(due_at__lt=now).order_by("due_at", "pk")


def listed(workspace: Workspace, *, state: str, person: Person, words: str = "", before: str = "",
           filters: Filters | None = None) -> Slice:  # fmt: skip
    """One page of the list. Goes on by the place reached (`before`), so page 100 costs what page 1 costs."""
    found = narrowed(_in_state(workspace, state, person), filters or Filters())
    if words:
        # icontains escapes the wildcards of LIKE.
        found = found.filter(Q(contact__name__icontains=words) | Q(last_text__icontains=words))
    if state == "waiting":
        return Slice(list(found[:PAGE]), "")
    return _slice(_after(found, before))


def messages_of(conversation: Conversation) -> QuerySet[Message]:
    """Everything said, oldest first."""
    return conversation.messages.select_related("by", "publication", "arrival").order_by("at", "pk")


def talks_of_arrivals(arrivals: Collection[int]) -> dict[int, Conversation]:
    """Arrival id -> the conversation it came to; those that are in none are left out."""
    related = ("conversation__workspace", "conversation__channel", "conversation__contact")
    said = Message.objects.filter(arrival__in=arrivals).select_related(*related)
    return {one.arrival_id: one.conversation for one in said if one.arrival_id is not None}


def said_in(conversation: Conversation) -> QuerySet[Message]:
    """What was said between the two, newest first; without notes and answers that never went out."""
    said = conversation.messages.exclude(direction=Message.Direction.NOTE).exclude(publication__state__in=NEVER_OUT)
    return said.select_related("arrival").order_by("-at", "-pk")


def public_replies(workspace: Workspace, surfaces: Collection[str], *, besides: Conversation) -> list[str]:
    """The shop's newest answers that everybody could read, in other talks; newest first, at most 50."""
    talks = Conversation.objects.filter(workspace=workspace, surface__in=surfaces, first_reply_at__isnull=False)
    recent = (
        talks.exclude(pk=besides.pk).order_by("-last_message_at", "-pk")[:RECENT_TALKS].values_list("pk", flat=True)
    )
    ours = Message.objects.filter(conversation__in=list(recent), direction=Message.Direction.OUT)
    newest = ours.exclude(publication__state__in=NEVER_OUT).order_by("-at", "-pk")
    return list(newest.values_list("text", flat=True)[:PUBLIC_REPLIES])


def handles_of(identities: Iterable[Identity]) -> dict[str, list[str]]:
    """Platform -> what the person is called there."""
    handles: dict[str, list[str]] = {}
    for identity in identities:
        handles.setdefault(identity.platform, []).append(identity.handle)
    return handles


def others_of(contact: Contact, conversation: Conversation) -> QuerySet[Conversation]:
    """What else this person wrote, newest first."""
    return contact.conversations.select_related("channel").exclude(pk=conversation.pk).order_by("-last_message_at")


def saved_replies(workspace: Workspace) -> QuerySet[SavedReply]:
    return SavedReply.objects.filter(workspace=workspace).order_by("title")


def next_waiting(workspace: Workspace, after: Conversation) -> Conversation | None:
    """Whom to answer next."""
    return waiting(workspace).exclude(pk=after.pk).first()


def _in_state(workspace: Workspace, state: str, person: Person) -> QuerySet[Conversation]:
    if state == "waiting":
        return waiting(workspace)
    found = conversations_of(workspace)
    if state == "mine":
        return found.filter(assignee=person)
    if state in SINGLE_STATES:
        return found.filter(state=SINGLE_STATES[state])
    return found if state == "all" else found.filter(state__in=(Conversation.State.OPEN, Conversation.State.WAITING))


def _after(found: QuerySet[Conversation], before: str) -> QuerySet[Conversation]:
    stamp, _mark, pk = before.rpartition("_")
    try:
        at, number = datetime.fromisoformat(stamp), int(pk)
    except ValueError:
        return found
    return found.filter(Q(last_message_at__lt=at) | Q(last_message_at=at, pk__lt=number))


def _slice(found: QuerySet[Conversation]) -> Slice:
    rows = list(found[: PAGE + 1])
    if len(rows) <= PAGE:
        return Slice(rows, "")
    last = rows[PAGE - 1]
    return Slice(rows[:PAGE], f"{last.last_message_at.isoformat()}_{last.pk}")
