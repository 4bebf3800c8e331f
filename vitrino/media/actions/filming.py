"""Films: ordered here, made by the engine, and stopped when nobody wants them any more."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.db import transaction

from vitrino.channels import queries as channels
from vitrino.domain.media import Film, FilmForm, Focus, Size, fits, troubles
from vitrino.engine import actions as engine
from vitrino.media import rules, store
from vitrino.media.models import Asset, Conversion, Rendition
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

ORIGINAL = "original"
State = Conversion.State


@transaction.atomic
def order_film(*, workspace: Workspace, waiting: Path, name: str, by: Person, now: datetime) -> Asset:
    """An asset for a film that waits at `waiting`; the same upload is not made twice."""
    source = store.digest_of_file(waiting)
    known = Asset.objects.filter(workspace=workspace, source_sha256=source).exclude(state=Asset.State.FAILED).first()
    if known is not None:
        waiting.unlink()
        return known
    asset = Asset.objects.create(
        workspace=workspace, kind=Asset.Kind.VIDEO, state=Asset.State.WORKING, source_sha256=source,
        mime_type=rules.MP4, name=name, by=by, created_at=now,
    )  # fmt: skip
    Conversion.objects.create(
        asset=asset, key=ORIGINAL, form=asdict(rules.KEPT_FILM), focus=asdict(Focus()), incoming=waiting.name,
        asked_at=now, due_at=now,
    )  # fmt: skip
    record("asset.film-begun", workspace=workspace, by=by, now=now, about=asset)
    engine.ring()
    return asset


@transaction.atomic
def ensure_films(*, asset: Asset, now: datetime, focus: Focus | None = None) -> list[Conversion]:
    """Order the forms that the shop's channels need of a film and that are not there yet."""
    made = []
    for channel in channels.usable(asset.workspace):
        rule = channels.manifest_of(channel).media_rule("video")
        if rule is None:
            continue
        conversion = order_form(asset, rules.film_form(rule, channel.limits), focus or asset.focus, now)
        if conversion is not None:
            made.append(conversion)
    return made


def order_form(asset: Asset, form: FilmForm, focus: Focus, now: datetime) -> Conversion | None:
    """Have the film made in this form; None when it is there, fits as it is, or never will."""
    film = film_of(asset)
    key = rules.key_of(asset, form, focus)
    if fits(film, form) or troubles(film, form, "") or Rendition.objects.filter(asset=asset, key=key).exists():
        return None
    made, _is_new = Conversion.objects.get_or_create(
        asset=asset, key=key, defaults={"form": asdict(form), "focus": asdict(focus), "asked_at": now, "due_at": now}
    )
    engine.ring()
    return made


@transaction.atomic
def cancel_film(*, asset: Asset, by: Person, now: datetime) -> Asset:
    """Stop making this film. What was uploaded goes; a film that was ready already stays."""
    stop(asset)
    if asset.state == Asset.State.WORKING:
        asset.state = Asset.State.FAILED
        asset.save(update_fields=["state"])
    record("asset.film-cancelled", workspace=asset.workspace_id, by=by, now=now, about=asset)
    return asset


@transaction.atomic
def retry_film(*, asset: Asset, by: Person, now: datetime) -> Asset:
    """Try once more what failed, as far as its source is still there."""
    failed = Conversion.objects.filter(asset=asset, state=State.FAILED)
    for one in failed:
        if one.key == ORIGINAL and not (store.incoming() / one.incoming).is_file():
            continue
        Conversion.objects.filter(pk=one.pk).update(
            state=State.WAITING, progress=0, tries=0, trouble={}, due_at=now
        )  # fmt: skip
        if one.key == ORIGINAL:
            Asset.objects.filter(pk=asset.pk).update(state=Asset.State.WORKING)
    engine.ring()
    asset.refresh_from_db()
    return asset


def stop(asset: Asset) -> None:
    """Nobody wants these any more: what runs notices at its next sign of progress."""
    open_ones = Conversion.objects.filter(asset=asset, state__in=[State.WAITING, State.RUNNING, State.FAILED])
    for one in open_ones:
        forget_upload(one)
    open_ones.update(state=State.CANCELLED, due_at=None)


def film_of(asset: Asset) -> Film:
    """The kept film as the rules see it."""
    return Film(
        Size(max(asset.width, 1), max(asset.height, 1)), asset.duration_s or 0.0, asset.fps or 0.0, asset.mime_type,
        "h264", "aac" if asset.has_audio else "", asset.size_bytes,
    )  # fmt: skip


def forget_upload(row: Conversion) -> None:
    """Remove the uploaded file once what was decided about it is committed."""
    if row.incoming:
        path = store.incoming() / Path(row.incoming).name
        transaction.on_commit(lambda: path.unlink(missing_ok=True))
