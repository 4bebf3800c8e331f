"""Several uploads at once: what could be kept is kept, what could not is named with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from vitrino.domain.media import safe_name
from vitrino.domain.message import Message, say
from vitrino.domain.problem import Problem
from vitrino.media import actions, store, uploads
from vitrino.media.models import Asset
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest

MOST_AT_ONCE = 50


@dataclass(frozen=True)
class Came:
    """What became of an upload of several files. refused: pairs of shown name and reason."""

    kept: list[Asset]
    refused: list[tuple[str, Message]]


def take_all(
    request: WorkspaceRequest, files: Sequence[UploadedFile[Any]], use: Callable[[Asset], object] = lambda asset: None
) -> Came:  # fmt: skip
    """Keep each file and do `use` with it; every refusal is told to the person, and so is a place that was removed."""
    kept, refused = [], _not_even_read(request)
    for file in files[:MOST_AT_ONCE]:
        try:
            asset = actions.take_in(workspace=request.workspace, file=file, by=request.user, now=timezone.now())
            use(asset)
            kept.append(asset)
        except Problem as problem:
            refused.append((safe_name(file.name or ""), problem.message))
    for name, why in refused:
        messages.error(request, f"{name}: {words(why)}" if name else words(why))
    if any(asset.had_place for asset in kept):
        messages.info(request, _("Where a picture was taken stood in its file. Vitrino removed that."))
    return Came(kept, refused)


def _not_even_read(request: WorkspaceRequest) -> list[tuple[str, Message]]:
    """Files that were skipped while they came in (see `uploads`)."""
    too_large = say("The file is larger than {most} MB. Save it smaller and try again.",
                    most=uploads.MOST_BYTES // 1024**2)  # fmt: skip
    reasons = {uploads.TOO_LARGE: too_large, uploads.NO_ROOM: store.disk_full().message}
    found: list[tuple[str, str]] = getattr(request, "refused_uploads", [])
    return [(safe_name(name), reasons[why]) for name, why in found]
