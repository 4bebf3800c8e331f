"""Hiding what somebody wrote, and showing it again. Criticism stays, unless the law or decency has a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from vitrino.conduct import measures, talks
from vitrino.conduct.models import Hiding
from vitrino.conduct.talks import Talk
from vitrino.domain.abuse import Item, Removal, RemovalAction, RemovalReason, check_removal
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person


@transaction.atomic
def hide(*, talk: Talk, message_id: str, reason: RemovalReason | None, by: Person, now: datetime) -> Hiding:
    """Hide one message on its platform; a copy is kept. Raises Problem for criticism without a lawful reason."""
    message = talks.message_of(talk, message_id)
    item = Item(str(message.pk), message.text, talk.is_complaint, talk.rating)
    removal = check_removal(Removal(RemovalAction.HIDE, item, now, str(by.pk), reason))
    if message.arrival is None:
        raise Problem(say("This did not come from a platform, so there is nothing to hide."))
    if Hiding.objects.filter(message_id=message.pk, ended_at=None).exists():
        raise Problem(say("This is hidden already."))
    made = Hiding.objects.create(
        workspace_id=talk.workspace_id, conversation_id=talk.pk, message_id=message.pk, text=item.copy,
        is_criticism=item.is_criticism, reason=removal.reason.value if removal.reason else "", by=by, at=now,
    )  # fmt: skip
    measures.ask(arrival=message.arrival, action="hide", by=by, now=now, hiding=made)
    record("conduct.hidden", workspace=talk.workspace_id, by=by, now=now, about=made,
           is_criticism=made.is_criticism, reason=made.reason)  # fmt: skip
    return made


@transaction.atomic
def show_again(*, hiding: Hiding, by: Person, now: datetime) -> Hiding:
    """Let everybody see it again."""
    if Hiding.objects.filter(pk=hiding.pk, ended_at=None).update(ended_at=now, ended_by=by) != 1:
        raise Problem(say("This is shown again already."))
    hiding.refresh_from_db()
    last = hiding.measures.filter(action="hide").order_by("-asked_at", "-pk").first()
    if last is not None:
        measures.undo(last, by=by, now=now)
    record("conduct.shown-again", workspace=hiding.workspace_id, by=by, now=now, about=hiding)
    return hiding
