"""Hiding what somebody wrote, and showing it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.conduct import actions, measures, queries, talks
from vitrino.conduct.forms import HideForm
from vitrino.domain.abuse import RemovalReason
from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("answer", place="inbox")
@require_http_methods(["GET", "POST"])
def hiding(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Which message, and the lawful reason that criticism needs."""
    talk = talks.talk_or_404(request.workspace, pk)
    form = HideForm(request.POST or None, talk=talk)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.hide(talk=talk, message_id=form.cleaned_data["message"], by=request.user, now=timezone.now(),
                         reason=RemovalReason(reason) if reason else None)  # fmt: skip
            messages.success(request, _("Hidden and written down. A copy stays here."))
            return redirect(reverse("inbox:talk", kwargs={"slug": request.workspace.slug, "pk": talk.pk}))
        except Problem as problem:
            form.add_error("reason" if problem.field == "reason" else None, words(problem.message))
    context = {"talk": talk, "form": form, "is_offered": measures.offers(talk.channel, "hide"),
               "is_criticism": talk.is_complaint or (talk.rating or 5) <= 3}  # fmt: skip
    return render(request, "conduct/hiding.html", context, status=422 if form.errors else 200)


@page("answer", place="inbox")
@require_POST
def showing(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Let everybody see it again."""
    found = get_object_or_404(queries.hidings(request.workspace), pk=pk)
    try:
        actions.show_again(hiding=found, by=request.user, now=timezone.now())
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("conduct:home", slug=request.workspace.slug)
