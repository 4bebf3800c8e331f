"""Error pages in words: what happened, what it means, what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vitrino.workspace.access import open_to


@open_to("everyone")
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    text = _("It may have been deleted, or it belongs to a shop you are not a member of.")
    return _page(request, 404, _("There is nothing at this address."), text)


@open_to("everyone")
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    text = _("Ask an owner of the shop to change your role if you need this.")
    return _page(request, 403, _("Your role does not allow this."), text)


@open_to("everyone")
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, _("This request could not be understood."), _("Go back and try once more."))


@open_to("everyone")
def broken(request: HttpRequest) -> HttpResponse:
    text = _("It is our mistake, not yours. Nothing you had saved is lost. Go back and try once more.")
    return _page(request, 500, _("Something went wrong in Vitrino."), text)


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "config/error.html", {"title": title, "text": text, "status": status}, status=status)
