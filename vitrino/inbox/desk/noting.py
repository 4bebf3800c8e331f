"""A word among ourselves; whoever is named in it is told."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from vitrino.domain.message import say
from vitrino.inbox import actions
from vitrino.inbox.models import Conversation, Message
from vitrino.notify import actions as notify
from vitrino.workspace import queries as workspaces
from vitrino.workspace.models import Person

SHOWN_TEXT = 80
_NAMED = re.compile(r"(?<!\w)@([\w.+-]{1,60})")


@transaction.atomic
def note(*, conversation: Conversation, text: str, by: Person, now: datetime) -> Message:
    """Keep a note; @Bruno tells Bruno. Raises Problem for an empty one."""
    made = actions.note(conversation=conversation, text=text, by=by, now=now)
    people = [person for person in named_in(text, conversation) if person.pk != by.pk]
    if people:
        notify.alert(
            workspace=conversation.workspace, kind="message", key=f"note:{made.pk}", now=now, people=people,
            message=say("{name} mentions you in a note about {person}: “{text}”", name=by.get_full_name(),
                        person=conversation.contact.name, text=" ".join(text.split())[:SHOWN_TEXT]),
            url=reverse("inbox:talk", kwargs={"slug": conversation.workspace.slug, "pk": conversation.pk})
            + f"#said-{made.pk}",
        )  # fmt: skip
    return made


def named_in(text: str, conversation: Conversation) -> list[Person]:
    """Members whose first name, whole name without spaces, or mail name stands behind an @."""
    names = {name.lower().rstrip(".") for name in _NAMED.findall(text)}
    if not names:
        return []
    members = workspaces.members(conversation.workspace)
    return [member.person for member in members if names & set(_names_of(member.person))]


def _names_of(person: Person) -> list[str]:
    words = person.name.lower().split()
    return [*words[:1], "".join(words), person.email.lower(), person.email.partition("@")[0].lower()]
