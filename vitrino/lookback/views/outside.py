"""For people without an account: a report behind a secret link, and the end of its mails."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.engine.actions import take_allowance
from vitrino.lookback import queries
from vitrino.lookback.models import ReportLink
from vitrino.lookback.report import colours, mailing, making
from vitrino.lookback.views.reports import pdf_response, shown
from vitrino.workspace.access import open_to

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, ReportLink, P], HttpResponseBase]
# Nobody guesses 256 bits; this only keeps a guesser from costing anything. Per address, in 10 minutes.
WRONG_LINKS = 30


def by_link(view: View[P]) -> Callable[..., HttpResponseBase]:
    """A view behind a secret link, in the language of the report; 404 for a wrong, old or taken back one.

    Never cached, never indexed, and the address is not passed on to other sites.
    """

    @wraps(view)
    def inside(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        link = _link(request, token)
        workspace = link.report.workspace
        with translation.override(link.report.language or None), timezone.override(zone(workspace.time_zone)):
            response = view(request, link, *args, **kwargs)
        return _unseen(response)

    return inside


@open_to("everyone")
@require_GET
@by_link
def shared(request: HttpRequest, link: ReportLink) -> HttpResponse:
    """The report and nothing else of the shop."""
    making.note_visit(link=link, now=timezone.now())
    look = queries.look_of(link.report.workspace)
    context = {**shown(link.report), "link": link, "accent": look.accent or colours.USUAL,
               "token": str(request.resolver_match.kwargs["token"]) if request.resolver_match else ""}  # fmt: skip
    return render(request, "lookback/shared.html", context)


@open_to("everyone")
@require_GET
@by_link
def shared_pdf(request: HttpRequest, link: ReportLink) -> HttpResponse:
    """The same as PDF, when it was made."""
    return pdf_response(link.report)


# A mail program presses the button of RFC 8058 without having seen a page; the signed link is the proof.
@csrf_exempt
@open_to("everyone")
@require_http_methods(["GET", "POST"])
def no_more(request: HttpRequest, token: str) -> HttpResponseBase:
    """No more mails: one press. Looking alone changes nothing, because mail programs look ahead."""
    reader = mailing.reader_for(token)
    if reader is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        mailing.stop(reader=reader, by=None, now=timezone.now())
    with translation.override(reader.workspace.language):
        context = {"reader": reader, "shop": reader.workspace.name, "token": token, "is_done": is_done}
        return _unseen(render(request, "lookback/no_more.html", context))


def _unseen(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _link(request: HttpRequest, token: str) -> ReportLink:
    now = timezone.now()
    found = making.link_for(token, now)
    if found is None:
        who = request.META.get("REMOTE_ADDR", "")
        if take_allowance(f"lookback.wrong-link:{who}", calls=WRONG_LINKS, window_s=600, now=now) is not None:
            raise Problem(say("Too many tries. Please wait a while."))
        raise Http404
    return found
