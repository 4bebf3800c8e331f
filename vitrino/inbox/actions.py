"""Answering people, and deciding what is done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.db.models import Exists, Min, OuterRef

from vitrino.complaints import actions as complaints
from vitrino.domain import signals
from vitrino.domain.message import say
from vitrino.domain.placeholders import check_template, leftovers
from vitrino.domain.problem import Problem
from vitrino.domain.tone import Finding
from vitrino.domain.triage import Intent
from vitrino.inbox import clocks, judging, triage
from vitrino.inbox.clocks import run_anew as run_anew
from vitrino.inbox.intake import take_in as take_in
from vitrino.inbox.models import Conversation, Message, Resolution, SavedReply
from vitrino.inbox.stories import NEVER_OUT, shortened
from vitrino.inbox.triage import correct_triage as correct_triage
from vitrino.publishing import actions as publishing
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

MENDED_AT_ONCE = 200
DOORS: dict[str, Literal["reply", "message", "review-reply"]] = {"message": "message", "review": "review-reply"}


class Objected(Problem):
    """The tone check objects: this answer goes out only when somebody says so once more."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(say("Please look at your answer once more before it goes out."), "text")


@transaction.atomic
def reply(*, conversation: Conversation, text: str, by: Person, now: datetime,
          overruled: Collection[str] | None = (), send_at: datetime | None = None,
          step: str = "") -> Message:  # fmt: skip
    """Answer the newest message; until `send_at` it can be taken back.

    overruled: tone rules whose objection `by` has read and takes upon themselves; None where nobody can be asked, as
    with answers that were given long ago. step: the step of the complaint whose words were taken over.
    Raises Problem for an empty text, an open gap, or where no answer is possible; Objected for any other objection.
    """
    text = text.strip()
    if not text:
        raise Problem(say("Write something first."), "text")
    gaps = leftovers(text)
    if gaps:
        raise Problem(say("Fill this gap first: {gap}", gap=", ".join(gaps)), "text")
    target = newest_to_answer(conversation)
    if target is None or target.arrival is None or not target.arrival.reply:
        raise Problem(say("The platform does not let us answer this one here. Answer on its own page."), "text")
    objections = judging.objections_to(conversation, text, now) if overruled is not None else ()
    if any(one.rule not in (overruled or ()) for one in objections):
        raise Objected(objections)
    publication = publishing.send_reply(
        channel=conversation.channel, kind=DOORS.get(conversation.surface, "reply"), text=text,
        reply_to=target.arrival.reply, by=by, now=now, publish_at=send_at,
    )  # fmt: skip
    message = Message.objects.create(
        conversation=conversation, direction=Message.Direction.OUT, publication=publication, by=by, text=text, at=now,
        waited_since=conversation.waiting_since,
    )  # fmt: skip
    conversation.last_message_at, conversation.last_text = now, shortened(text)
    clocks.refresh([conversation], now, also=("last_message_at", "last_text"))
    record("conversation.answered", workspace=conversation.workspace_id, by=by, now=now, about=conversation)
    complaints.note_reply(conversation=conversation, message_id=message.pk, publication=publication, text=text, by=by,
                          now=now, step=step)  # fmt: skip
    if objections:
        record("inbox.reply-overruled", workspace=conversation.workspace_id, by=by, now=now, about=conversation,
               rules=sorted({one.rule for one in objections}))  # fmt: skip
    return message


@transaction.atomic
def resolve(*, conversation: Conversation, by: Person, now: datetime) -> Resolution:
    """Done: nobody waits here any more, until the person writes again."""
    resolution = Resolution.objects.create(conversation=conversation, by=by, at=now)
    conversation.state = Conversation.State.RESOLVED
    clocks.refresh([conversation], now)
    record("conversation.resolved", workspace=conversation.workspace_id, by=by, now=now, about=conversation)
    return resolution


@transaction.atomic
def reopen(*, conversation: Conversation, by: Person, now: datetime) -> Conversation:
    """Not done after all (or not spam); who was waiting waits again."""
    done = conversation.resolutions.filter(reopened_at=None)
    since = done.aggregate(at=Min("at"))["at"]
    done.update(reopened_at=now)
    if since is not None:
        # What came in meanwhile asked for nothing; now it does.
        for message in conversation.messages.filter(direction=Message.Direction.IN, at__gt=since, asks=False):
            message.asks = not signals.is_courtesy(message.text)
            message.save(update_fields=["asks"])
    conversation.state = Conversation.State.OPEN
    clocks.refresh([conversation], now)
    record("conversation.reopened", workspace=conversation.workspace_id, by=by, now=now, about=conversation)
    return conversation


