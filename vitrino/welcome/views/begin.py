"""Step 1, and the way into the sample shop."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST

from vitrino.demo import actions as demo
from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.welcome.forms import BeginForm
from vitrino.workspace import actions
from vitrino.workspace.access import open_to

STEPS = 5


@open_to("signed-in")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Language and name; makes the workspace."""
    form = BeginForm(request.POST or None, initial={"language": translation.get_language()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.open_workspace(
                name=given["name"], by=request.user, language=given["language"], now=timezone.now(),  # type: ignore[arg-type]
                time_zone=given["time_zone"] or "Europe/Warsaw",
            )  # fmt: skip
            actions.speak(person=request.user, language=given["language"])  # type: ignore[arg-type]
            actions.go_to_step(workspace=made, step=2)
            return redirect("welcome:step", slug=made.slug, step=2)
        except Problem as problem:
            form.add_error(problem.field or None, words(problem.message))
    return render(request, "welcome/begin.html", {"form": form, "steps": STEPS})


@open_to("signed-in")
@require_POST
def sample(request: HttpRequest) -> HttpResponse:
    """Open (and fill, the first time) this person's sample shop."""
    made = demo.open_sample_shop(by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return redirect("today:home", slug=made.slug)
