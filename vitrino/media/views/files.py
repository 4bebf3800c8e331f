"""Files for the pages: written by us, shown to members only, and never run as anything else."""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from vitrino.channels import queries as channels
from vitrino.domain.media import Focus, Form
from vitrino.domain.problem import Problem
from vitrino.media import queries, renditions, rules
from vitrino.media.models import Asset
from vitrino.workspace.access import WorkspaceRequest, page

SMALL = Form(("image/jpeg", "image/png"), max_edge=480)


@page("see", place="plan")
@require_GET
def file(request: WorkspaceRequest, pk: int) -> HttpResponseBase:
    """The picture or film itself."""
    asset = get_object_or_404(queries.assets_of(request.workspace), pk=pk)
    return sent(asset.file, asset.mime_type)


@page("see", place="plan")
@require_GET
def small(request: WorkspaceRequest, pk: int) -> HttpResponseBase:
    """The picture, or a still of the film, small enough for a list."""
    asset = get_object_or_404(queries.assets_of(request.workspace), pk=pk)
    if asset.is_film:
        return sent(asset.poster, "image/jpeg")
    return _rendered(asset, SMALL, Focus())


@page("see", place="plan")
@require_GET
def seen(request: WorkspaceRequest, pk: int, platform: str) -> HttpResponseBase:
    """The part of it that a platform shows, small; for the platforms of this shop."""
    asset = get_object_or_404(queries.assets_of(request.workspace), pk=pk)
    channel = get_object_or_404(channels.channels_of(request.workspace).filter(platform=platform)[:1])
    rule = rules.rule_for(channels.manifest_of(channel), asset)
    if rule is None or asset.is_film:
        return sent(asset.poster, "image/jpeg")
    shape = Form(SMALL.mime_types, None, rule.min_aspect, rule.max_aspect, SMALL.max_edge)
    return _rendered(asset, shape, asset.focus)


def sent(field: object, mime_type: str) -> HttpResponseBase:
    """A stored file as an answer. Raises Http404 when it is gone."""
    try:
        response = FileResponse(field.open("rb"), content_type=mime_type)  # type: ignore[attr-defined]
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


def _rendered(asset: Asset, form: Form, focus: Focus) -> HttpResponseBase:
    """The asset in this form, or as it is where it can't be made."""
    if rules.fits(asset, form):
        return sent(asset.file, asset.mime_type)
    try:
        [made] = renditions.make(asset, [form], focus, timezone.now())
    except Problem:
        return sent(asset.file, asset.mime_type)
    return sent(made.file, made.mime_type)
