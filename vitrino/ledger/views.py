"""The page of promises, and the proofs."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.inbox import actions as inbox
from vitrino.ledger import actions, admitting_texts, pages, queries
from vitrino.ledger.forms import PromiseForm, ProofForm
from vitrino.ledger.models import Promise
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page


@page("compose", place="checkup")
@require_http_methods(["GET", "POST"])
def home(request: WorkspaceRequest) -> HttpResponse:
    """What was promised, the nearest first; and one more by hand."""
    form = PromiseForm(request.POST or None, workspace=request.workspace,
                       initial={"who": str(request.user.pk)})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter(workspace=request.workspace, by=request.user, now=timezone.now(), **form.values())
            return redirect("ledger:home", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    return render(request, "ledger/home.html", {"form": form, **pages.home(request.workspace, timezone.now())})


@page("compose", place="checkup")
@require_POST
def settlement(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Kept, broken or withdrawn."""
    promise = get_object_or_404(queries.promises_of(request.workspace), pk=pk)
    promise.workspace = request.workspace
    try:
        actions.settle(promise=promise, state=request.POST.get("state", ""), note=request.POST.get("note", "")[:500],
                       by=request.user, now=timezone.now())  # fmt: skip
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("ledger:home", slug=request.workspace.slug)


@page("compose", place="checkup")
@require_POST
def back(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """It was settled by mistake."""
    promise = get_object_or_404(queries.promises_of(request.workspace), pk=pk)
    promise.workspace = request.workspace
    if promise.state != Promise.State.OPEN:
        actions.reopen(promise=promise, by=request.user, now=timezone.now())
    return redirect("ledger:home", slug=request.workspace.slug)


@page("answer", place="checkup")
@require_POST
def admitting(request: WorkspaceRequest, key: str) -> HttpResponse:
    """Keep a text that admits an error among the saved answers."""
    found = next((one for one in admitting_texts.texts() if one.key == key), None)
    if found is None:
        raise Http404
    inbox.keep_reply(workspace=request.workspace, title=found.title, text=found.text, by=request.user,
                     now=timezone.now())  # fmt: skip
    messages.success(request, _("It is among your saved answers now."))
    return redirect("ledger:home", slug=request.workspace.slug)


@page("compose", place="checkup")
@require_http_methods(["GET", "POST"])
def proofs(request: WorkspaceRequest) -> HttpResponse:
    """What the shop may claim, and why."""
    form = ProofForm(request.POST or None, initial={"claim": request.GET.get("claim", "")[:200]})
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_proof(workspace=request.workspace, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Kept. Texts may say this from now on."))
            return redirect("ledger:proofs", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    return render(request, "ledger/proofs.html", {"form": form, "proofs": queries.proofs_of(request.workspace)})


@page("compose", place="checkup")
@require_POST
def proof_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """It does not hold any more."""
    proof = get_object_or_404(queries.proofs_of(request.workspace), pk=pk)
    actions.drop_proof(proof=proof, by=request.user, now=timezone.now())
    return redirect("ledger:proofs", slug=request.workspace.slug)
