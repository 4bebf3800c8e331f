"""The address under which platforms fetch: trying it out, and the door itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vitrino.channels import queries as channels
from vitrino.domain.message import Message
from vitrino.media import host, links
from vitrino.media.models import Rendition
from vitrino.media.views.files import sent
from vitrino.workspace.access import WorkspaceRequest, open_to, page


@page("manage", place="settings")
@require_http_methods(["GET", "POST"])
def address(request: WorkspaceRequest) -> HttpResponse:
    """Whether platforms can fetch pictures from here; POST tries it out now."""
    if request.method == "POST":
        found = host.check(timezone.now())
        if found.is_reachable:
            messages.success(request, _("It works: the test picture came through."))
        return redirect("media:address", slug=request.workspace.slug)
    last = host.last_check()
    context = {
        "address": host.address(), "is_bucket": host.bucket() is not None, "last": last,
        "trouble": Message(last.trouble["template"], last.trouble["values"]) if last and last.trouble else None,
        "platforms": sorted({channels.manifest_of(one).name for one in channels.channels_of(request.workspace)
                             if host.fetches(one)}),
        "is_local": not settings.IS_HTTPS,
    }  # fmt: skip
    return render(request, "media/address.html", context)


@open_to("everyone")
@require_safe
def fetch(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """One rendition for whoever has its link, as long as it lasts; nothing else, and no word about why not."""
    pk = links.opened(token, timezone.now())
    if pk is None:
        raise Http404
    if pk == links.TEST_PK:
        response: HttpResponseBase = HttpResponse(host.TEST_PICTURE, content_type=host.JPEG)
    else:
        made = Rendition.objects.filter(pk=pk).first()
        if made is None:
            raise Http404
        response = sent(made.file, made.mime_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=3600"
    response["X-Robots-Tag"] = "noindex"
    return response
