"""A second pair of eyes: an answer the tone check objects to leaves when somebody other than its writer agrees."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.inbox import actions, announcing, judging
from vitrino.inbox.desk import snoozing
from vitrino.inbox.desk.rules import rules_of, send_at
from vitrino.inbox.models import Conversation, Message, WaitingReply
from vitrino.notify import actions as notify
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import may
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace


def is_needed(workspace: Workspace, by: Person) -> bool:
    """The shop wants it, and there is somebody else who may answer; alone, one's own word has to do."""
    return rules_of(workspace).asks_second_person and bool(others(workspace, by))


def others(workspace: Workspace, by: Person) -> list[Person]:
    """Who else may answer people here."""
    members = workspaces.members(workspace).exclude(person=by)
    return [member.person for member in members if may(member, "answer")]


def waiting_in(conversation: Conversation) -> QuerySet[WaitingReply]:
    """Answers nobody has decided about yet, oldest first."""
    return conversation.waiting_replies.filter(decided_at=None).select_related("by").order_by("pk")


def waiting_replies(workspace: Workspace) -> QuerySet[WaitingReply]:
    """Every answer of the shop that waits or waited for a second person."""
    mine = WaitingReply.objects.filter(conversation__workspace=workspace)
    return mine.select_related("conversation__workspace", "conversation__channel", "conversation__contact", "by")


@transaction.atomic
def ask(*, conversation: Conversation, text: str, by: Person, now: datetime, step: str = "") -> WaitingReply:
    """Keep the answer and tell the others that it waits for one of them. Nothing leaves. step: as for a reply."""
    rules = sorted({one.rule for one in judging.objections_to(conversation, text, now)})
    waiting = WaitingReply.objects.create(
        conversation=conversation, text=text.strip(), rules=rules, step=step, by=by, at=now
    )
    notify.alert(
        workspace=conversation.workspace, kind="message", key=f"waiting-reply:{waiting.pk}", urgency="high", now=now,
        message=say("{name} asks you to look at an answer to {person} before it goes out.",
                    name=by.get_full_name(), person=conversation.contact.name),
        url=_place(conversation, "#waiting"), people=others(conversation.workspace, by),
    )  # fmt: skip
    record("inbox.reply-second-asked", workspace=conversation.workspace_id, by=by, now=now, about=conversation,
           rules=rules)  # fmt: skip
    return waiting


@transaction.atomic
def agree(*, waiting: WaitingReply, by: Person, now: datetime) -> Message:
    """Send it in the name of whoever agrees; both names are kept. Raises Problem for the writer's own."""
    if waiting.by_id == by.pk:
        raise Problem(say("Somebody else has to look at your answer; that is what the second person is for."))
    _decide(waiting, by, now)
    conversation = waiting.conversation
    snoozing.end_for_answer(conversation, now)
    message = actions.reply(conversation=conversation, text=waiting.text, by=by, now=now, overruled=_all_rules(waiting),
                            send_at=send_at(conversation.workspace, now), step=waiting.step)  # fmt: skip
    announcing.dealt_with(conversation, now)
    waiting.message = message
    waiting.save(update_fields=["message"])
    record("inbox.reply-agreed", workspace=conversation.workspace_id, by=by, now=now, about=conversation,
           rules=waiting.rules, written_by=waiting.by_id)  # fmt: skip
    return message


@transaction.atomic
def give_back(*, waiting: WaitingReply, by: Person, now: datetime) -> WaitingReply:
    """It does not go out like this; its writer is told and can take the text up again."""
    _decide(waiting, by, now)
    conversation = waiting.conversation
    if waiting.by is not None and waiting.by_id != by.pk:
        notify.alert(
            workspace=conversation.workspace, kind="message", key=f"given-back:{waiting.pk}", now=now,
            message=say("{name} gives you back your answer to {person}.",
                        name=by.get_full_name(), person=conversation.contact.name),
            url=_place(conversation, f"?draft={waiting.pk}#id_text"), people=[waiting.by],
        )  # fmt: skip
    record("inbox.reply-given-back", workspace=conversation.workspace_id, by=by, now=now, about=conversation)
    return waiting


def _all_rules(waiting: WaitingReply) -> list[str]:
    """What the check says may have changed since: whoever agrees has the whole text before them."""
    found = judging.objections_to(waiting.conversation, waiting.text, waiting.at)
    return sorted({*waiting.rules, *(one.rule for one in found)})


def _decide(waiting: WaitingReply, by: Person, now: datetime) -> None:
    """Once only, whoever comes first."""
    open_still = WaitingReply.objects.filter(pk=waiting.pk, decided_at=None)
    if open_still.update(decided_by=by, decided_at=now) != 1:
        raise Problem(say("Somebody has already decided about this answer."))
    waiting.decided_by, waiting.decided_at = by, now


def _place(conversation: Conversation, end: str) -> str:
    slug = conversation.workspace.slug
    return reverse("inbox:talk", kwargs={"slug": slug, "pk": conversation.pk}) + end
