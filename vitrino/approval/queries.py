"""Reading who must agree, what they said, and whether a text may go out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet

from vitrino.approval import rules
from vitrino.approval.content import written as written
from vitrino.approval.models import Approval as Approval
from vitrino.approval.models import Approver, ClientLink, Comment, LinkedPost, Request, Rule
from vitrino.approval.models import Client as Client
from vitrino.approval.rules import Party as Party
from vitrino.posts import queries as posts
from vitrino.workspace import queries as workspaces
from vitrino.workspace.actions import hashed
from vitrino.workspace.models import Membership, Workspace

if TYPE_CHECKING:
    from vitrino.posts.models import Post


LONGEST_QUOTE = 60


def mode_of(workspace_id: int) -> rules.Mode:
    """How many of the named people must agree; "nobody" until somebody sets it."""
    found = Rule.objects.filter(workspace_id=workspace_id).values_list("mode", flat=True).first()
    return cast(rules.Mode, found or Rule.Mode.NOBODY)


def must_wait(post: Post, channel_id: int, content_hash: str) -> bool:
    """Whether this text may not go out yet. content_hash: `hash_of` the variant's whole content as it was read."""
    mode = mode_of(post.workspace_id)
    if mode == "nobody":
        return False
    return not _standing(post, mode, parties_of(post, mode), channel_id, content_hash).is_agreed


def standing_of(post: Post) -> dict[int, rules.Standing]:
    """Channel id -> where the text stands that is saved now."""
    mode = mode_of(post.workspace_id)
    parties = parties_of(post, mode)
    hashes = written(post).hashes
    return {int(key): _standing(post, mode, parties, int(key), found) for key, found in hashes.items()}


def parties_of(post: Post, mode: rules.Mode) -> tuple[rules.Party, ...]:
    """Who is asked about this post: the named members, and the clients it was put before."""
    if mode == "nobody":
        return ()
    members = {member.person_id: member for member in workspaces.members(post.workspace)}
    named = Approver.objects.filter(workspace_id=post.workspace_id, person_id__in=members).order_by("pk")
    people = [_party(members[one.person_id]) for one in named]
    clients = [rules.Party(f"c{client.pk}", client.name) for client in clients_of(post)]
    owners = [_party(member) for member in members.values() if member.role == Membership.Role.OWNER]
    return rules.asked(mode, [*people, *clients], owners, writers_of(post))


def writers_of(post: Post) -> frozenset[str]:
    """Whoever began the post, and whoever asks for agreement to it."""
    asks = Request.objects.filter(post=post).values_list("by_id", flat=True).first()
    return frozenset(f"p{pk}" for pk in (post.by_id, asks) if pk)


def clients_of(post: Post) -> QuerySet[Client]:
    """Clients who were given this post by a link that nobody has taken back."""
    return Client.objects.filter(links__linked__post=post, links__revoked_at=None).distinct().order_by("pk")


def words_about(post: Post, channel_id: int, content_hash: str) -> dict[str, rules.Verdict]:
    """Party key -> the newest word about this very text, whichever version of the post it stood in."""
    found: dict[str, rules.Verdict] = {}
    for one in approvals_of(post):
        if one.version.hashes.get(str(channel_id)) == content_hash:
            found[key_of(one)] = cast(rules.Verdict, one.verdict)
    return found


def approvals_of(post: Post) -> QuerySet[Approval]:
    """Every word about any version, oldest first."""
    return Approval.objects.filter(version__post=post).select_related("version").order_by("at", "pk")


def quote(post: Post) -> str:
    """The beginning of the idea, to recognise the post by."""
    text = " ".join(post.idea.split())
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(" .,;:–-") + "…"


def key_of(one: Approval | Comment) -> str:
    return f"p{one.person_id}" if one.person_id else f"c{one.client_id}"


def comments_of(post: Post) -> QuerySet[Comment]:
    return Comment.objects.filter(post=post).order_by("at", "pk")


def shared_comments(post: Post, client: Client) -> QuerySet[Comment]:
    """What this client may read: their own words and what members share; never another client's."""
    return comments_of(post).filter(Q(client=client) | Q(client=None, is_shared=True)).select_related("person")


