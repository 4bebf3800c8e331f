"""Asking for agreement, and telling people: once for each version, once before the time, and when somebody answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from vitrino.approval import queries, reminding
from vitrino.approval.content import written
from vitrino.approval.models import Request
from vitrino.approval.queries import quote
from vitrino.domain.message import Message, say
from vitrino.notify import actions as notify
from vitrino.workspace import queries as workspaces
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

if TYPE_CHECKING:
    from vitrino.approval.rules import Party
    from vitrino.posts.models import Post

# Whoever is still typing is not done: people are told about a changed text once it has rested for this long.
REST = timedelta(minutes=2)
REMIND_BEFORE = timedelta(hours=4)


@transaction.atomic
def ask(*, post: Post, by: Person | None, now: datetime, planned: Mapping[int, datetime] | None = None) -> Request:
    """Ask for agreement; asked already, the request stays open, and whoever began it stays the one who asks.

    planned: channel id -> when it is to go out. by None: Vitrino asks again, because the text was changed.
    """
    request, is_new = Request.objects.get_or_create(post=post, defaults={"by": by, "at": now})
    is_asked_again = request.closed_at is not None
    request.closed_at, request.by = None, request.by or by
    _set_times(request, planned)
    _look(request)
    request.save()
    if is_new or is_asked_again:
        record("approval.asked" if is_new else "approval.asked-again", workspace=post.workspace_id, by=by, now=now,
               about=post)  # fmt: skip
    if is_new or (is_asked_again and post.changed_at <= now - REST):
        tell(request, now)
    return request


@transaction.atomic
def close(*, post: Post, by: Person, now: datetime) -> None:
    """Nobody needs to answer any more; what is planned goes on waiting until somebody asks again."""
    if Request.objects.filter(post=post, closed_at=None).update(closed_at=now):
        record("approval.closed", workspace=post.workspace_id, by=by, now=now, about=post)


@transaction.atomic
def set_times(*, post: Post, planned: Mapping[int, datetime]) -> None:
    """When what waits is to go out now; an open request follows."""
    for request in Request.objects.filter(post=post, closed_at=None):
        _set_times(request, planned)
        request.save(update_fields=["planned", "needed_by"])


def look_again(post: Post) -> None:
    """Write down for the lists who is still missing."""
    for request in Request.objects.filter(post=post, closed_at=None).select_related("post__workspace", "by"):
        _look(request)
        request.save(update_fields=["missing", "refused"])


@transaction.atomic
def tell(request: Request, now: datetime) -> None:
    """Tell everybody whose word is missing about the text as it is now; each of them once for each version."""
    version = written(request.post).content_hash
    who = str(request.by) if request.by else "Vitrino"
    message = say("{name} asks you to agree to “{text}”.", name=who, text=quote(request.post))
    if request.told_hash:
        message = say("“{text}” was changed and waits for you again.", text=quote(request.post))
    _alert(request.post, f"ask:{version[:16]}", message, _people(missing(request.post), request.post), now)
    Request.objects.filter(pk=request.pk).update(told_hash=version)
    request.told_hash = version


def tell_of_changes(now: datetime) -> int:
    """Tell about texts that were changed while they wait, once they have rested. How many."""
    rested = queries.open_requests().filter(post__changed_at__lte=now - REST)
    changed = [one for one in rested if one.told_hash != written(one.post).content_hash]
    for request in changed:
        tell(request, now)
    return len(changed)


def remind(now: datetime) -> int:
    """Remind, once, those who have not answered and whose time is near. How many requests."""
    coming = queries.open_requests().filter(needed_by__gt=now)
    near = [one for one in coming if one.reminded_for != one.needed_by and remind_at(one) <= now]
    for request in near:
        _remind(request, now)
    return len(near)


def remind_at(request: Request) -> datetime:
    """Four hours before the first text is to go out; when there is less time than that, after half of it."""
    assert request.needed_by is not None
    halfway = request.at + (request.needed_by - request.at) / 2
    return max(request.needed_by - REMIND_BEFORE, halfway)


def answered(post: Post, message: Message, key: str, now: datetime, *, but: Person | None = None) -> None:
    """Tell whoever wrote it or asks for it what was said, but not the one who said it."""
    request = queries.request_of(post)
    people = {one.pk: one for one in (post.by, request.by if request else None) if one is not None}
    _alert(post, key, message, [one for one in people.values() if but is None or one.pk != but.pk], now)


def missing(post: Post) -> list[Party]:
    """Whose word is missing about at least one of the texts."""
    return list(_parties(stand.missing for stand in queries.standing_of(post).values()).values())


@transaction.atomic
def _remind(request: Request, now: datetime) -> None:
    """Members hear it themselves, clients who left an address get a mail; whoever asks hears which clients wait."""
    post, waited_for = request.post, missing(request.post)
    text, key = quote(post), f"remind:{request.needed_by:%Y%m%d%H%M}"
    _alert(post, key, say("“{text}” is to go out soon and still waits for your agreement.", text=text),
           _people(waited_for, post), now)  # fmt: skip
    clients = [party.name for party in waited_for if party.key.startswith("c")]
    if clients and request.by is not None:
        names = ", ".join(clients)
        said = say("{names} has not answered about “{text}” yet. It is to go out soon.", names=names, text=text)
        _alert(post, f"{key}:clients", said, [request.by], now)
    reminding.remind_clients(request, {party.key for party in waited_for}, now)
    Request.objects.filter(pk=request.pk).update(reminded_for=request.needed_by)


def _look(request: Request) -> None:
    stands = queries.standing_of(request.post).values()
    request.missing = [[key, party.name] for key, party in _parties(stand.missing for stand in stands).items()]
    request.refused = [[key, party.name] for key, party in _parties(stand.refused for stand in stands).items()]


def _parties(found: Iterable[Iterable[Party]]) -> dict[str, Party]:
    return {party.key: party for parties in found for party in parties}


def _set_times(request: Request, planned: Mapping[int, datetime] | None) -> None:
    if planned is None:
        return
    request.planned = {str(key): at.isoformat() for key, at in planned.items()}
    request.needed_by = min(planned.values(), default=None)


def _people(parties: Iterable[Party], post: Post) -> list[Person]:
    keys = {party.key for party in parties}
    return [one.person for one in workspaces.members(post.workspace) if f"p{one.person_id}" in keys]


def _alert(post: Post, what: str, message: Message, people: list[Person], now: datetime) -> None:
    notify.alert(
        workspace=post.workspace,
        kind="approval",
        key=f"approval:{post.pk}:{what}",
        message=message,
        url=reverse("approval:post", kwargs={"slug": post.workspace.slug, "pk": post.pk}),
        now=now,
        urgency="high",
        people=people,
    )
