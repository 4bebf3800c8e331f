"""People: the list, one person, joining and parting, their copy, forgetting them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.domain.problem import Problem
from vitrino.inbox.models import Contact, ContactChange, ContactFact
from vitrino.inbox.people import actions, export, pages, queries
from vitrino.inbox.people.erasure import subject_of
from vitrino.inbox.people.forms import ContactForm, FactForm
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, page
from vitrino.workspace.keeping import held


@page("see", place="inbox")
@require_http_methods(["GET"])
def people(request: WorkspaceRequest) -> HttpResponse:
    """Everybody who ever wrote, newest first; or whom the words find."""
    asked, before = request.GET.get("q", "").strip()[:100], request.GET.get("before", "")
    found = queries.found(request.workspace, asked)
    lines, more = queries.page(found, int(before) if before.isdecimal() else None)
    return render(request, "inbox/people.html", {"lines": lines, "more": more, "words_searched": asked})


@page("see", place="inbox")
@require_http_methods(["GET"])
def person(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """One person with everything; whoever was joined to another is shown there."""
    contact = _contact(request, pk)
    if queries.now_with(contact).pk != contact.pk:
        return _back(request, contact)
    return render(request, "inbox/person.html", pages.context(request, contact))


@page("answer", place="inbox")
@require_POST
def description(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What the shop calls them, and what it wants to remember."""
    contact = _contact(request, pk)
    form = ContactForm(request.POST, instance=_contact(request, pk))
    if form.is_valid():
        try:
            actions.describe(contact=contact, by=request.user, now=timezone.now(), **form.cleaned_data)
            return _back(request, contact)
        except Problem as problem:
            form.add_error("note", words(problem.message))
    return render(request, "inbox/person.html", pages.context(request, contact, form=form), status=422)


@page("answer", place="inbox")
@require_POST
def person_facts(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """An address or number somebody of the shop knows; it belongs to the account chosen, or the first one."""
    contact, form = _contact(request, pk), FactForm(request.POST)
    wanted = request.POST.get("identity", "")
    accounts = contact.identities.order_by("pk")
    identity = get_object_or_404(accounts, pk=wanted) if wanted.isdecimal() else accounts.first()
    if form.is_valid() and identity is not None:
        try:
            actions.add(identity=identity, by=request.user, now=timezone.now(), **form.cleaned_data)
            return _back(request, contact)
        except Problem as problem:
            form.add_error("value", words(problem.message))
    return render(request, "inbox/person.html", pages.context(request, contact, fact_form=form), status=422)


@page("answer", place="inbox")
@require_POST
def fact_removal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """It was wrong."""
    mine = ContactFact.objects.filter(workspace=request.workspace).select_related("identity__contact")
    fact = get_object_or_404(mine, pk=pk)
    contact = fact.identity.contact
    actions.drop(fact=fact, by=request.user, now=timezone.now())
    return _back(request, contact)


@page("answer", place="inbox")
@require_POST
def joining(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Somebody says that `other` is the same person; the page of this one shows both from now on."""
    contact, wanted = _contact(request, pk), request.POST.get("other", "")
    if not wanted.isdecimal():
        return _back(request, contact)
    other = get_object_or_404(queries.people_of(request.workspace), pk=wanted)
    alike = {one.contact.pk: one.evidence for one in queries.alike(contact)}
    try:
        actions.merge(keep=contact, gone=other, by=request.user, now=timezone.now(), evidence=alike.get(other.pk))
        messages.success(request, _("They are one person now. You can take it back below at any time."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return _back(request, contact)


@page("answer", place="inbox")
@require_POST
def parting(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Some of the accounts are somebody else's."""
    contact = _contact(request, pk)
    chosen = [int(one) for one in request.POST.getlist("identity") if one.isdecimal()]
    try:
        actions.split(contact=contact, identities=chosen, by=request.user, now=timezone.now())
        messages.success(request, _("They are two people now, each with their own talks."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return _back(request, contact)


@page("answer", place="inbox")
@require_POST
def undoing(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Take a joining or parting back."""
    mine = ContactChange.objects.filter(workspace=request.workspace).select_related("source", "target")
    change = get_object_or_404(mine, pk=pk)
    try:
        actions.undo(change=change, by=request.user, now=timezone.now())
        messages.success(request, _("Taken back: everything is where it was before."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return _back(request, change.target)


@page("manage", place="inbox")
@require_POST
def copy(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Everything the shop keeps of this person, as a file for them."""
    contact, now = _contact(request, pk), timezone.now()
    made = export.archive(contact=contact, by=request.user, now=now)
    name = pages.file_name(contact, now)
    return HttpResponse(made, "application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'})


@page("manage", place="inbox")
@require_http_methods(["GET", "POST"])
def erasure(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """What goes when this person is forgotten; POST with the word of consent forgets them."""
    contact, problem = _contact(request, pk), ""
    if request.method == "POST" and request.POST.get("is_sure"):
        try:
            actions.erase(contact=contact, by=request.user, now=timezone.now())
            messages.success(request, _("Forgotten. Only the counts are left."))
            return redirect("inbox:people", slug=request.workspace.slug)
        except Problem as refused:
            problem = words(refused.message)
    kept = pages.kept_of(held(subject_of(contact)))
    status = 422 if request.method == "POST" else 200
    return render(request, "inbox/person_erasure.html", {"contact": contact, "kept": kept, "problem": problem},
                  status=status)  # fmt: skip


def _contact(request: WorkspaceRequest, pk: int) -> Contact:
    contact = get_object_or_404(Contact, workspace=request.workspace, pk=pk)
    contact.workspace = request.workspace
    return contact


def _back(request: WorkspaceRequest, contact: Contact) -> HttpResponse:
    return redirect("inbox:person", slug=request.workspace.slug, pk=queries.now_with(contact).pk)
