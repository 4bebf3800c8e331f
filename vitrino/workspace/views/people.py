"""Pages of the people who work on a shop."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace import actions, invitation_mail, queries
from vitrino.workspace.access import WorkspaceRequest, page
from vitrino.workspace.forms import InviteForm, RoleForm


@page("manage", place="settings")
@require_http_methods(["GET", "POST"])
def people(request: WorkspaceRequest) -> HttpResponse:
    """Who works here, and inviting somebody. The link is shown too, for those without a mail server."""
    form, link = InviteForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            made, token = actions.invite(
                workspace=request.workspace, by=request.member, now=timezone.now(), **form.cleaned_data
            )
            link = settings.BASE_URL + reverse("workspace:invitation", kwargs={"token": token})
            invitation_mail.send(made, link)
            form = InviteForm()
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    context = {
        "form": form,
        "link": link,
        "members": [(member, RoleForm(initial={"role": member.role}, prefix=f"m{member.pk}"))
                    for member in queries.members(request.workspace)],
        "invitations": queries.open_invitations(request.workspace, timezone.now()),
    }  # fmt: skip
    return render(request, "workspace/people.html", context)


@page("manage", place="settings")
@require_POST
def member_role(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Another role for somebody."""
    member = get_object_or_404(queries.members(request.workspace), pk=pk)
    form = RoleForm(request.POST, prefix=f"m{member.pk}")
    if form.is_valid():
        actions.change_role(member=member, role=form.cleaned_data["role"], by=request.member, now=timezone.now())
        messages.success(request, _("Saved."))
    return redirect("workspace:people", slug=request.workspace.slug)


@page("manage", place="settings")
@require_POST
def member_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Take somebody out of the shop."""
    member = get_object_or_404(queries.members(request.workspace), pk=pk)
    actions.remove_member(member=member, by=request.member, now=timezone.now())
    return redirect("workspace:people", slug=request.workspace.slug)


@page("manage", place="settings")
@require_POST
def invitation_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    found = get_object_or_404(queries.open_invitations(request.workspace, timezone.now()), pk=pk)
    actions.withdraw_invitation(invitation=found, by=request.user, now=timezone.now())
    return redirect("workspace:people", slug=request.workspace.slug)
