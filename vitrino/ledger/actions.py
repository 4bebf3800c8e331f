"""Entering, settling and remembering promises; keeping proofs."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from vitrino.domain.hours import Calendar, from_json
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.risk import find_promises
from vitrino.domain.slots import zone
from vitrino.ledger.models import Promise, Proof, Reading
from vitrino.notify import actions as notify
from vitrino.publishing import queries as publishing
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

LOOKED_BACK = timedelta(days=3)
REMINDED_BEFORE = timedelta(hours=24)
_MOST_AT_ONCE = 200
_PUBLIC = ("post", "reply", "comment", "review-reply")


@transaction.atomic
def enter(*, workspace: Workspace, text: str, due_at: datetime, by: Person, now: datetime, who: Person | None = None,
          url: str = "") -> Promise:  # fmt: skip
    """A promise made elsewhere: at the counter, in a newspaper, by phone."""
    if due_at <= now:
        raise Problem(say("This time has passed. When will you do it?"), "due")
    made = Promise.objects.create(workspace=workspace, text=text.strip(), due_at=due_at, made_at=now, who=who or by,
                                  url=url)  # fmt: skip
    record("promise.made", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def settle(*, promise: Promise, state: str, note: str, by: Person, now: datetime) -> Promise:
    """Kept, broken or withdrawn; a broken or withdrawn one says why, since customers will ask."""
    if state not in set(Promise.State.values) - {Promise.State.OPEN}:
        raise Problem(say("Please say whether it was kept, broken or withdrawn."), "state")
    if state != Promise.State.KEPT and not note.strip():
        raise Problem(say("Say what happened, in a few words. Your customers will ask."), "note")
    open_one = Promise.objects.filter(pk=promise.pk, state=Promise.State.OPEN)
    if not open_one.update(state=state, note=note.strip(), settled_by=by, settled_at=now):
        raise Problem(say("Somebody has settled this already. Please load the page again."))
    promise.refresh_from_db()
    record("promise.settled", workspace=promise.workspace, by=by, now=now, about=promise, state=state)
    return promise


@transaction.atomic
def reopen(*, promise: Promise, by: Person, now: datetime) -> Promise:
    """It was settled by mistake."""
    promise.state, promise.note, promise.settled_by, promise.settled_at = Promise.State.OPEN, "", None, None
    promise.save(update_fields=["state", "note", "settled_by", "settled_at"])
    record("promise.reopened", workspace=promise.workspace, by=by, now=now, about=promise)
    return promise


@transaction.atomic
def keep_proof(*, workspace: Workspace, claim: str, link: str, note: str, by: Person, now: datetime) -> Proof:
    """From now on texts may say this."""
    if not (link.strip() or note.strip()):
        raise Problem(say("Name where it can be checked, or what proves it."), "note")
    made = Proof.objects.create(workspace=workspace, claim=claim.strip(), link=link.strip(), note=note.strip(), by=by,
                                at=now)  # fmt: skip
    record("proof.kept", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def drop_proof(*, proof: Proof, by: Person, now: datetime) -> None:
    """It does not hold any more."""
    record("proof.dropped", workspace=proof.workspace, by=by, now=now, about=proof)
    proof.delete()


@transaction.atomic
def read_own_texts(*, workspace: Workspace, now: datetime) -> int:
    """Enter what the texts that went out since the last time promise. How many."""
    reading, _is_new = Reading.objects.select_for_update().get_or_create(
        workspace=workspace, defaults={"until": now - LOOKED_BACK}
    )
    went_out = publishing.publications(workspace).filter(
        state="published", kind__in=_PUBLIC, published_at__gt=reading.until, published_at__lte=now
    )
    calendar = Calendar(from_json(workspace.hours), zone(workspace.time_zone))
    found: list[Promise] = []
    for row in went_out.order_by("published_at", "pk")[:_MOST_AT_ONCE]:
        text, language = str(row.content.get("text", "")), str(row.content.get("language", ""))
        at = row.published_at or now
        found += [
            Promise(workspace=workspace, text=one.sentence[:500], due_at=one.due_at, publication=row, place=one.start,
                    url=row.url, who=row.by, made_at=at)
            for one in find_promises(text, language=language, now=at, calendar=calendar)
        ]  # fmt: skip
        reading.until = at
    Promise.objects.bulk_create(found, ignore_conflicts=True)
    reading.save()
    return len(found)


@transaction.atomic
def remind(*, promise: Promise, now: datetime) -> None:
    """A day before it is due, and once more when it is over and still open."""
    is_over = promise.due_at <= now
    words = {"text": promise.text[:120]}
    told = say("Still open, and its time is over: “{text}”. Keep it, or say in public why not.", **words)
    if not is_over:
        told = say("Promised in public and due within a day: “{text}”", **words)
    notify.alert(workspace=promise.workspace, kind="public-promise", key=f"promise-{promise.pk}-{is_over}",
                 message=told, url=reverse("ledger:home", kwargs={"slug": promise.workspace.slug}), now=now,
                 urgency="high" if is_over else "normal")  # fmt: skip
    Promise.objects.filter(pk=promise.pk).update(told_at=now)
