"""What is saved when the time comes is what goes out: a publication follows its post up to its first try."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from vitrino.domain.content_hash import hash_of
from vitrino.domain.message import say
from vitrino.domain.publication import Event, PublicationState
from vitrino.publishing import agreeing
from vitrino.publishing.changes import content_of, replan
from vitrino.publishing.models import Publication
from vitrino.publishing.moves import take
from vitrino.publishing.threads import lay_out, stop_the_rest

if TYPE_CHECKING:
    from vitrino.posts.models import Variant

S = PublicationState


def follow_the_post(row: Publication, now: datetime) -> Publication:
    """Take over a later edit, and stop for a deleted post; parts and the first comment follow too."""
    if row.attempt_count or not row.content.get("follows_post"):
        return row
    if row.variant is None or row.variant.post.deleted_at is not None:
        return _stopped(row, now)
    row = _part_followed(row, row.variant, now) if row.head_id else _followed(row, row.variant, now)
    return _drawn_back(row, now)


def _followed(row: Publication, variant: Variant, now: datetime) -> Publication:
    content = content_of(variant)
    if hash_of(content) == row.content_hash:
        return row
    row = replan(row, now=now, by=variant.post.by, content=content)
    lay_out(row, content, by=variant.post.by, now=now)
    return row


def _part_followed(row: Publication, variant: Variant, now: datetime) -> Publication:
    head = Publication.objects.select_related("channel").get(thread=row)
    lay_out(head, content_of(variant), by=variant.post.by, now=now)
    return Publication.objects.select_related("channel", "workspace", "parent").get(pk=row.pk)


def _drawn_back(row: Publication, now: datetime) -> Publication:
    """The same text, but somebody took back their word, or more people are asked now: a draft again."""
    if row.state == S.DRAFT or not agreeing.waits(row):
        return row
    return replan(row, now=now, by=None)


def _stopped(row: Publication, now: datetime) -> Publication:
    said = say("The post was deleted, so it does not go out.")
    stopped = take(row.pk, Event.CANCEL, now=now, said=said) or row
    stop_the_rest(row, by=None, now=now, said=said)
    return stopped
