"""The language somebody chooses in the menu: kept in a cookie, and with the person once signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from vitrino.workspace import actions
from vitrino.workspace.access import open_to
from vitrino.workspace.middleware import LANGUAGE_COOKIE

A_YEAR_S = 60 * 60 * 24 * 365


@open_to("everyone")
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Back to where they were, in the language they chose; anything else is ignored."""
    wanted, back = request.POST.get("language", ""), request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(LANGUAGE_COOKIE, wanted, max_age=A_YEAR_S, samesite="Lax", secure=settings.IS_HTTPS)
        if request.user.is_authenticated:
            actions.speak(person=request.user, language=wanted)
    return response
