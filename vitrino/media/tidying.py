"""Files nobody names any more, left by a process that died between the disk and the database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from vitrino.media import store
from vitrino.media.models import Asset, Conversion, Rendition

OLD = timedelta(days=1)
# Forms of pictures can be made again whenever they are needed; those of films cost too much.
FORM_LIVES = timedelta(days=60)
FOLDERS = ("assets", "renditions")


def drop_orphans(now: datetime) -> int:
    """Remove files older than a day that no row names; how many there were."""
    named = _named()
    waiting = set(Conversion.objects.exclude(incoming="").values_list("incoming", flat=True))
    gone = [path for path in _files() if path.relative_to(settings.MEDIA_ROOT).as_posix() not in named]
    left = [path for path in store.incoming().iterdir() if path.name not in waiting]
    old = [path for path in (*gone, *left) if _is_old(path, now)]
    for path in old:
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    return len(old)


def drop_old_forms(now: datetime) -> int:
    """Forget forms of pictures that were made long ago: what still needs one makes it again. How many there were."""
    old = list(Rendition.objects.filter(made_at__lt=now - FORM_LIVES).exclude(asset__kind=Asset.Kind.VIDEO))
    with transaction.atomic():
        store.drop_after_commit(*(one.file for one in old))
        Rendition.objects.filter(pk__in=[one.pk for one in old]).delete()
    return len(old)


def _named() -> set[str]:
    assets = Asset.objects.values_list("file", "poster")
    return {name for pair in assets.iterator() for name in pair if name} | set(
        Rendition.objects.values_list("file", flat=True).iterator()
    )


def _files() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from (path for path in Path(settings.MEDIA_ROOT, folder).rglob("*") if path.is_file())


def _is_old(path: Path, now: datetime) -> bool:
    try:
        return now.timestamp() - path.stat().st_mtime > OLD.total_seconds()
    except FileNotFoundError:
        return False
