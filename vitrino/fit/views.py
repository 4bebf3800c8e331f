"""Pages: which platforms fit, what is shown where, and pictures that want words."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.fit import actions, pages, queries
from vitrino.fit.forms import DescribeForm, TakeForm, WishForm
from vitrino.media import queries as library
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page


@page("see", place="plan")
@require_http_methods(["GET", "POST"])
def home(request: WorkspaceRequest) -> HttpResponse:
    """Which platforms fit; POST says anew whom, what and how long."""
    now = timezone.now()
    if request.method == "POST" and not may(request.member, "manage"):
        return HttpResponse(status=403)
    form = WishForm.of(queries.basis(request.workspace, now).asked, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_wish(workspace=request.workspace, asked=form.wish(), by=request.user, now=now)
            return redirect("fit:home", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    context = pages.home(request.workspace, now)
    context |= {"form": form, "take": TakeForm(initial={"text": context["proposed"]}),
                "may_manage": may(request.member, "manage")}  # fmt: skip
    return render(request, "fit/home.html", context, status=422 if form.errors else 200)


@page("manage", place="plan")
@require_POST
def taken(request: WorkspaceRequest) -> HttpResponse:
    """Put the answer into the strategy, and what follows from it before whoever plans."""
    now, form = timezone.now(), TakeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write at least one sentence about where you are and why."))
        return redirect("fit:home", slug=request.workspace.slug)
    found = queries.advice(request.workspace, now)
    try:
        offers = actions.take_over(workspace=request.workspace, advice=found, text=form.cleaned_data["text"],
                                   reason=_("Platforms chosen anew"), by=request.user, now=now)  # fmt: skip
    except Problem as problem:
        messages.error(request, words(problem.message))
        return redirect("fit:home", slug=request.workspace.slug)
    told = ngettext("It is in the strategy. %(n)s suggestion waits in the plan.",
                    "It is in the strategy. %(n)s suggestions wait in the plan.", offers) % {"n": offers}  # fmt: skip
    messages.success(request, told if offers else _("It is in the strategy. The plan fits already."))
    return redirect("planner:week" if offers else "strategy:home", slug=request.workspace.slug)


@page("see", place="plan")
@require_GET
def media(request: WorkspaceRequest) -> HttpResponse:
    """What each channel shows: pictures, films, and descriptions."""
    return render(request, "fit/media.html", pages.of_media(request.workspace, timezone.now()))


@page("compose", place="plan")
@require_GET
def describe(request: WorkspaceRequest) -> HttpResponse:
    """One picture without words after the other."""
    after = _number(request.GET.get("after", ""))
    asset, count = pages.next_silent(request.workspace, after, timezone.now())
    return render(request, "fit/describe.html", {"asset": asset, "count": count, "form": DescribeForm(),
                                                 "is_skipped": bool(after)})  # fmt: skip


@page("compose", place="plan")
@require_POST
def described(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Keep the words of one picture, and show the next."""
    asset = get_object_or_404(library.assets_of(request.workspace), pk=pk)
    form = DescribeForm(request.POST)
    if not form.is_valid():
        _none, count = pages.next_silent(request.workspace, 0, timezone.now())
        return render(request, "fit/describe.html", {"asset": asset, "count": count, "form": form}, status=422)
    posts = actions.describe(asset=asset, words=form.cleaned_data["alt_text"], by=request.user, now=timezone.now())
    told = ngettext("Kept, and taken over by %(n)s post.", "Kept, and taken over by %(n)s posts.", posts) % {"n": posts}
    messages.success(request, told if posts else _("Kept."))
    return redirect("fit:describe", slug=request.workspace.slug)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
