"""Taking files in, and letting them go."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from vitrino.domain.media import safe_name
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.media import pictures, sniffing, store, usage
from vitrino.media.actions import filming
from vitrino.media.models import Asset, Rendition
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

MAX_FILM_BYTES = 1024 * 1024 * 1024
Upload: TypeAlias = "UploadedFile[Any]"
_HEIC = say("Pictures of this kind (HEIC, AVIF) can't be read yet. On the telephone choose “most compatible”, or save "
            "it as JPEG.")  # fmt: skip


def take_in(*, workspace: Workspace, file: Upload, by: Person, now: datetime) -> Asset:
    """A file somebody uploaded, whatever it says it is. Raises Problem in words; nothing of it stays then."""
    name = safe_name(file.name or "")
    head = file.read(sniffing.HEAD_BYTES)
    file.seek(0)
    if sniffing.is_modern_still(head):
        raise Problem(_HEIC, "pictures")
    if sniffing.film_kind(head) is not None:
        return _take_film(workspace, file, name, by, now)
    if (file.size or 0) > pictures.MAX_BYTES:
        raise pictures.too_large(pictures.MAX_BYTES)
    picture = _accept(file)
    asset = keep_asset(workspace=workspace, picture=picture, now=now, name=name, by=by)
    record("asset.kept", workspace=workspace, by=by, now=now, about=asset)
    return asset


def keep_asset(
    *, workspace: Workspace, picture: pictures.Picture, now: datetime, alt_text: str = "", name: str = "",
    by: Person | None = None,
) -> Asset:  # fmt: skip
    """Store a checked picture under our own name; the same picture is stored once. Raises Problem on a full disk."""
    sha256 = store.digest(picture.content)
    found = Asset.objects.filter(workspace=workspace, sha256=sha256).first()
    if found is not None:
        return found
    if not store.has_room(len(picture.content)):
        raise store.disk_full()
    made = Asset(
        workspace=workspace, kind=Asset.Kind.GIF if picture.frames > 1 else Asset.Kind.IMAGE, sha256=sha256,
        mime_type=picture.mime_type, width=picture.width, height=picture.height, size_bytes=len(picture.content),
        frames=picture.frames, had_place=picture.had_place, alt_text=alt_text, name=name, by=by, created_at=now,
    )  # fmt: skip
    return _stored(made, picture)


@transaction.atomic
def delete_asset(*, asset: Asset, by: Person, now: datetime) -> None:
    """Let an asset go with all its forms. Raises Problem while something uses it."""
    uses = usage.uses_of([asset.pk], thorough=True)[asset.pk]
    if uses:
        raise Problem(
            say("This is still used in {n} places, so it stays. Take it off there first.", n=len(uses))
            if len(uses) > 1 else say("This is still used in one place, so it stays. Take it off there first.")
        )  # fmt: skip
    filming.stop(asset)
    store.drop_after_commit(asset.file, asset.poster, *(one.file for one in Rendition.objects.filter(asset=asset)))
    record("asset.deleted", workspace=asset.workspace_id, by=by, now=now, about=asset)
    asset.delete()


def _accept(file: Upload) -> pictures.Picture:
    """Checked in the limited process. A large upload lies on the disk already and is not read into this one."""
    path = getattr(file, "temporary_file_path", None)
    return pictures.accept_file(Path(path())) if path and file.size else pictures.accept(file.read())


def _stored(made: Asset, picture: pictures.Picture) -> Asset:
    """File and row, or neither. Somebody may have stored the same picture a moment ago: then theirs."""
    try:
        with store.nothing_left_behind() as written:
            made.file.save(store.name_for(made.sha256[:24], made.mime_type), ContentFile(picture.content), save=False)
            written.append(made.file)
            with transaction.atomic():
                made.save()
    except IntegrityError:
        found = Asset.objects.filter(workspace=made.workspace, sha256=made.sha256).first()
        if found is None:
            raise
        return found
    return made


def _take_film(workspace: Workspace, file: Upload, name: str, by: Person, now: datetime) -> Asset:
    """Put the film aside and order what we keep of it; the row shows how far that is."""
    if (file.size or 0) > MAX_FILM_BYTES:
        raise pictures.too_large(MAX_FILM_BYTES)
    if not store.has_room(2 * (file.size or 0)):
        raise store.disk_full()
    waiting = _put_aside(file)
    try:
        return filming.order_film(workspace=workspace, waiting=waiting, name=name, by=by, now=now)
    except BaseException:
        with suppress(FileNotFoundError):
            waiting.unlink()
        raise


def _put_aside(file: Upload) -> Path:
    """The upload below MEDIA_ROOT under a name of ours, complete or not there."""
    into = store.incoming() / secrets.token_hex(16)
    path = getattr(file, "temporary_file_path", None)
    try:
        if path is not None and Path(path()).parent == into.parent:
            os.link(path(), into)  # the upload's own name goes by itself when the request ends
            return into
        with into.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
    except OSError as error:
        into.unlink(missing_ok=True)
        if error.errno in store.FULL:
            raise store.disk_full() from error
        raise
    return into
