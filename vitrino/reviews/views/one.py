"""One review: read it, thank, note an answer, quote it, report it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vitrino.domain.problem import Problem
from vitrino.reviews import actions, pages, queries
from vitrino.reviews.forms import AnswerForm, QuoteForm, ReportForm, ThankForm
from vitrino.reviews.models import Review
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, page


@page("see", place="inbox")
@require_GET
def review(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What it says, what it said before, and what can be done."""
    return _show(request, _review(request, pk))


@page("see", place="inbox")
@require_GET
def of_talk(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """From a talk in the inbox to the review it is about."""
    found = get_object_or_404(queries.reviews_of(request.workspace), conversation_id=pk)
    return _back(request, found.pk)


@page("answer", place="inbox")
@require_POST
def thanks_for(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Send a thank-you with a personal word in it."""
    found, form = _review(request, pk), _thank_form(request, request.POST)
    if form.is_valid():
        try:
            actions.thank(review=found, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Your thank-you is on its way."))
            return _back(request, pk)
        except Problem as problem:
            _tell(form, problem)
    return _show(request, found, thank=form)


@page("answer", place="inbox")
@require_POST
def answer(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Note what was answered on the page of the site."""
    found, form = _review(request, pk), AnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.note_answer(review=found, text=form.cleaned_data["text"], by=request.user, now=timezone.now())
            messages.success(request, _("Noted. Nobody waits here any more."))
            return _back(request, pk)
        except Problem as problem:
            _tell(form, problem)
    return _show(request, found, answer=form)


@page("answer", place="inbox")
@require_POST
def usability(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Good to quote, or not after all."""
    is_usable = request.POST.get("usable", "1") == "1"
    try:
        actions.mark_usable(review=_review(request, pk), is_usable=is_usable, by=request.user, now=timezone.now())
    except Problem as problem:
        messages.error(request, words(problem.message))
    return _back(request, pk)


@page("compose", place="inbox")
@require_POST
def post(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """A draft with a quotation; the writer goes on in the composer."""
    found, form = _review(request, pk), QuoteForm(request.POST)
    if form.is_valid():
        try:
            made = actions.make_post(review=found, source=queries.name_of(found.channel), by=request.user,
                                     now=timezone.now(), **form.cleaned_data)  # fmt: skip
            return redirect("posts:edit", slug=request.workspace.slug, pk=made.pk)
        except Problem as problem:
            _tell(form, problem)
    return _show(request, found, quote=form)


@page("answer", place="inbox")
@require_POST
def report(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Write down that it is reported, and for which breach."""
    found, form = _review(request, pk), ReportForm(request.POST)
    if form.is_valid():
        try:
            actions.report(review=found, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Noted. Now report it on the page of the site, with the same reason."))
            return _back(request, pk)
        except Problem as problem:
            _tell(form, problem)
    return _show(request, found, report=form)


@page("answer", place="inbox")
@require_POST
def report_outcome(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What the site did with it."""
    found = get_object_or_404(queries.reports_of(request.workspace), pk=pk)
    try:
        actions.close_report(report=found, outcome=request.POST.get("outcome", ""), by=request.user, now=timezone.now())
    except Problem as problem:
        messages.error(request, words(problem.message))
    return _back(request, found.review_id)


def _review(request: WorkspaceRequest, pk: int) -> Review:
    found: Review = get_object_or_404(queries.reviews_of(request.workspace), pk=pk)
    found.workspace = request.workspace
    return found


def _back(request: WorkspaceRequest, pk: int) -> HttpResponse:
    return redirect("reviews:review", slug=request.workspace.slug, pk=pk)


def _tell(form: forms.BaseForm, problem: Problem) -> None:
    form.add_error(problem.field if problem.field in form.fields else None, words(problem.message))


def _thank_form(request: WorkspaceRequest, data: Any = None) -> ThankForm:
    form = ThankForm(data, auto_id="thank_%s")
    chosen = form.fields["thanks"]
    assert isinstance(chosen, forms.ModelChoiceField)
    chosen.queryset = queries.thanks_of(request.workspace)
    chosen.label_from_instance = lambda one: one.title  # type: ignore[assignment]
    return form


def _show(request: WorkspaceRequest, found: Review, **shown: forms.BaseForm) -> HttpResponse:
    """The page; `shown` holds a form that came back with what is wrong in it."""
    context = pages.review(found) | {
        "thank_form": shown.get("thank") or _thank_form(request),
        "has_thanks": queries.thanks_of(request.workspace).exists(),
        "answer_form": shown.get("answer") or AnswerForm(auto_id="answer_%s"),
        "quote_form": shown.get("quote") or QuoteForm(initial={"quote": found.text}, auto_id="quote_%s"),
        "report_form": shown.get("report") or ReportForm(auto_id="report_%s"),
        "opened": next(iter(shown), ""),
        "may_answer": may(request.member, "answer"),
        "may_compose": may(request.member, "compose"),
    }
    return render(request, "reviews/review.html", context, status=422 if shown else 200)
