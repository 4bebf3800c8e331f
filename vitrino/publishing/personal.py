"""What the shop wrote to a person."""

from __future__ import annotations

from datetime import datetime

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.publication import TERMINAL
from vitrino.publishing.models import Amendment, Attempt, Publication, Step
from vitrino.workspace.keeping import Holding, Subject


def held(subject: Subject) -> list[Holding]:
    """The answers that were to go out to them."""
    rows: list[dict[str, object]] = [
        {"at": one.created_at, "text": one.content.get("text", ""), "state": one.state, "address": one.url}
        for one in Publication.objects.filter(pk__in=subject.publications).order_by("pk")
    ]
    return [Holding(say("Answers of the shop"), rows)]


def erase(subject: Subject, now: datetime) -> int:
    """That there was an answer, and when, stays; its words, and whom it answered, go.

    Raises Problem while one is still on its way: emptied, it could not be told any more what went out.
    """
    theirs = Publication.objects.filter(pk__in=subject.publications)
    if theirs.exclude(state__in=TERMINAL).exists():
        raise Problem(say("An answer to this person is still on its way. Stop it, or wait until it is out."))
    Amendment.objects.filter(publication__in=theirs).update(text="", seen_text="", answer={})
    Attempt.objects.filter(publication__in=theirs).update(answer={})
    Step.objects.filter(publication__in=theirs).update(detail={})
    return theirs.update(content={}, kept={}, reason={}, seen_text="", remote_extra={}, url="", remote_id="")
