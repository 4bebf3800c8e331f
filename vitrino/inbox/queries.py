"""Reading conversations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from vitrino.inbox.models import Contact, Conversation, Message, SavedReply
from vitrino.workspace.models import Person, Workspace

PAGE = 30
STATES = ("waiting", "mine", "open", "done", "all")


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
    """Conversations in which somebody waits for us, the one due first on top."""
    mine = conversations_of(workspace).filter(waiting_since__isnull=False)
    return mine.order_by("due_at", "pk")


def waiting_count(workspace: Workspace) -> int:
    """How many people wait. Cheap: read from a partial index."""
    return Conversation.objects.filter(workspace=workspace, waiting_since__isnull=False).count()


def late(workspace: Workspace, now: datetime) -> QuerySet[Conversation]:
    """Conversations whose answer is overdue."""
    return waiting(workspace).filter(due_at__lt=now)


def listed(workspace: Workspace, *, state: str, person: Person, words: str = "", before: str = "") -> Slice:
    """One page of the list. Goes on by the place reached (`before`), so page 100 costs what page 1 costs."""
    found = _in_state(workspace, state, person)
    if words:
        # icontains escapes the wildcards of LIKE.
        found = found.filter(Q(contact__name__icontains=words) | Q(last_text__icontains=words))
    if state == "waiting":
        return Slice(list(found[:PAGE]), "")
    return _slice(_after(found, before))


def messages_of(conversation: Conversation) -> QuerySet[Message]:
    """Everything said, oldest first."""
    return conversation.messages.select_related("by", "publication", "arrival").order_by("at", "pk")


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
    if state == "done":
        return found.filter(state=Conversation.State.RESOLVED)
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
