"""Changes: who must agree, agreement and refusal, comments, links for clients."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count

from vitrino.approval import queries, reminding
from vitrino.approval.asking import answered, look_again
from vitrino.approval.asking import ask as ask
from vitrino.approval.asking import close as close
from vitrino.approval.asking import set_times as set_times
from vitrino.approval.asking import tell as tell
from vitrino.approval.content import Written, written
from vitrino.approval.models import Approval, Approver, Client, ClientLink, Comment, LinkedPost, Request, Rule, Version
from vitrino.approval.queries import quote
from vitrino.domain import text as texts
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.engine import actions as engine
from vitrino.posts import queries as posts
from vitrino.workspace import queries as workspaces
from vitrino.workspace.actions import hashed, record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.posts.models import Post

# What publishing listens to: somebody agreed, took it back, or other people are asked.
BELL = "approval"
LONGEST = 4000
MOST_COMMENTS = 500
MOST_POSTS_IN_A_LINK = 50
LONGEST_LINK = timedelta(days=90)


class Changed(Problem):
    """The post is no longer what was shown when somebody gave their word."""


@transaction.atomic
def set_rule(*, workspace: Workspace, mode: str, people: Collection[int], by: Person, now: datetime) -> Rule:
    """Who must agree from now on. people: ids of members; others are left out."""
    if mode not in Rule.Mode.values:
        raise Problem(say("Please choose who must agree."), "mode")
    members = {one.person_id for one in workspaces.members(workspace)}
    rule, _is_new = Rule.objects.update_or_create(workspace=workspace, defaults={"mode": mode, "changed_at": now})
    Approver.objects.filter(workspace=workspace).exclude(person_id__in=set(people) & members).delete()
    for person_id in sorted(set(people) & members):
        Approver.objects.get_or_create(workspace=workspace, person_id=person_id, defaults={"since": now})
    record("approval.rule-set", workspace=workspace, by=by, now=now, about=rule, mode=mode)
    engine.ring_bell(BELL, now=now)
    return rule


def agree(*, post: Post, seen: str, by: Person | ClientLink, now: datetime) -> Approval:
    """Agree to the post exactly as it was shown. seen: the hash on the page. Raises Changed when it is another now."""
    return _say(post, seen, Approval.Verdict.AGREED, "", by, now)


def refuse(*, post: Post, seen: str, reason: str, by: Person | ClientLink, now: datetime) -> Approval:
    """Ask for changes: the post does not go out as it is. Raises Changed, and Problem without a reason."""
    if not reason.strip():
        raise Problem(say("Please write in a few words what should change."), "reason")
    return _say(post, seen, Approval.Verdict.REFUSED, _clean(reason), by, now)


@transaction.atomic
def comment(*, post: Post, text: str, by: Person | ClientLink, now: datetime, is_shared: bool = False) -> Comment:
    """Say something about a post. What a client says is always shared with them."""
    if not text.strip():
        raise Problem(say("Please write something first."), "text")
    if Comment.objects.filter(post=post).count() >= MOST_COMMENTS:
        raise Problem(say("There are {most} comments already. Please talk about it elsewhere.", most=MOST_COMMENTS))
    person, client = _who(post, by, now)
    made = Comment.objects.create(
        post=post, person=person, client=client, name=str(person or client), text=_clean(text),
        is_shared=is_shared or client is not None, at=now,
    )  # fmt: skip
    _record("commented", post, person, client, now)
    said = say("{name} wrote about “{text}”.", name=made.name, text=quote(post))
    answered(post, said, f"comment:{made.pk}", now, but=person)
    return made


@transaction.atomic
def give_link(*, workspace: Workspace, name: str, wanted: Iterable[Post], days: int, by: Person, now: datetime,
              email: str = "", language: str = "") -> tuple[ClientLink, str]:  # fmt: skip
    """A client's way to these posts, and the secret token of its address. Raises Problem without a name or a post.

    email, language: where the one reminder goes, and how it speaks; the shop's language when none is given.
    """
    name, chosen = " ".join(_clean(name).split())[:80], [one for one in wanted if one.workspace_id == workspace.pk]
    if not name:
        raise Problem(say("Please say who the link is for."), "name")
    if not 1 <= len(chosen) <= MOST_POSTS_IN_A_LINK:
        raise Problem(say("Please choose between 1 and {most} posts.", most=MOST_POSTS_IN_A_LINK), "posts")
    client, _is_new = Client.objects.get_or_create(workspace=workspace, name=name, defaults={"since": now})
    token = secrets.token_urlsafe(32)
    link = ClientLink.objects.create(
        workspace=workspace, client=client, token_hash=hashed(token), by=by, created_at=now,
        expires_at=now + min(timedelta(days=max(days, 1)), LONGEST_LINK), email=email, language=language,
    )  # fmt: skip
    if email:
        reminding.keep_token(link, token)
    LinkedPost.objects.bulk_create(LinkedPost(link=link, post=one) for one in chosen)
    record("approval.link-given", workspace=workspace, by=by, now=now, about=link, posts=[one.pk for one in chosen])
    engine.ring_bell(BELL, now=now)
    return link, token


@transaction.atomic
def take_back_link(*, link: ClientLink, by: Person, now: datetime) -> None:
    """The address stops working, and what was agreed through it alone counts no longer."""
    if ClientLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now, sealed=None):
        record("approval.link-taken-back", workspace=link.workspace_id, by=by, now=now, about=link)
        engine.ring_bell(BELL, now=now)


def note_visit(*, link: ClientLink, now: datetime) -> None:
    """The client has opened the page."""
    ClientLink.objects.filter(pk=link.pk).update(seen_at=now)


@transaction.atomic
def _say(post: Post, seen: str, verdict: str, reason: str, by: Person | ClientLink, now: datetime) -> Approval:
    post = _locked(post)
    person, client = _who(post, by, now)
    if person is not None and f"p{person.pk}" not in {one.key for one in _asked(post)}:
        raise Problem(say("You are not one of those who are asked about this post."))
    now_written = written(post)
    if now_written.content_hash != seen:
        raise Changed(say("The post was changed while you were reading. Please look at it again."))
    made = Approval.objects.create(
        version=_version(post, now_written, now), person=person, client=client, name=str(person or client),
        verdict=verdict, reason=reason, at=now,
    )  # fmt: skip
    _record(verdict, post, person, client, now)
    _after(made, post, person, now)
    return made


def _locked(post: Post) -> Post:
    """The post as it is now; nobody saves it while we look."""
    found: Post | None = posts.everywhere().select_for_update(of=("self",)).filter(pk=post.pk).first()
    if found is None:
        raise Problem(say("This post was deleted meanwhile."))
    return found


def _after(made: Approval, post: Post, person: Person | None, now: datetime) -> None:
    """Whoever asks is told; nothing is left to ask when everybody has agreed; publishing goes on by itself."""
    values = {"name": made.name, "text": quote(post)}
    if made.verdict == Approval.Verdict.AGREED:
        said = say("{name} agreed to “{text}”.", **values)
    else:
        said = say("{name} asks for changes to “{text}”.", **values)
    answered(post, said, f"word:{made.pk}", now, but=person)
    look_again(post)
    if all(stand.is_agreed for stand in queries.standing_of(post).values()):
        Request.objects.filter(post=post, closed_at=None).update(closed_at=now)
    engine.ring_bell(BELL, now=now)


def _asked(post: Post) -> tuple[queries.Party, ...]:
    return queries.parties_of(post, queries.mode_of(post.workspace_id))


def _who(post: Post, by: Person | ClientLink, now: datetime) -> tuple[Person | None, Client | None]:
    """The member, or the client whose link is still good for this post; nobody else has a word here."""
    if isinstance(by, Person):
        return by, None
    good = ClientLink.objects.filter(pk=by.pk, revoked_at=None, expires_at__gt=now, linked__post=post)
    found = good.select_related("client").first()
    if found is None:
        raise Problem(say("This link is no longer good. Please ask for a new one."))
    return None, found.client


def _version(post: Post, now_written: Written, now: datetime) -> Version:
    """The version with this content: kept the first time somebody gives their word about it."""
    newest = Version.objects.filter(post=post).aggregate(n=Count("pk"))["n"]
    made, _is_new = Version.objects.get_or_create(
        post=post, content_hash=now_written.content_hash,
        defaults={"number": newest + 1, "contents": now_written.contents, "hashes": now_written.hashes, "at": now},
    )  # fmt: skip
    return made


def _record(what: str, post: Post, person: Person | None, client: Client | None, now: datetime) -> None:
    """A client has no account, so the log names Vitrino as the one who wrote it down, and the client's number."""
    if client is None:
        record(f"approval.{what}", workspace=post.workspace_id, by=person, now=now, about=post)
    else:
        record(f"approval.client-{what}", workspace=post.workspace_id, by=None, now=now, about=post, client=client.pk)


def _clean(text: str) -> str:
    if len(text) > LONGEST:
        raise Problem(say("Please be shorter: {most} characters at most.", most=LONGEST))
    return texts.clean(text).strip()
