"""How often and when: cadence and slots; ideas and suggestions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vitrino.channels import queries as channels
from vitrino.domain.problem import Problem
from vitrino.plan import actions, queries
from vitrino.planner.forms import CadenceForm, IdeaForm, SlotForm
from vitrino.planner.usual import usual_words
from vitrino.planner.wishes import wish_of
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("see", place="plan")
@require_GET
def rhythm(request: WorkspaceRequest) -> HttpResponse:
    """Posts a week and weekly times of every channel."""
    return _rhythm(request, SlotForm(workspace=request.workspace))


@page("manage", place="plan")
@require_POST
def cadence(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Posts a week on one channel."""
    channel = get_object_or_404(channels.channels_of(request.workspace), pk=pk)
    form = CadenceForm(request.POST, prefix=f"c{pk}")
    if form.is_valid():
        try:
            actions.set_cadence(channel=channel, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Problem as problem:
            messages.error(request, words(problem.message))
    return redirect("planner:rhythm", slug=request.workspace.slug)


@page("compose", place="plan")
@require_POST
def slots(request: WorkspaceRequest) -> HttpResponse:
    """One more weekly time."""
    form = SlotForm(request.POST, workspace=request.workspace)
    if form.is_valid():
        try:
            actions.add_slot(by=request.user, now=timezone.now(), **form.values())
            return redirect("planner:rhythm", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error(None, words(problem.message))
    return _rhythm(request, form, status=422)


@page("compose", place="plan")
@require_POST
def slot_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """No longer keep a weekly time."""
    slot = get_object_or_404(queries.slots_of(request.workspace), pk=pk)
    actions.remove_slot(slot=slot, by=request.user, now=timezone.now())
    return redirect("planner:rhythm", slug=request.workspace.slug)


@page("compose", place="plan")
@require_POST
def ideas(request: WorkspaceRequest) -> HttpResponse:
    """Keep an idea."""
    form = IdeaForm(request.POST)
    if form.is_valid():
        actions.note_idea(
            workspace=request.workspace, text=form.cleaned_data["text"], by=request.user, now=timezone.now()
        )
    back = "planner:fill" if request.POST.get("back") == "fill" else "planner:week"
    return redirect(back, slug=request.workspace.slug)


@page("compose", place="plan")
@require_POST
def suggestion(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """`decision` accept or refuse, with a `reason`."""
    found = get_object_or_404(queries.suggestions_of(request.workspace), pk=pk)
    now = timezone.now()
    try:
        if request.POST.get("decision") == "accept":
            actions.accept_suggestion(suggestion=found, by=request.user, now=now)
            messages.success(request, _("It is tried now; you hear whether it helped."))
        else:
            actions.refuse_suggestion(suggestion=found, reason=request.POST.get("reason", ""), by=request.user, now=now)
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("planner:week", slug=request.workspace.slug)


def _rhythm(request: WorkspaceRequest, slot_form: SlotForm, status: int = 200) -> HttpResponse:
    targets = queries.cadences_of(request.workspace)
    rows = []
    for channel in channels.channels_of(request.workspace):
        target = targets.get(channel.pk)
        initial = {"low_per_week": target.low_per_week, "high_per_week": target.high_per_week} if target else {}
        manifest = channels.manifest_of(channel)
        form = CadenceForm(prefix=f"c{channel.pk}", initial=initial)
        rows.append((channel, manifest.name, form, usual_words(manifest)))
    context = {
        "rows": rows,
        "slot_form": slot_form,
        "slots": [(one, wish_of(one)) for one in queries.slots_of(request.workspace)],
    }
    return render(request, "planner/rhythm.html", context, status=status)
