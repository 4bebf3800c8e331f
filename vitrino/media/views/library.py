"""The library: everything kept, found by words and folders; new files come in here."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from vitrino.media import arriving, queries
from vitrino.workspace.access import WorkspaceRequest, may, page

ON_A_PAGE = 48


@page("see", place="plan")
@require_http_methods(["GET", "POST"])
def library(request: WorkspaceRequest) -> HttpResponse:
    """What is there; POST takes files in, each on its own: one that can't be taken stops no other."""
    if request.method == "POST":
        if not may(request.member, "compose"):
            return HttpResponse(status=403)
        came = arriving.take_all(request, request.FILES.getlist("files"))
        if came.kept:
            n = len(came.kept)
            messages.success(request, ngettext("%(n)s file is in the library.", "%(n)s files are in the library.", n)
                             % {"n": n})  # fmt: skip
        if not came.kept and not came.refused:
            messages.error(request, _("Choose a file first."))
        return onward(request, redirect("media:library", slug=request.workspace.slug))
    return render(request, "media/library.html", listed(request))


def onward(request: WorkspaceRequest, response: HttpResponse) -> HttpResponse:
    """A redirect that htmx follows with the whole page."""
    if not request.headers.get("HX-Request"):
        return response
    return HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})


def listed(request: WorkspaceRequest) -> dict[str, object]:
    """What the search found, a page of it, with where each is used."""
    words, tag, kind = (request.GET.get(name, "").strip() for name in ("q", "folder", "kind"))
    shown = Paginator(queries.found(request.workspace, words, tag, kind), ON_A_PAGE).get_page(request.GET.get("page"))
    asked = {"q": words, "folder": tag, "kind": kind}
    return {
        **asked, "shown": shown, "uses": queries.uses_of([one.pk for one in shown]),
        "folders": queries.folders(request.workspace), "is_searched": any(asked.values()),
        "today": timezone.localdate(),
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "may_add": may(request.member, "compose"),
    }  # fmt: skip
