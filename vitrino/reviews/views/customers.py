"""For customers, without an account: the places where they can review the shop, and the way out of such mails."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vitrino.reviews import actions, queries
from vitrino.reviews.asking.links import request_for
from vitrino.reviews.models import ReviewRequest
from vitrino.workspace.access import open_to

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, ReviewRequest, P], HttpResponseBase]


def by_link(view: View[P]) -> Callable[..., HttpResponseBase]:
    """A view behind a signed link, in the language of the mail; 404 for any other. Never cached, never indexed."""

    @wraps(view)
    def inside(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        found = request_for(token)
        if found is None:
            raise Http404
        policy = queries.policy_of(found.workspace)
        with translation.override((policy.language if policy else "") or found.workspace.language):
            response = view(request, found, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return inside


@open_to("everyone")
@require_GET
@by_link
def customer(request: HttpRequest, found: ReviewRequest) -> HttpResponse:
    """All places, in the same order for everybody; it asks nothing about how it was."""
    actions.open_page(found, timezone.now())
    return _page(request, found, "reviews/customer.html")


@open_to("everyone")
@require_POST
@by_link
def customer_written(request: HttpRequest, found: ReviewRequest) -> HttpResponse:
    """They say that it is written, so nobody reminds them."""
    actions.say_reviewed(found, timezone.now())
    return redirect("reviews:customer", token=_token(request))


# A mail program presses the button of RFC 8058 without having seen a page; the signed link is the proof.
@csrf_exempt
@open_to("everyone")
@require_http_methods(["GET", "POST"])
@by_link
def no_more(request: HttpRequest, found: ReviewRequest) -> HttpResponse:
    """No more such mails: one press. Looking alone changes nothing, because mail programs look ahead."""
    is_done = request.method == "POST"
    if is_done:
        actions.withdraw_consent(workspace=found.workspace, email=found.email, now=timezone.now())
    return _page(request, found, "reviews/no_more.html", is_done=is_done)


def _page(request: HttpRequest, found: ReviewRequest, template: str, **more: object) -> HttpResponse:
    context = {"asked": found, "shop": found.workspace.name, "token": _token(request),
               "review_places": queries.places_of(found.workspace), **more}  # fmt: skip
    return render(request, template, context)


def _token(request: HttpRequest) -> str:
    assert request.resolver_match is not None
    return str(request.resolver_match.kwargs["token"])
