"""Who may do what. Every view carries its rule; a test walks all addresses and fails on one without."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Literal, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from vitrino.domain.slots import zone
from vitrino.workspace.models import Membership, Person, Workspace

P = ParamSpec("P")
Permission = Literal["see", "compose", "answer", "manage", "own"]
Audience = Literal["everyone", "signed-in"]

ALLOWED: dict[str, frozenset[str]] = {
    "viewer": frozenset({"see"}),
    "responder": frozenset({"see", "answer"}),
    "editor": frozenset({"see", "answer", "compose"}),
    "manager": frozenset({"see", "answer", "compose", "manage"}),
    "owner": frozenset({"see", "answer", "compose", "manage", "own"}),
}


class WorkspaceRequest(HttpRequest):
    """A request that has been let into a workspace."""

    user: Person
    workspace: Workspace
    member: Membership
    memberships: list[Membership]
    place: str


View = Callable[Concatenate[WorkspaceRequest, P], HttpResponseBase]


def may(member: Membership, permission: Permission) -> bool:
    """True when the member's role allows it."""
    return permission in ALLOWED[member.role]


def page(permission: Permission, place: str = "") -> Callable[[View[P]], Callable[..., HttpResponseBase]]:
    """A view below /w/<slug>/: signed in, a member (else 404: strangers learn nothing), allowed (else 403).

    Sets request.workspace, request.member and request.place, and the shop's time zone.
    """

    def dress(view: View[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def inside(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            member = _membership(request, slug)
            if not may(member, permission):
                raise PermissionDenied
            request.member, request.workspace, request.place = member, member.workspace, place  # type: ignore[attr-defined]
            with timezone.override(zone(member.workspace.time_zone)):
                return _finished(view(request, *args, **kwargs))  # type: ignore[arg-type]

        guarded = login_required(inside)
        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return dress


def open_to(audience: Audience) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A view outside all workspaces: for everyone, or for whoever is signed in."""

    def dress(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        guarded = login_required(view) if audience == "signed-in" else wraps(view)(lambda *a, **k: view(*a, **k))
        guarded.audience = audience  # type: ignore[attr-defined]
        return guarded

    return dress


def _membership(request: HttpRequest, slug: str) -> Membership:
    """The person's membership of this shop; all of theirs are read at once, because the frame offers the others."""
    person = request.user
    if not isinstance(person, Person) or not person.is_active:
        raise Http404
    mine = Membership.objects.filter(person_id=person.pk).select_related("workspace").order_by("workspace__name")
    memberships = list(mine)
    found = next((one for one in memberships if one.workspace.slug == slug), None)
    if found is None:
        raise Http404
    found.person = person
    request.memberships = memberships  # type: ignore[attr-defined]
    return found


def _finished(response: HttpResponseBase) -> HttpResponseBase:
    """Render a lazy response while the shop's time zone is still in force."""
    render = getattr(response, "render", None)
    return render() if callable(render) else response
