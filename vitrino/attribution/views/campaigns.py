"""Campaigns: the list, a new one, one of them, its plan, its end, two of its messages compared."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vitrino.attribution import actions, pages, queries
from vitrino.attribution.forms import CampaignForm, DaysForm, EndForm, MessagesForm, WeekdayForm, stored
from vitrino.attribution.results import result_of
from vitrino.campaigns import actions as campaigns
from vitrino.campaigns.queries import Campaign, campaigns_of
from vitrino.domain.problem import Problem
from vitrino.links.queries import can_shorten
from vitrino.ui.fields import show_problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page

USUAL_DAYS = timedelta(days=13)
MOST_POSTS = 60


@page("see", place="insight")
@require_GET
def listing(request: WorkspaceRequest) -> HttpResponse:
    """Every campaign with how it stands."""
    return render(request, "attribution/list.html", pages.list_page(request.workspace, timezone.now()))


@page("compose", place="insight")
@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """Begin a campaign."""
    now, today = timezone.now(), timezone.localdate()
    first = {"starts_on": today, "ends_on": today + USUAL_DAYS}
    form = CampaignForm(request.POST or None, workspace=request.workspace, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            made = campaigns.begin(
                workspace=request.workspace, wanted=form.wanted(), by=request.user, now=now, today=today,
                usual_a_day=queries.usual_a_day(request.workspace, now),
            )  # fmt: skip
            messages.success(request, _("The campaign is set. Now put posts into it."))
            return redirect("attribution:campaign", slug=request.workspace.slug, pk=made.pk)
        except Problem as problem:
            show_problem(form, problem)
    context = {
        "form": form.as_asked(),
        "usual": queries.usual_a_day(request.workspace, now),
        "can_count": can_shorten(),
    }
    return render(request, "attribution/new.html", context, status=422 if form.errors else 200)


@page("see", place="insight")
@require_GET
def campaign(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One campaign: how it stands, and on what that rests."""
    return render(request, "attribution/campaign.html", pages.campaign_page(_campaign(request, pk), timezone.now()))


@page("compose", place="insight")
@require_http_methods(["GET", "POST"])
def change(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Change what a campaign wants."""
    found = _campaign(request, pk)
    form = CampaignForm(request.POST or None, workspace=request.workspace, initial=stored(found))
    if request.method == "POST" and form.is_valid():
        try:
            campaigns.change(campaign=found, wanted=form.wanted(), by=request.user, now=timezone.now(),
                             today=timezone.localdate())  # fmt: skip
            messages.success(request, _("Saved."))
            return redirect("attribution:campaign", slug=request.workspace.slug, pk=pk)
        except Problem as problem:
            show_problem(form, problem)
    context = {"form": form.as_asked(), "campaign": found}
    return render(request, "attribution/new.html", context, status=422 if form.errors else 200)


@page("compose", place="insight")
@require_http_methods(["GET", "POST"])
def plan(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What each day shall bring: by weekday, or day by day."""
    found = _campaign(request, pk)
    is_by_weekday = "weekday-0" in request.POST
    weekdays = WeekdayForm(request.POST if is_by_weekday else None)
    days = DaysForm(request.POST if request.method == "POST" and not is_by_weekday else None, campaign=found)
    form = weekdays if is_by_weekday else days
    if request.method == "POST" and form.is_valid():
        try:
            if is_by_weekday:
                campaigns.plan_by_weekday(campaign=found, weights=weekdays.weights(), by=request.user,
                                          now=timezone.now())  # fmt: skip
            else:
                campaigns.plan_by_day(campaign=found, plan=days.plan(), by=request.user, now=timezone.now())
            messages.success(request, _("The plan is changed."))
            return redirect("attribution:campaign", slug=request.workspace.slug, pk=pk)
        except Problem as problem:
            show_problem(form, problem)
    context = {"campaign": found, "weekdays": weekdays, "days": days}
    return render(request, "attribution/plan.html", context, status=422 if form.errors else 200)


@page("compose", place="insight")
@require_http_methods(["GET", "POST"])
def end(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """It is over: say what was learnt."""
    found = _campaign(request, pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            campaigns.end(campaign=found, lesson=form.cleaned_data["lesson"], by=request.user, now=timezone.now())
            return redirect("attribution:campaign", slug=request.workspace.slug, pk=pk)
        except Problem as problem:
            show_problem(form, problem)
    context = {"form": form, "campaign": found, "result": result_of(found, timezone.now())}
    return render(request, "attribution/end.html", context, status=422 if form.errors else 200)


@page("compose", place="insight")
@require_http_methods(["GET", "POST"])
def messages_test(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Compare two ways to say it."""
    found = _campaign(request, pk)
    posts = list(queries.posts_of_campaign(found)[:MOST_POSTS])
    form = MessagesForm(request.POST or None, posts=posts)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.compare_messages(
                campaign=found, first=given["first"], second=given["second"], posts=form.sides(),
                measure=given["measure"], by=request.user, now=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("They are compared from now on; the first look comes within minutes."))
            return redirect("attribution:campaign", slug=request.workspace.slug, pk=pk)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    context = {"form": form, "campaign": found, "posts": posts}
    return render(request, "attribution/messages.html", context, status=422 if form.errors else 200)


def _campaign(request: WorkspaceRequest, pk: int) -> Campaign:
    """The campaign, in the workspace asked for; 404 for any other."""
    found: Campaign = get_object_or_404(campaigns_of(request.workspace), pk=pk)
    found.workspace = request.workspace
    return found
