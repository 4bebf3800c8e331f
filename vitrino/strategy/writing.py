"""A version of the strategy comes into force, and is read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.notify import actions as notify
from vitrino.strategy.models import Acknowledgement, Strategy, Voice
from vitrino.strategy.parts import BY_KEY, PARTS, TEXTS, Part, VoiceWords, voices_of
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

REVIEW_AFTER = timedelta(days=91)  # three months: a season has passed, and there are numbers to look at

LATEST = timedelta(days=365)


@transaction.atomic
def adopt_strategy(
    *, workspace: Workspace, texts: Mapping[str, str], reason: str, by: Person, now: datetime,
    voices: Sequence[VoiceWords] | None = None, review_on: date | None = None,
) -> Strategy:  # fmt: skip
    """A new version comes into force; whoever wrote it has read it. Raises Problem for an empty or unchanged page.

    A text that is not given, and voices that are None, stay as they are. review_on: three months from now by default,
    a year at most.
    """
    newest = Strategy.objects.filter(workspace=workspace).order_by("-version").first()
    given = {name: texts.get(name, getattr(newest, name, "")).strip() for name in TEXTS}
    before = voices_of(newest) if newest else ()
    spoken = before if voices is None else _said(voices)
    if not any(given.values()) and not spoken:
        raise Problem(say("Write at least one answer; one honest sentence is a beginning."))
    changed = [part for part in PARTS if newest is None or _differs(part, newest, given, before, spoken)]
    if not changed:
        raise Problem(say("Nothing has changed, so the version in force stays."))
    if newest and not reason.strip():
        raise Problem(say("Say in a few words what changed and why; your helpers will see it."), "reason")
    last = Strategy.objects.filter(workspace=workspace).aggregate(last=Max("version"))["last"] or 0
    made = Strategy.objects.create(
        workspace=workspace, version=last + 1, reason=reason.strip(), in_force_from=now, by=by,
        review_on=min(review_on or now.date() + REVIEW_AFTER, now.date() + LATEST),
        since=_since(newest, changed, last + 1), **given,
    )  # fmt: skip
    Voice.objects.bulk_create(Voice(strategy=made, **asdict(one)) for one in spoken)
    Acknowledgement.objects.create(strategy=made, person=by, at=now)
    record("strategy.adopted", workspace=workspace, by=by, now=now, about=made, version=made.version)
    return made


@transaction.atomic
def confirm(*, strategy: Strategy, by: Person, now: datetime) -> Strategy:
    """Somebody looked, and it still holds; it is asked again in three months."""
    strategy.confirmed_at, strategy.review_on = now, now.date() + REVIEW_AFTER
    strategy.save(update_fields=["confirmed_at", "review_on"])
    notify.handled(workspace=strategy.workspace, about=f"strategy-due:{strategy.pk}", now=now)
    record("strategy.confirmed", workspace=strategy.workspace_id, by=by, now=now, about=strategy)
    return strategy


@transaction.atomic
def acknowledge(*, strategy: Strategy, by: Person, now: datetime, parts: Collection[str] = ()) -> Acknowledgement:
    """A helper has read this version: the whole page, or the parts named. Raises Problem for a part there is not."""
    if set(parts) - set(BY_KEY):
        raise Problem(say("The strategy has no such part."))
    made, is_new = Acknowledgement.objects.get_or_create(
        strategy=strategy, person=by, defaults={"at": now, "parts": sorted(parts)}
    )
    if not is_new and made.parts:
        made.parts, made.at = sorted({*made.parts, *parts}) if parts else [], now
        made.save(update_fields=["parts", "at"])
    if is_new:
        record("strategy.read", workspace=strategy.workspace_id, by=by, now=now, about=strategy)
    return made


def _said(voices: Iterable[VoiceWords]) -> tuple[VoiceWords, ...]:
    return tuple(sorted((one for one in voices if not one.is_empty), key=lambda one: one.platform))


def _differs(part: Part, newest: Strategy, given: Mapping[str, str], before: tuple[VoiceWords, ...],
             spoken: tuple[VoiceWords, ...]) -> bool:  # fmt: skip
    if part.key == "voice" and before != spoken:
        return True
    return any(getattr(newest, name) != given[name] for name in part.fields)


def _since(newest: Strategy | None, changed: list[Part], version: int) -> dict[str, int]:
    """Part -> the version that wrote it: this one for those that changed, an earlier one for the others."""
    if newest is None:
        return {part.key: version for part in PARTS}
    kept: dict[str, int] = {part.key: newest.since.get(part.key, newest.version) for part in PARTS}
    return kept | {part.key: version for part in changed}
