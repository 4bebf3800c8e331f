"""The page of the checkup: what is worth doing, why, and the button that does it; the score; the letter."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.checkup import actions, letters, mailing, outlook, pages, queries, remedies
from vitrino.checkup.forms import DismissalForm, LetterTimeForm
from vitrino.checkup.models import Notice
from vitrino.domain.problem import Problem
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, may, open_to, page


@page("see", place="checkup")
@require_GET
def home(request: WorkspaceRequest) -> HttpResponse:
    """Everything that was noticed, the most severe first."""
    filters = pages.Filters.read(request.GET.dict())
    return render(request, "checkup/home.html", pages.context(request.member, timezone.now(), filters=filters))


@page("compose", place="checkup")
@require_POST
def run(request: WorkspaceRequest) -> HttpResponse:
    """Check now."""
    actions.run(workspace=request.workspace, now=timezone.now())
    messages.success(request, _("Checked just now."))
    return redirect("checkup:home", slug=request.workspace.slug)


@page("manage", place="checkup")
@require_POST
def dismissal(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Put a notice aside, with a reason and until when."""
    notice = get_object_or_404(queries.open_notices(request.workspace), pk=pk)
    now, is_high = timezone.now(), notice.severity == Notice.Severity.HIGH
    form = DismissalForm(request.POST, auto_id=f"id_{notice.pk}_%s", is_high=is_high)
    if not form.is_valid():
        context = pages.context(request.member, now, refused=(notice.pk, form))
        return render(request, "checkup/home.html", context, status=422)
    actions.dismiss(notice=notice, by=request.user, now=now, **form.cleaned_data)
    messages.success(request, _("Put aside. It comes back by itself, and still counts in the score."))
    return redirect("checkup:home", slug=request.workspace.slug)


@page("manage", place="checkup")
@require_POST
def come_back(request: WorkspaceRequest, pk: int) -> HttpResponse:
    """Show a notice again that was put aside."""
    notice = get_object_or_404(queries.open_notices(request.workspace), pk=pk)
    actions.bring_back(notice=notice, by=request.user, now=timezone.now())
    return redirect("checkup:home", slug=request.workspace.slug)


@page("manage", place="checkup")
@require_POST
def remedy(request: WorkspaceRequest, pk: int, action: str) -> HttpResponse:
    """Do what a notice offers, then look again."""
    notice = get_object_or_404(queries.open_notices(request.workspace), pk=pk)
    try:
        remedies.apply(notice=notice, action=action, by=request.user, now=timezone.now())
        notice.refresh_from_db(fields=["gone_at"])
        is_over = notice.gone_at is not None
        messages.success(request, _("Done, and checked again.") if is_over else
                         _("Under way. The notice goes by itself once it has worked."))  # fmt: skip
    except Problem as problem:
        messages.error(request, words(problem.message))
    return redirect("checkup:home", slug=request.workspace.slug)


@page("see", place="checkup")
@require_GET
def score(request: WorkspaceRequest) -> HttpResponse:
    """How the shop stands, and how it came to that."""
    return render(request, "checkup/score.html", outlook.context(request.member, timezone.now()))


@page("see", place="checkup")
@require_GET
def letter(request: WorkspaceRequest) -> HttpResponse:
    """This week's letter; before the first one, what it would say today."""
    return _letter(request)


@page("see", place="checkup")
@require_POST
def letter_choice(request: WorkspaceRequest) -> HttpResponse:
    """Whether I get the letter by e-mail."""
    is_wanted = request.POST.get("is_wanted") == "on"
    letters.choose(workspace=request.workspace, person=request.user, is_wanted=is_wanted)
    messages.success(request, _("Saved."))
    return redirect("checkup:letter", slug=request.workspace.slug)


@page("manage", place="checkup")
@require_POST
def letter_time(request: WorkspaceRequest) -> HttpResponse:
    """When the letter goes out."""
    form = LetterTimeForm(request.POST)
    if not form.is_valid():
        return _letter(request, form, status=422)
    letters.set_time(workspace=request.workspace, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("checkup:letter", slug=request.workspace.slug)


# A mail program presses the button of RFC 8058 without having seen a page; the signed link is the proof.
@csrf_exempt
@open_to("everyone")
@require_http_methods(["GET", "POST"])
def no_more(request: HttpRequest, token: str) -> HttpResponse:
    """No more letters: one press. Looking alone changes nothing, because mail programs look ahead."""
    member = mailing.member_for(token)
    if member is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        letters.choose(workspace=member.workspace, person=member.person, is_wanted=False)
    with translation.override(member.person.language or None):
        context = {"shop": member.workspace.name, "token": token, "is_done": is_done}
        response = render(request, "checkup/no_more.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _letter(request: WorkspaceRequest, form: LetterTimeForm | None = None, status: int = 200) -> HttpResponse:
    workspace, now = request.workspace, timezone.now()
    newest = queries.letters(workspace).first()
    told = letters.read(newest.told) if newest else letters.told_of(workspace, now - letters.WEEK)
    plan = queries.letter_time(workspace)
    context = {
        "letter": newest,
        "told": told,
        "tasks": [(one, pages.remedy_url(one.way, one.notice, request.member)) for one in told.tasks],
        "form": form or LetterTimeForm(initial={"weekday": plan.weekday, "hour": plan.hour}),
        "is_wanted": letters.is_wanted_by(request.member),
        "may_decide": may(request.member, "manage"),
    }
    return render(request, "checkup/letter.html", context, status=status)
