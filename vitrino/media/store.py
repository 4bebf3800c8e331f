"""Files on the disk: under our own names, whole or not there, gone when what they belong to is gone."""

from __future__ import annotations

import errno
import hashlib
import mimetypes
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.fields.files import FieldFile

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.media.models import Asset, Rendition

FULL = (errno.ENOSPC, errno.EDQUOT)
KEPT_FREE_SHARE = 0.05
_ENDINGS = {"image/jpeg": "jpeg", "image/png": "png", "image/webp": "webp", "image/gif": "gif", "video/mp4": "mp4"}
_GONE = say("A picture of this post is no longer there. Add it again.")
_CHANGED = say("A picture of this post is not the one that was scheduled. Add it again and schedule anew.")


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def digest_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def name_for(stem: str, mime_type: str) -> str:
    """A file name of our own making."""
    return f"{stem}.{_ENDINGS.get(mime_type) or (mimetypes.guess_extension(mime_type) or '.bin')[1:]}"


def read(asset: Asset) -> bytes:
    """The stored bytes, proven to be those that were checked. Raises Problem when they are gone or changed."""
    content = _content(asset.file)
    if digest(content) != asset.sha256:
        raise Problem(_CHANGED, "pictures")
    return content


def read_rendition(made: Rendition) -> bytes:
    content = _content(made.file)
    if digest(content) != made.sha256:
        raise Problem(_CHANGED, "pictures")
    return content


def drop_after_commit(*files: FieldFile) -> None:
    """Remove files once the rows that named them are gone for good."""
    for file in files:
        if file:
            storage, name = file.storage, file.name
            transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))  # type: ignore[misc]


@contextmanager
def nothing_left_behind() -> Iterator[list[Any]]:
    """Files put into the list are removed when what follows fails. Raises Problem when the disk is full."""
    written: list[FieldFile] = []
    try:
        yield written
    except OSError as error:
        _remove(written)
        if error.errno in FULL:
            raise disk_full() from error
        raise
    except BaseException:
        _remove(written)
        raise


def incoming() -> Path:
    """Where uploads wait until they are checked; never served."""
    folder = Path(settings.MEDIA_ROOT, "incoming")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def has_room(for_bytes: int) -> bool:
    """False when storing this would leave less than a twentieth of the disk for publishing and the database."""
    root = Path(settings.MEDIA_ROOT)
    usage = shutil.disk_usage(root if root.exists() else root.parent if root.parent.exists() else Path("/"))
    return usage.free - for_bytes > usage.total * KEPT_FREE_SHARE


def disk_full() -> Problem:
    return Problem(say("The disk is nearly full, so nothing was stored. Make room and try again."), "pictures")


def _content(file: FieldFile) -> bytes:
    try:
        with file.open("rb") as opened:
            return bytes(opened.read())
    except (FileNotFoundError, ValueError) as error:
        raise Problem(_GONE, "pictures") from error


def _remove(files: list[FieldFile]) -> None:
    for file in files:
        file.storage.delete(str(file.name))
