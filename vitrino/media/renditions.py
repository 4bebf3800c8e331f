"""The same picture in each platform's form: made once from one decode, kept, found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from vitrino.domain.media import Focus, Form
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.media import pictures, rules, store
from vitrino.media.models import Asset, Rendition


@dataclass(frozen=True)
class Ready:
    """Bytes that fit, wherever they come from; `made` is None when the stored original fits as it is."""

    content: bytes
    mime_type: str
    width: int
    height: int
    made: Rendition | None


def picture_for(asset: Asset, form: Form, focus: Focus, now: datetime) -> Ready:
    """The picture in this form, made now where it is not yet. Raises Problem when it can't be."""
    original = store.read(asset)
    if rules.fits(asset, form):
        return Ready(original, asset.mime_type, asset.width, asset.height, None)
    [made] = make(asset, [form], focus, now)
    return Ready(store.read_rendition(made), made.mime_type, made.width, made.height, made)


def make(asset: Asset, forms: Sequence[Form], focus: Focus, now: datetime) -> list[Rendition]:
    """A rendition for each form, those that are missing from a single decode of the original."""
    keys = {rules.key_of(asset, form, focus): form for form in forms}
    known = {one.key: one for one in Rendition.objects.filter(asset=asset, key__in=keys)}
    missing = [key for key in keys if key not in known or not _is_there(known[key])]
    if missing:
        made = pictures.make(_path(asset), focus, [keys[key] for key in missing])
        known |= {key: _keep(asset, key, picture, now) for key, picture in zip(missing, made, strict=True)}
    return [known[rules.key_of(asset, form, focus)] for form in forms]


def _path(asset: Asset) -> Path:
    try:
        path = Path(asset.file.path)
    except ValueError:
        path = Path()
    if not path.is_file():
        raise Problem(say("A picture of this post is no longer there. Add it again."), "pictures")
    return path


def _keep(asset: Asset, key: str, picture: pictures.Picture, now: datetime) -> Rendition:
    """Store it; where somebody made the same one at the same time, theirs stays and ours goes."""
    name = store.name_for(f"{asset.pk}-{key[:16]}", picture.mime_type)
    made = Rendition(
        asset=asset, key=key, sha256=store.digest(picture.content), mime_type=picture.mime_type, width=picture.width,
        height=picture.height, size_bytes=len(picture.content), made_at=now,
    )  # fmt: skip
    with store.nothing_left_behind() as written:
        made.file.save(name, ContentFile(picture.content), save=False)
        written.append(made.file)
        with transaction.atomic():
            Rendition.objects.filter(asset=asset, key=key).delete()
            made.save()
    return made


def _is_there(made: Rendition) -> bool:
    return made.file.storage.exists(str(made.file.name))


def as_made(asset: Asset, ready: Ready, now: datetime) -> Rendition:
    """A rendition of its own for what fits as it is: only renditions are lent to platforms that fetch."""
    key = f"as-is-{asset.sha256[:32]}"
    found = Rendition.objects.filter(asset=asset, key=key).first()
    if found is not None and _is_there(found):
        return found
    return _keep(asset, key, pictures.Picture(ready.content, ready.mime_type, ready.width, ready.height), now)
