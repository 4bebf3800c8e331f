"""The look back on an incident, and its lessons."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.crisis import actions, pages
from vitrino.crisis.forms import LessonForm, ReviewForm
from vitrino.crisis.models import Incident
from vitrino.crisis.views.incidents import found
from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page


@page("see", place="checkup")
@require_http_methods(["GET", "POST"])
def review(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What happened, what went well and badly, the cause, the lessons."""
    row = found(request, pk)
    if request.method == "POST":
        return _save(request, row)
    told = {name: getattr(row, name) for name in ("happened", "went_well", "went_badly", "cause")}
    context = {**pages.review_page(row), "form": ReviewForm(initial=told), "lesson_form": LessonForm(),
               "may_compose": may(request.member, "compose"), "may_manage": may(request.member, "manage")}  # fmt: skip
    return render(request, "crisis/review.html", context)


@page("compose", place="checkup")
@require_POST
def lessons(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One more lesson."""
    row, sent = found(request, pk), request.POST
    try:
        actions.add_lesson(incident=row, text=sent.get("text", ""), goes=sent.get("goes", ""), by=request.user,
                           now=timezone.now())  # fmt: skip
    except Problem as problem:
        messages.error(request, words(problem.message))
    return _back(request, row)


@page("manage", place="checkup")
@require_POST
def lesson(request: WorkspaceRequest, pk: int, lesson: int) -> HttpResponse:
    """Accept it, or not."""
    row = found(request, pk)
    one = get_object_or_404(row.lessons, pk=lesson)
    accept = request.POST.get("decision") == "accept"
    try:
        actions.decide_lesson(lesson=one, accept=accept, by=request.user, now=timezone.now())
        messages.success(request, _("Decided."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return _back(request, row)


def _save(request: WorkspaceRequest, row: Incident) -> HttpResponse:
    """Keep what was written; with "finish" the incident is reviewed."""
    if not may(request.member, "compose"):
        raise PermissionDenied
    now = timezone.now()
    try:
        actions.save_review(incident=row, told=request.POST.dict(), by=request.user, now=now)
        if request.POST.get("finish"):
            actions.advance(incident=row, event="review", by=request.user, now=now)
        messages.success(request, _("Kept."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return _back(request, row)


def _back(request: WorkspaceRequest, row: Incident) -> HttpResponse:
    return redirect("crisis:review", slug=request.workspace.slug, pk=row.pk)
