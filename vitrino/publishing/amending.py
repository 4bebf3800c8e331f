"""Other words for what is out, and taking it down: asked for by a person, carried out until it is sure, read back.

Nothing here belongs to sending: a publication stays published, and what was sent stays its proof.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from vitrino.channels import gateway
from vitrino.channels import queries as channels
from vitrino.channels.clock import moment, running_from
from vitrino.connect.errors import AddressRefused, AuthLost, ConnectError, RateLimited, Refused, Unsupported
from vitrino.connect.records import Reference
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.domain.publication import PublicationState
from vitrino.domain.text import count
from vitrino.engine import actions as engine
from vitrino.posts.checks import rule_of
from vitrino.publishing import agreeing, looking, proof, read_back, telling
from vitrino.publishing.models import Amendment, Publication
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

logger = logging.getLogger(__name__)

Kind, State = Amendment.Kind, Amendment.State
MOST_TRIES = 10
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=15)
SHUT_PAUSE = timedelta(minutes=5)
# When to read what became of it; afterwards nobody asks any more.
LOOKS = (timedelta(seconds=15), timedelta(minutes=2), timedelta(minutes=15))
# Private messages can't be changed or taken back.
_AMENDABLE = (Publication.Kind.POST, Publication.Kind.COMMENT)
_REMOVABLE = (*_AMENDABLE, Publication.Kind.REPLY)


def can_edit(publication: Publication) -> bool:
    """May its words be changed there? A poll would lose its votes."""
    manifest = channels.manifest_of(publication.channel)
    is_plain = publication.kind in _AMENDABLE and not publication.content.get("poll")
    return _is_there(publication) and is_plain and manifest.can("edit")


def can_delete(publication: Publication) -> bool:
    """May it be taken down there?"""
    manifest = channels.manifest_of(publication.channel)
    return _is_there(publication) and publication.kind in _REMOVABLE and manifest.can("delete")


def words_there(publication: Publication) -> str:
    """What should stand there now: what was sent, or the last change that was made."""
    changed = publication.amendments.filter(kind=Kind.EDIT, state=State.DONE).order_by("-done_at", "-pk").first()
    return changed.text if changed else str(publication.content.get("text", ""))


@transaction.atomic
def edit_published(*, publication: Publication, text: str, by: Person, now: datetime) -> Amendment:
    """Give what is out other words. The same words twice are the same as once. Raises Problem in words."""
    text = text.strip()
    row = _locked(publication)
    if not can_edit(row):
        raise Problem(say("This can't be changed on {channel} any more.", channel=str(row.channel)))
    _check_text(row, text)
    agreeing.check_new_words(row, text)
    return _wanted(row, Kind.EDIT, text, by, now)


@transaction.atomic
def delete_published(*, publication: Publication, by: Person, now: datetime) -> Amendment:
    """Take it down there. Asking twice is the same as once. Raises Problem in words."""
    row = _locked(publication)
    open_one = row.amendments.filter(kind=Kind.DELETE).exclude(state=State.FAILED).first()
    if open_one is not None:
        return open_one
    if not can_delete(row):
        raise Problem(say("This can't be taken down on {channel} from here.", channel=str(row.channel)))
    return _wanted(row, Kind.DELETE, "", by, now)


def carry_out(row: Amendment, now: datetime) -> datetime | None:
    """Do what is due with a change: make it, or read back what became of it. When to come back."""
    with running_from(now):
        sent = row.publication
        if not sent.channel.is_usable or channels.is_stopped(sent.workspace_id, sent.key):
            return moment() + SHUT_PAUSE
        return _make(row) if row.state == State.WANTED else _look(row)


def _make(row: Amendment) -> datetime | None:
    publication = row.publication
    target = Reference(publication.remote_id, publication.remote_extra)
    try:
        if row.kind == Kind.DELETE:
            gateway.act(publication.channel, target, "delete")
        else:
            gateway.edit(publication.channel, target, row.text)
    except RateLimited as error:
        soonest: datetime = moment() + FIRST_PAUSE
        return max(error.until, soonest)
    except (AuthLost, Refused, Unsupported, AddressRefused) as error:
        _gave_up(row, error.message)
        return None
    except ConnectError as error:
        return _try_again(row, error)
    return _done(row)


@transaction.atomic
def _done(row: Amendment) -> datetime:
    now = moment()
    Amendment.objects.filter(pk=row.pk).update(state=State.DONE, done_at=now, tries=row.tries + 1, answer={})
    if row.kind == Kind.DELETE:
        Publication.objects.filter(pk=row.publication_id).update(taken_down_at=now)
    _note(row, "deleted" if row.kind == Kind.DELETE else "reworded", now)
    return now + LOOKS[0]


def _try_again(row: Amendment, error: ConnectError) -> datetime | None:
    """Both acts may be made twice, so an unclear answer is no question for anybody."""
    tries = row.tries + 1
    if tries >= MOST_TRIES:
        _gave_up(row, error.message)
        return None
    Amendment.objects.filter(pk=row.pk).update(tries=tries)
    logger.warning("amendment %s: %s", row.pk, type(error).__name__)
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * (1 << row.tries))
    return moment() + pause


@transaction.atomic
def _gave_up(row: Amendment, said: Message) -> None:
    now = moment()
    Amendment.objects.filter(pk=row.pk).update(state=State.FAILED, tries=row.tries + 1, answer=proof.message(said))
    _note(row, "amendment-failed", now)
    telling.warn_of_amendment(row, now)


def _look(row: Amendment) -> datetime | None:
    """Read back. A platform that shows nothing yet is asked again a few times; then it stays unconfirmed."""
    try:
        seen = _seen(row)
    except ConnectError:
        seen = {}
    looks = row.looks + 1
    Amendment.objects.filter(pk=row.pk).update(looks=looks, **seen)
    if "seen_at" in seen or looks >= len(LOOKS) or row.done_at is None:
        return None
    return row.done_at + LOOKS[looks]


def _seen(row: Amendment) -> dict[str, Any]:
    """What to store of a look: empty when the platform does not show what was wished."""
    publication = row.publication
    if row.kind == Kind.DELETE:
        is_gone = not gateway.measure(publication.channel, [publication.remote_id])
        return {"seen_at": moment()} if is_gone else {}
    post = looking.find(publication, row.text)
    if post is None or read_back.differs(row.text, post.text):
        return {"seen_text": post.text} if post else {}
    return {"seen_at": moment(), "seen_text": post.text}


def _wanted(publication: Publication, kind: str, text: str, by: Person, now: datetime) -> Amendment:
    """One wish at a time: the same is the one that is there, another takes its place."""
    before = publication.amendments.filter(state=State.WANTED).first()
    if before is None and kind == Kind.EDIT and text == words_there(publication):
        raise Problem(say("These are the words that stand there already."), field="text")
    if before is not None and (before.kind, before.text) == (kind, text):
        return before
    if before is not None:
        before.delete()
    row = Amendment.objects.create(publication=publication, kind=kind, text=text, by=by, asked_at=now, due_at=now)
    _note(row, "deletion-asked" if kind == Kind.DELETE else "change-asked", now, by)
    engine.ring()
    return row


def _check_text(publication: Publication, text: str) -> None:
    if not text:
        raise Problem(say("Please write something, or take the post down."), field="text")
    measured = count(text, rule_of(publication.channel))
    if not measured.fits:
        raise Problem(say("The text is too long for {platform} (by {over}).", over=measured.over,
                          platform=channels.manifest_of(publication.channel).name), field="text")  # fmt: skip


def _locked(publication: Publication) -> Publication:
    rows = Publication.objects.select_for_update(of=("self",)).select_related("channel", "workspace")
    return rows.get(pk=publication.pk)


def _is_there(publication: Publication) -> bool:
    is_out = publication.state == PublicationState.PUBLISHED and bool(publication.remote_id)
    return is_out and publication.taken_down_at is None


def _note(row: Amendment, what: str, now: datetime, by: Person | None = None) -> None:
    record(f"publication.{what}", workspace=row.publication.workspace_id, by=by, now=now, about=row.publication,
           channel=row.publication.channel_id)  # fmt: skip
