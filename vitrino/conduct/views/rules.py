"""The shop's rules: where they are written, and the public page everybody may read."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vitrino.conduct import actions, pages, queries
from vitrino.conduct.forms import PolicyForm
from vitrino.conduct.policy import LANGUAGES, defaults, known_language
from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, open_to, page
from vitrino.workspace.models import Workspace


@page("see", place="inbox")
@require_http_methods(["GET"])
def home(request: WorkspaceRequest) -> HttpResponse:
    """Who stands on the ladder, what was hidden, and what waits for a person."""
    found = pages.people(request.workspace)
    context = {
        "policy": queries.policy_of(request.workspace.pk),
        "people": found,
        "appeals": sum(standing.is_appealed for standing, _sign, _tone in found),
        "open_measures": pages.lines(queries.open_measures(request.workspace)[: pages.LISTED]),
        "hidings": [(one, pages.reason_words(one)) for one in queries.hidings(request.workspace)[: pages.LISTED]],
        "may_manage": may(request.member, "manage"),
        "may_answer": may(request.member, "answer"),
    }
    return render(request, "conduct/home.html", context)


@page("manage", place="inbox")
@require_http_methods(["GET", "POST"])
def rules(request: WorkspaceRequest) -> HttpResponse:
    """Write the public text; each change is a version of its own."""
    found = queries.policy_of(request.workspace.pk)
    form = PolicyForm(request.POST or None, initial=found.texts if found else defaults())
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.declare_policy(workspace=request.workspace, texts=form.cleaned_data, by=request.user,
                                          now=timezone.now())  # fmt: skip
            messages.success(request, _("Your rules are public now: version %(n)s.") % {"n": made.number})
            return redirect("conduct:rules", slug=request.workspace.slug)
        except Problem as problem:
            form.add_error(None, words(problem.message))
    context = {"form": form, "policy": found, "link": queries.policy_link(request.workspace)}
    return render(request, "conduct/rules.html", context, status=422 if form.errors else 200)


@open_to("everyone")
@require_safe
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules, for whoever was told them. A shop without rules has no page."""
    workspace = get_object_or_404(Workspace, slug=slug)
    found = queries.policy_of(workspace.pk)
    if found is None:
        raise Http404
    asked = known_language(request.GET.get("lang", "") or get_language() or "")
    language = asked if asked in found.texts else next(iter(found.texts))
    others = [(code, code == language) for code in LANGUAGES if code in found.texts]
    with override(language):
        context = {"shop": workspace, "policy": found, "text": found.texts[language], "language": language,
                   "languages": others}  # fmt: skip
        return render(request, "conduct/public.html", context)
