"""Making one film, as the engine asks for it: one at a time, with progress, and only while somebody wants it."""

from __future__ import annotations

import tempfile
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from vitrino.domain.message import Message
from vitrino.domain.problem import Problem
from vitrino.media import process, store
from vitrino.media.actions import filming
from vitrino.media.models import Asset, Conversion, Rendition

State = Conversion.State
AGAIN = timedelta(seconds=5)
MOST_TRIES = 3
WRITE_EVERY_S = 0.5
_ONE_AT_A_TIME = threading.Lock()


def make(row: Conversion, now: datetime) -> datetime | None:
    """Work on a conversion. Gives when to come back, None when it is finished one way or the other."""
    row.refresh_from_db()
    if row.state not in (State.WAITING, State.RUNNING):
        return None
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        return now + AGAIN
    try:
        return _attempt(row)
    finally:
        _ONE_AT_A_TIME.release()


def _attempt(row: Conversion) -> datetime | None:
    """One try. A row found running was left by a process that died: it starts from the beginning."""
    row.tries += 1
    Conversion.objects.filter(pk=row.pk).update(state=State.RUNNING, progress=0, tries=row.tries)
    try:
        with tempfile.TemporaryDirectory(prefix="film-", dir=store.incoming()) as folder:
            _made(row, Path(folder))
    except process.Cancelled:
        return None
    except Problem as problem:
        return _failed(row, problem.message)
    return None


def _made(row: Conversion, folder: Path) -> None:
    source = _source(row)
    film = process.run("probe", {"source": str(source)}, field="film")
    order = {"source": str(source), "into": str(folder / "film"), "form": row.form, "focus": row.focus,
             "poster": str(folder / "poster") if row.key == filming.ORIGINAL else ""}  # fmt: skip
    process.run("transcode", order, field="film", on_progress=_Teller(row))
    made = process.run("probe", {"source": order["into"]}, field="film")
    if row.key == filming.ORIGINAL:
        _keep_original(row, folder, made, bool(film["had_place"]))
    else:
        _keep_rendition(row, folder / "film", made)


def _source(row: Conversion) -> Path:
    is_original = row.key == filming.ORIGINAL
    path = store.incoming() / Path(row.incoming).name if is_original else Path(row.asset.file.path)
    if not path.is_file():
        raise Problem(process.REFUSALS["film-unreadable"], "film")
    return path


def _keep_original(row: Conversion, folder: Path, made: dict[str, Any], had_place: bool) -> None:
    """The film is ready: its file, its still picture, its facts. The upload goes, and the other forms are ordered."""
    asset, path = row.asset, folder / "film"
    asset.sha256 = store.digest_of_file(path)
    asset.state, asset.mime_type, asset.had_place = Asset.State.READY, made["mime_type"], had_place
    asset.width, asset.height, asset.size_bytes = made["width"], made["height"], made["size_bytes"]
    asset.duration_s, asset.fps, asset.has_audio = made["duration_s"], made["fps"], bool(made["audio_codec"])
    with store.nothing_left_behind() as written:
        _save(asset.file, path, store.name_for(asset.sha256[:24], made["mime_type"]), written)
        if (folder / "poster").exists():
            _save(asset.poster, folder / "poster", store.name_for(f"{asset.sha256[:24]}-still", "image/jpeg"), written)
        with transaction.atomic():
            _finish(row)
            asset.save()
            filming.forget_upload(row)
            filming.ensure_films(asset=asset, now=timezone.now())


def _keep_rendition(row: Conversion, path: Path, made: dict[str, Any]) -> None:
    rendition = Rendition(
        asset=row.asset, key=row.key, sha256=store.digest_of_file(path), mime_type=made["mime_type"],
        width=made["width"], height=made["height"], size_bytes=made["size_bytes"], made_at=timezone.now(),
    )  # fmt: skip
    with store.nothing_left_behind() as written:
        _save(rendition.file, path, store.name_for(f"{row.asset_id}-{row.key[:16]}", made["mime_type"]), written)
        with transaction.atomic():
            _finish(row)
            Rendition.objects.filter(asset=row.asset, key=row.key).delete()
            rendition.save()


def _save(field: Any, path: Path, name: str, written: list[Any]) -> None:
    with path.open("rb") as file:
        field.save(name, File(file), save=False)
    written.append(field)


def _finish(row: Conversion) -> None:
    """Raises Cancelled when somebody has stopped it meanwhile: then nothing of it is kept."""
    open_one = Conversion.objects.filter(pk=row.pk, state=State.RUNNING)
    if open_one.update(state=State.DONE, progress=100, trouble={}) != 1:
        raise process.Cancelled


def _failed(row: Conversion, why: Message) -> datetime | None:
    """Tried again where another try may help; else the person is told why."""
    may_help = why in (process.REFUSALS["crashed"], process.REFUSALS["slow"]) and row.tries < MOST_TRIES
    trouble = {"template": why.template, "values": why.stored()}
    state = State.WAITING if may_help else State.FAILED
    Conversion.objects.filter(pk=row.pk, state=State.RUNNING).update(state=state, trouble=trouble)
    if not may_help and row.key == filming.ORIGINAL:
        Asset.objects.filter(pk=row.asset_id, state=Asset.State.WORKING).update(state=Asset.State.FAILED)
        filming.forget_upload(row)
    return timezone.now() + AGAIN if may_help else None


class _Teller:
    """Writes the progress down twice a second and asks whether the film is still wanted."""

    def __init__(self, row: Conversion) -> None:
        self._row, self._told_at = row, 0.0

    def __call__(self, share: float) -> bool:
        if time.monotonic() - self._told_at < WRITE_EVERY_S:
            return True
        self._told_at = time.monotonic()
        wanted = Conversion.objects.filter(pk=self._row.pk, state=State.RUNNING)
        return wanted.update(progress=round(share * 100)) == 1
