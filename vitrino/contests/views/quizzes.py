"""Quizzes and polls: made of an idea or a question of one's own, and what became of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.contests import actions, forms, queries
from vitrino.contests.library import Idea, trades
from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page


@page("compose", place="plan")
@require_http_methods(["GET", "POST"])
def quiz_new(request: WorkspaceRequest) -> HttpResponse:
    """Make one; `idea` names one of the library ("2-0")."""
    offered = trades(request.workspace.language)
    initial = forms.blank_quiz(request.workspace, _idea(request))
    form = forms.QuizForm(request.POST or None, workspace=request.workspace, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_quiz(workspace=request.workspace, by=request.user, now=timezone.now(), **form.values())
            messages.success(request, _("Kept as drafts. Nothing has gone out."))
            return redirect("contests:quiz", slug=request.workspace.slug, pk=made.pk)
        except Problem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, words(problem.message))
    ideas = [(trade, [(f"{place}-{number}", idea) for number, idea in enumerate(trade.ideas)])
             for place, trade in enumerate(offered)]  # fmt: skip
    return render(request, "contests/quiz_form.html", {"form": form, "ideas": ideas})


@page("see", place="plan")
@require_GET
def quiz(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One with its drafts."""
    found = get_object_or_404(queries.quizzes_of(request.workspace), pk=pk)
    right = found.options[found.right] if found.right is not None else ""
    context = {"quiz": found, "right": right, "may_compose": may(request.member, "compose")}
    return render(request, "contests/quiz.html", context)


@page("compose", place="plan")
@require_POST
def solving(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Plan the solution for its time."""
    found = get_object_or_404(queries.quizzes_of(request.workspace), pk=pk)
    try:
        n = actions.plan_solution(quiz=found, by=request.user, now=timezone.now())
        messages.success(request, ngettext("The solution is planned on %(n)s channel.",
                                           "The solution is planned on %(n)s channels.", n) % {"n": n})  # fmt: skip
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("contests:quiz", slug=request.workspace.slug, pk=pk)


def _idea(request: WorkspaceRequest) -> Idea | None:
    trade, _mark, number = request.GET.get("idea", "").partition("-")
    offered = trades(request.workspace.language)
    if not (trade.isdecimal() and number.isdecimal() and int(trade) < len(offered)):
        return None
    ideas = offered[int(trade)].ideas
    return ideas[int(number)] if int(number) < len(ideas) else None
