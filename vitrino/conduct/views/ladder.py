"""The ladder: each step on a page of its own that says what it means, and what was decided about somebody."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.conduct import actions, pages, policy, queries, talks
from vitrino.conduct.forms import AppealForm, DecisionForm, ReportForm, StepForm
from vitrino.conduct.models import Measure, Standing
from vitrino.conduct.pages import Rung
from vitrino.conduct.talks import Talk
from vitrino.domain.abuse import AbuseEvent, AbuseKind
from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page


@page("answer", place="inbox")
@require_http_methods(["GET", "POST"])
def step(request: WorkspaceRequest, pk: int, event: str) -> HttpResponse:
    """What the step means, about which message it is, and the button that takes it."""
    talk = talks.talk_or_404(request.workspace, pk)
    rung = next((one for one in pages.rungs(talk) if one.event.value == event.replace("-", "_")), None)
    if rung is None or rung.event is AbuseEvent.REPORT:
        return _gone(request, talk)
    form = StepForm(request.POST or None, talk=talk, rung=rung, initial={"text": _words_for(rung, talk)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_step(
                talk=talk, event=rung.event, message_id=form.cleaned_data["message"],
                kind=AbuseKind(form.cleaned_data["kind"]), text=form.cleaned_data.get("text", ""), by=request.user,
                now=timezone.now(),
            )  # fmt: skip
            return _back(request, talk, _("The step is taken and written down."))
        except Problem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, words(problem.message))
    context = {"talk": talk, "rung": rung, "form": form, "has_policy": queries.policy_of(talk.workspace_id) is not None,
               "may_manage": may(request.member, "manage")}  # fmt: skip
    return render(request, "conduct/step.html", context, status=422 if form.errors else 200)


@page("answer", place="inbox")
@require_http_methods(["GET", "POST"])
def report(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Report a blocked person: through the platform's connector, or with what its own page gave."""
    talk = talks.talk_or_404(request.workspace, pk)
    rung = next((one for one in pages.rungs(talk) if one.event is AbuseEvent.REPORT), None)
    if rung is None:
        return _gone(request, talk)
    form: forms.Form = forms.Form(request.POST or None) if rung.is_done_there else ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.report(talk=talk, by=request.user, now=timezone.now(),
                           reference=form.cleaned_data.get("reference", ""))  # fmt: skip
            return _back(request, talk, _("The report is on its way or written down."))
        except Problem as problem:
            form.add_error(None, words(problem.message))
    context = {"talk": talk, "rung": rung, "form": form, "has_policy": True}
    return render(request, "conduct/step.html", context, status=422 if form.errors else 200)


@page("answer", place="inbox")
@require_http_methods(["GET", "POST"])
def appeal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """The person says that we were wrong."""
    talk = talks.talk_or_404(request.workspace, pk)
    standing = queries.standing_of(talk.contact_id)
    if standing is None:
        return _gone(request, talk)
    form = AppealForm(request.POST or None, talk=talk)
    if request.method == "POST" and form.is_valid():
        try:
            actions.appeal(talk=talk, message_id=form.cleaned_data["message"], by=request.user, now=timezone.now())
            return redirect("conduct:person", slug=request.workspace.slug, pk=standing.pk)
        except Problem as problem:
            form.add_error(None, words(problem.message))
    return render(request, "conduct/appeal.html", {"talk": talk, "form": form}, status=422 if form.errors else 200)


@page("see", place="inbox")
@require_http_methods(["GET"])
def person(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Every step that was taken about one person, and what became of it on the platforms."""
    return _show_person(request, _standing(request, pk), DecisionForm())


@page("manage", place="inbox")
@require_POST
def decision(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Decide about an appeal: the step stays, or everything is taken back."""
    standing, form = _standing(request, pk), DecisionForm(request.POST)
    if form.is_valid():
        try:
            actions.decide_appeal(standing=standing, is_lifted=request.POST.get("verdict") == "lift",
                                  reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())  # fmt: skip
            return redirect("conduct:person", slug=request.workspace.slug, pk=standing.pk)
        except Problem as problem:
            form.add_error(None, words(problem.message))
    return _show_person(request, standing, form, status=422)


@page("answer", place="inbox")
@require_POST
def measure(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Try once more on the platform, or say that it was done by hand."""
    found = get_object_or_404(Measure, workspace=request.workspace, pk=pk)
    try:
        if request.POST.get("done"):
            actions.note_done(measure=found, by=request.user, now=timezone.now())
        else:
            actions.try_again(measure=found, by=request.user, now=timezone.now())
    except Problem as problem:
        messages.error(request, words(problem.message))
    if found.standing_id is not None:
        return redirect("conduct:person", slug=request.workspace.slug, pk=found.standing_id)
    return redirect("conduct:home", slug=request.workspace.slug)


def _standing(request: WorkspaceRequest, pk: int) -> Standing:
    return get_object_or_404(queries.standings(request.workspace), pk=pk)


def _show_person(request: WorkspaceRequest, standing: Standing, form: DecisionForm, status: int = 200) -> HttpResponse:
    sign, tone = pages.sign_of(standing)
    context = {
        "standing": standing, "sign": sign, "tone": tone, "steps": pages.steps(standing), "form": form,
        "measures": pages.lines(standing.measures.select_related("channel").order_by("-asked_at", "-pk")),
        "may_manage": may(request.member, "manage"), "may_answer": may(request.member, "answer"),
    }  # fmt: skip
    return render(request, "conduct/person.html", context, status=status)


def _words_for(rung: Rung, talk: Talk) -> str:
    if not rung.is_spoken:
        return ""
    return policy.spoken(policy.SPOKEN[rung.event], talk.language, queries.policy_link(talk.workspace))


def _gone(request: WorkspaceRequest, talk: Talk) -> HttpResponse:
    """Somebody else was quicker, or the page is old."""
    messages.error(request, _("This can't be done with it as it is now. Please load the page again."))
    return redirect(reverse("inbox:talk", kwargs={"slug": request.workspace.slug, "pk": talk.pk}))


def _back(request: WorkspaceRequest, talk: Talk, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(reverse("inbox:talk", kwargs={"slug": request.workspace.slug, "pk": talk.pk}))
