"""Opening and closing addresses, and looking again at what could not be read."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from vitrino.channels import actions as channels
from vitrino.channels.queries import Channel, Source
from vitrino.connect import registry
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.engine import actions as engine
from vitrino.intake import addresses
from vitrino.intake.listening import listen as listen
from vitrino.intake.models import Delivery, HookAddress
from vitrino.intake.reading import Delivered as Delivered
from vitrino.intake.reading import read_waiting as read_waiting
from vitrino.intake.reading import reads as reads
from vitrino.intake.streams import sieves as sieves
from vitrino.intake.writer import BELL
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

KEPT_FOR = timedelta(days=30)
MOST_AT_ONCE = 5_000


@transaction.atomic
def open_address(*, workspace: Workspace, platform: str, by: Person | None, now: datetime,
                 channel: Channel | None = None, secret: str = "") -> HookAddress:  # fmt: skip
    """An address the platform can call. secret: what the platform signs with, where it gives one; else one is made.

    Raises Problem without a secret that the platform has to give, and for a platform that can't call us.
    """
    hook = registry.hooks().get(platform)
    if hook is None:
        raise Problem(say("This platform can't bring anything by itself."))
    if hook.secret_is_theirs and not secret.strip():
        raise Problem(say("Please paste the secret that {platform} signs with.", platform=hook.name), "secret")
    if hook.is_unbound:
        channel = channels.open_place(workspace=workspace, platform=platform, remote_id=platform, name=hook.name, by=by,
                                      now=now)  # fmt: skip
    token = addresses.new_token()
    made = HookAddress.objects.create(workspace=workspace, channel=channel, platform=platform, opened_by=by,
                                      token_hash=addresses.hashed(token), opened_at=now)  # fmt: skip
    made.sealed = addresses.seal(made, token, secret.strip() or secrets.token_urlsafe(32))
    made.save(update_fields=["sealed"])
    record("hook.opened", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def close_address(*, address: HookAddress, by: Person, now: datetime) -> HookAddress:
    """Nobody is let in there any more; what came stays."""
    if HookAddress.objects.filter(pk=address.pk, closed_at=None).update(closed_at=now) == 1:
        record("hook.closed", workspace=address.workspace_id, by=by, now=now, about=address)
    address.closed_at = now
    return address


@transaction.atomic
def read_again(*, workspace: Workspace, by: Person, now: datetime) -> int:
    """Have everything read again that could not be read, after an update for example; how many."""
    dead = Delivery.objects.filter(address__workspace=workspace, state=Delivery.State.DEAD)
    count = dead.update(state=Delivery.State.WAITING, error="", read_at=None)
    if count:
        record("hook.read-again", workspace=workspace, by=by, now=now, count=count)
        engine.ring_bell(BELL, now=now)
    return count


def note_listening(now: datetime) -> int:
    """Addresses whose callers can't be asked later are open now; how many new gaps the time before left."""
    brought = [key for key, hook in registry.hooks().items() if hook.is_unbound]
    open_now = HookAddress.objects.filter(closed_at=None, platform__in=brought).values("channel_id")
    sources = Source.objects.filter(channel__in=open_now)
    return sum(channels.note_listening(source, now) for source in sources)


def forget_old(now: datetime) -> int:
    """Raw deliveries are kept for a month, those that could not be read until they are; how many are gone."""
    old = Delivery.objects.filter(state=Delivery.State.READ, received_at__lt=now - KEPT_FOR).values("pk")
    return Delivery.objects.filter(pk__in=list(old[:MOST_AT_ONCE].values_list("pk", flat=True))).delete()[0]