def name_for_clients(one: Comment, shop: str) -> str:
    """Who said it, for a client: a member without a name speaks for the shop, so that no e-mail address leaks."""
    return one.name if one.client_id else ((one.person.name if one.person else "") or shop)


def word_of(post: Post, key: str, content_hash: str) -> Approval | None:
    """The newest word of one party about the post exactly as it is."""
    same = [one for one in approvals_of(post) if one.version.content_hash == content_hash and key_of(one) == key]
    return same[-1] if same else None


def request_of(post: Post) -> Request | None:
    return Request.objects.filter(post=post).select_related("by").first()


def open_requests(workspace: Workspace | None = None) -> QuerySet[Request]:
    """What waits for agreement, the most urgent first; of all workspaces without one."""
    found = Request.objects.filter(closed_at=None, post__deleted_at=None).select_related("post__workspace", "by")
    found = found if workspace is None else found.filter(post__workspace=workspace)
    return found.order_by("needed_by", "at", "pk")


def waiting_for(workspace: Workspace, member: Membership) -> list[Request]:
    """What this member is asked about and has said nothing about yet, as it stood at most a minute ago."""
    mine = f"p{member.person_id}"
    return [one for one in open_requests(workspace) if any(key == mine for key, _name in one.missing)]


def touched_since(moment: datetime) -> list[int]:
    """Ids of posts of workspaces that ask for agreement, changed or spoken about since; all where the rule changed."""
    ruled = Rule.objects.exclude(mode=Rule.Mode.NOBODY)
    if not ruled.exists():
        return []
    spoken = Approval.objects.filter(at__gte=moment).values("version__post_id")
    unlinked = LinkedPost.objects.filter(link__revoked_at__gte=moment).values("post_id")
    by_rule = Q(workspace_id__in=ruled.filter(changed_at__gte=moment).values("workspace_id"))
    touched = by_rule | Q(changed_at__gte=moment) | Q(pk__in=spoken) | Q(pk__in=unlinked)
    found = posts.everywhere().filter(touched, workspace_id__in=ruled.values("workspace_id"))
    return list(found.values_list("pk", flat=True))


def named(workspace: Workspace) -> set[int]:
    """Ids of the members who are asked."""
    return set(Approver.objects.filter(workspace=workspace).values_list("person_id", flat=True))


def links_of(workspace: Workspace) -> QuerySet[ClientLink]:
    """Every link given to a client, newest first."""
    return ClientLink.objects.filter(workspace=workspace).select_related("client", "by").order_by("-created_at", "-pk")


def open_links(workspace: Workspace, now: datetime) -> QuerySet[ClientLink]:
    return links_of(workspace).filter(revoked_at=None, expires_at__gt=now)


def link_for(token: str, now: datetime) -> ClientLink | None:
    """The link behind an address, while it is good."""
    good = ClientLink.objects.filter(token_hash=hashed(token), revoked_at=None, expires_at__gt=now)
    return good.select_related("client", "workspace").first()


def posts_of_link(link: ClientLink) -> QuerySet[Post]:
    """The posts it shows, in the order they were chosen; a deleted one is gone for the client too."""
    return posts.everywhere().filter(pk__in=LinkedPost.objects.filter(link=link).values("post_id")).order_by("pk")


def showable(workspace: Workspace) -> QuerySet[Post]:
    """Posts one may put before a client: those that wait for agreement first, then the ones changed last."""
    waiting = Request.objects.filter(closed_at=None, post=OuterRef("pk"))
    found = posts.posts_of(workspace).annotate(is_waiting=Exists(waiting))
    return found.order_by("-is_waiting", "-changed_at", "-pk")


def clients(workspace: Workspace) -> QuerySet[Client]:
    return Client.objects.filter(workspace=workspace).order_by("name")


def _party(member: Membership) -> rules.Party:
    return rules.Party(f"p{member.person_id}", str(member.person), member.role == Membership.Role.OWNER)


def _standing(post: Post, mode: rules.Mode, parties: tuple[rules.Party, ...], channel_id: int,
              content_hash: str) -> rules.Standing:  # fmt: skip
    words: Mapping[str, Any] = words_about(post, channel_id, content_hash)
    return rules.stands(mode, parties, words, writers_of(post))
