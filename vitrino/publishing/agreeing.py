"""Whether a publication may leave its draft: where people must agree, they must have agreed to exactly this text."""

from __future__ import annotations

from datetime import datetime

from vitrino.approval import actions as approval
from vitrino.approval import queries as agreed
from vitrino.domain.content_hash import hash_of
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.publication import PublicationState
from vitrino.posts import actions as posts
from vitrino.publishing.models import Publication
from vitrino.workspace.models import Person

S = PublicationState
# Answers to people are not put before anybody; what the shop says by itself is.
ASKED_ABOUT = (Publication.Kind.POST, Publication.Kind.COMMENT)


def waits(row: Publication) -> bool:
    """Whether people must agree first and have not. A post nobody can be shown waits too."""
    if row.kind not in ASKED_ABOUT or agreed.mode_of(row.workspace_id) == "nobody":
        return False
    if row.variant is None:
        return True
    return agreed.must_wait(row.variant.post, row.channel_id, str(row.content.get("variant_hash", "")))


def ask(row: Publication, *, by: Person | None, now: datetime) -> None:
    """Put its post before the people who must agree, with the times it is planned for."""
    if row.variant is not None:
        post = row.variant.post
        approval.ask(post=post, by=by or post.by, now=now, planned=times_of(post.pk))


def times_of(post_id: int) -> dict[int, datetime]:
    """Channel id -> when the post is to go out there."""
    heads = Publication.objects.filter(variant__post_id=post_id, head=None, state__in=[S.DRAFT, S.READY])
    return dict(heads.order_by("pk").values_list("channel_id", "publish_at"))


def check_new_words(row: Publication, text: str) -> None:
    """Words that replace what is out are asked about like any others. Raises Problem where nobody has agreed yet."""
    if row.kind not in ASKED_ABOUT or agreed.mode_of(row.workspace_id) == "nobody":
        return
    whole = posts.content_of(row.variant) if row.variant is not None else {}
    texts = [str(whole.get("text", "")), *whole.get("parts", []), str(whole.get("first_comment", ""))]
    if row.variant is None or text not in texts or agreed.must_wait(row.variant.post, row.channel_id, hash_of(whole)):
        raise Problem(say("People must agree to new words first: change the post and ask them, then change it here."))