@transaction.atomic
def mark_spam(*, conversation: Conversation, by: Person, now: datetime) -> Conversation:
    """Nobody has to answer this. It stays findable; nothing is deleted."""
    Resolution.objects.create(conversation=conversation, by=by, at=now)
    conversation.state = Conversation.State.SPAM
    clocks.refresh([conversation], now)
    record("conversation.spam", workspace=conversation.workspace_id, by=by, now=now, about=conversation)
    return conversation


@transaction.atomic
def assign(*, conversation: Conversation, to: Person | None, by: Person, now: datetime) -> Conversation:
    """Somebody takes it on; None: nobody in particular."""
    conversation.assignee = to
    conversation.save(update_fields=["assignee"])
    record("conversation.assigned", workspace=conversation.workspace_id, by=by, now=now, about=conversation)
    return conversation


@transaction.atomic
def call_complaint(*, conversation: Conversation, is_complaint: bool, by: Person, now: datetime) -> Conversation:
    """The owner knows better than the words; the answer is due accordingly."""
    said = newest_to_answer(conversation)
    if said is not None:
        others = set(conversation.intents) - {Intent.COMPLAINT.value}
        wanted = others | {Intent.COMPLAINT.value} if is_complaint else others
        triage.note_correction(conversation, said, wanted, by=by, now=now)
    conversation.is_complaint = is_complaint
    clocks.refresh([conversation], now, also=triage.FIELDS)
    if is_complaint:
        complaints.open_case(conversation=conversation, by=by, now=now, received_at=conversation.waiting_since)
    else:
        complaints.call_off(conversation=conversation, by=by, now=now)
    record("conversation.judged", workspace=conversation.workspace_id, by=by, now=now, about=conversation)
    return conversation


@transaction.atomic
def note(*, conversation: Conversation, text: str, by: Person, now: datetime) -> Message:
    """A word among ourselves; the customer never sees it."""
    if not text.strip():
        raise Problem(say("Write something first."), "text")
    return Message.objects.create(
        conversation=conversation, direction=Message.Direction.NOTE, by=by, text=text.strip(), at=now
    )


@transaction.atomic
def keep_reply(*, workspace: Workspace, title: str, text: str, by: Person, now: datetime) -> SavedReply:
    """Save an answer given often. Raises Problem for a gap nobody can fill."""
    check_template(text)
    made = SavedReply.objects.create(workspace=workspace, title=title.strip(), text=text.strip(), created_at=now)
    record("saved-reply.kept", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def drop_reply(*, saved_reply: SavedReply, by: Person, now: datetime) -> None:
    """No longer offer a saved answer."""
    record("saved-reply.dropped", workspace=saved_reply.workspace_id, by=by, now=now, about=saved_reply)
    saved_reply.delete()


@transaction.atomic
def mend(now: datetime) -> int:
    """An answer that did not go out answered nobody, and ended nothing: whoever waited waits again. How many."""
    later = Message.objects.filter(
        conversation=OuterRef("conversation"), direction=Message.Direction.OUT, at__gt=OuterRef("at")
    )
    lost = Message.objects.filter(
        direction=Message.Direction.OUT, publication__state__in=NEVER_OUT, mended_at=None,
        conversation__state__in=(Conversation.State.WAITING, Conversation.State.RESOLVED),
    ).exclude(Exists(later))  # fmt: skip
    found = list(lost.select_related("conversation__workspace", "conversation__channel")[:MENDED_AT_ONCE])
    for message in found:
        done = Resolution.objects.filter(conversation=message.conversation_id, at__gte=message.at, reopened_at=None)
        done.update(reopened_at=now)
    Message.objects.filter(pk__in=[message.pk for message in found]).update(mended_at=now)
    talks = [message.conversation for message in found]
    for talk in talks:
        talk.last_text = _heard_last(talk)
    clocks.refresh(talks, now, also=("last_text",))
    return sum(one.waiting_since is not None for one in talks)


def _heard_last(conversation: Conversation) -> str:
    """What stands in the list: the newest that was really said."""
    said = conversation.messages.filter(taken_back_at=None).exclude(direction=Message.Direction.NOTE)
    newest = said.exclude(publication__state__in=NEVER_OUT).order_by("-at", "-pk").first()
    return shortened(newest.text) if newest else ""


def newest_to_answer(conversation: Conversation) -> Message | None:
    """The customer's newest message."""
    theirs = conversation.messages.filter(direction=Message.Direction.IN).select_related("arrival")
    return theirs.order_by("-at", "-pk").first()
