"""The public page: what the shop says about a crisis, for everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from vitrino.crisis import book, pages, queries
from vitrino.domain.slots import zone
from vitrino.workspace.access import open_to
from vitrino.workspace.models import Workspace

# Many people load this page at once; half a minute old is new enough, and an old one is better than none.
CACHED = "public, max-age=30, stale-while-revalidate=60, stale-if-error=86400"


@open_to("everyone")
@require_safe
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """Statements, newest first, in the shop's language and time. A shop that has said nothing has no page."""
    workspace, now = get_object_or_404(Workspace, slug=slug), timezone.now()
    told = queries.public_incidents(workspace, now)
    if not told:
        raise Http404
    language = book.known_language(workspace.language)
    with override(language), timezone.override(zone(workspace.time_zone)):
        context = {"shop": workspace, "language": language, "incidents": pages.public_page(told)}
        response = render(request, "crisis/public.html", context)
    response.headers["Cache-Control"] = CACHED
    return response
