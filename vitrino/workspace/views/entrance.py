"""Ways in: the first start, the home address, an invitation, one's own profile."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace import actions, queries, start
from vitrino.workspace.access import open_to
from vitrino.workspace.accounts import INVITED_KEY
from vitrino.workspace.forms import ProfileForm
from vitrino.workspace.models import Person


@open_to("everyone")
@require_http_methods(["GET"])
def home(request: HttpRequest) -> HttpResponse:
    """To the shop one works for; to the sign-in; on a new installation a word about the start link."""
    if not isinstance(request.user, Person):
        return redirect("account_login") if Person.objects.exists() else render(request, "workspace/first.html")
    member = queries.memberships_of(request.user).first()
    if member is None:
        return redirect("welcome:begin")
    if not member.workspace.is_onboarded and member.role == "owner":
        return redirect("welcome:step", slug=member.workspace.slug, step=member.workspace.onboarding_step)
    return redirect("today:home", slug=member.workspace.slug)


@open_to("everyone")
@require_http_methods(["GET"])
def start_here(request: HttpRequest, token: str) -> HttpResponse:
    """The one-time link from the console: allows the first account to be made."""
    if not start.is_right(token):
        return redirect("workspace:home")
    request.session[start.SESSION_KEY] = True
    return redirect("account_signup")


@open_to("everyone")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation; somebody without an account makes one first and comes back here."""
    found = actions.invitation_for(token, timezone.now())
    if found is None:
        raise Http404
    if request.method == "GET" or not isinstance(request.user, Person):
        request.session[INVITED_KEY] = found.pk
        return render(request, "workspace/invitation.html", {"invitation": found})
    try:
        actions.accept_invitation(invitation=found, person=request.user, now=timezone.now())
    except Problem as problem:
        messages.error(request, words(problem.message))
        return redirect("workspace:home")
    request.session.pop(INVITED_KEY, None)
    return redirect("today:home", slug=found.workspace.slug)


@open_to("signed-in")
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """One's own name, language and keys."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("workspace:profile")
    return render(request, "workspace/profile.html", {"form": form})
