"""Saying what posts are, and how much of a channel may sell."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from vitrino.balance.kinds import LONGEST_KEPT, key_of, taught
from vitrino.balance.models import ChannelLimit, PillarKind, TextKind
from vitrino.domain.balance import Kind
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.engine import actions as engine
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.strategy.models import Pillar

LEARN = "balance.learn"
# Before that nothing can be held back that would tell how far to trust what was learnt.
FEWEST_TAUGHT = 10
LONGEST_REASON = 300


@transaction.atomic
def say_kind(*, workspace: Workspace, text: str, kind: Kind, by: Person, now: datetime) -> TextKind:
    """What this text is, wherever it stands; the rules learn from it. Raises Problem for a post without words."""
    key = key_of(text)
    if not key:
        raise Problem(say("This post has no words to learn from. Give it a kind of content in the composer."))
    said, _is_new = TextKind.objects.update_or_create(
        workspace=workspace, key=key,
        defaults={"text": text[:LONGEST_KEPT], "kind": kind, "source": TextKind.Source.PERSON, "p": 1.0, "by": by,
                  "at": now},
    )  # fmt: skip
    record("balance.kind-said", workspace=workspace, by=by, now=now, about=said, kind_of_post=kind.value)
    if len(taught(workspace)) >= FEWEST_TAUGHT:
        engine.enqueue(LEARN, key=f"{LEARN}:{workspace.pk}:{now:%Y-%m-%dT%H:%M}", payload={"workspace": workspace.pk},
                       now=now)  # fmt: skip
    return said


@transaction.atomic
def say_pillar(*, pillar: Pillar, kind: Kind, by: Person, now: datetime) -> PillarKind:
    """What the posts of a pillar are. Raises Problem for one that sells: that is said in the strategy."""
    if pillar.is_promotional or kind in (Kind.SELLS, Kind.ANSWERS):
        raise Problem(say("Whether a kind of content sells something is said in the strategy."))
    made, _is_new = PillarKind.objects.update_or_create(pillar=pillar, defaults={"kind": kind, "by": by, "at": now})
    record("balance.pillar-said", workspace=pillar.workspace_id, by=by, now=now, about=pillar, kind_of_post=kind.value)
    return made


@transaction.atomic
def set_limit(*, channel: Channel, percent: int | None, reason: str, by: Person, now: datetime) -> ChannelLimit | None:
    """How much of a channel may sell; None for the usual. Raises Problem without a reason or for no share."""
    if percent is None:
        ChannelLimit.objects.filter(channel=channel).delete()
        record("balance.limit-lifted", workspace=channel.workspace_id, by=by, now=now, about=channel)
        return None
    if not 0 <= percent <= 100:
        raise Problem(say("Give a share from 0 to 100 percent."), "percent")
    if not reason.strip():
        raise Problem(say("Say why, so that you remember later."), "reason")
    made, _is_new = ChannelLimit.objects.update_or_create(
        channel=channel,
        defaults={"share": percent / 100, "reason": reason.strip()[:LONGEST_REASON], "by": by, "at": now},
    )
    record("balance.limit-set", workspace=channel.workspace_id, by=by, now=now, about=channel, percent=percent)
    return made


@transaction.atomic
def keep_learnt(*, workspace: Workspace, learnt: dict[str, tuple[str, Kind, float]], now: datetime) -> int:
    """What a classifier says of texts nobody has judged: key -> (text, kind, chance). A person's word stays."""
    TextKind.objects.filter(workspace=workspace, source=TextKind.Source.LEARNT).delete()
    judged = set(TextKind.objects.filter(workspace=workspace, key__in=learnt).values_list("key", flat=True))
    made = [
        TextKind(workspace=workspace, key=key, text=text[:LONGEST_KEPT], kind=kind, p=p, at=now,
                 source=TextKind.Source.LEARNT)
        for key, (text, kind, p) in learnt.items() if key not in judged
    ]  # fmt: skip
    return len(TextKind.objects.bulk_create(made))
