"""Reading addresses and what came in through them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import Max, QuerySet

from vitrino.connect import registry
from vitrino.connect.hooks import Hook
from vitrino.intake import addresses
from vitrino.intake.models import Delivery as Delivery
from vitrino.intake.models import HookAddress as HookAddress
from vitrino.intake.models import Stream, StreamGap
from vitrino.intake.receiver import PATH
from vitrino.intake.samples import Sample as Sample
from vitrino.intake.samples import samples as samples
from vitrino.workspace.models import Workspace


def addresses_of(workspace: Workspace) -> QuerySet[HookAddress]:
    """The open ones, each with `heard_at`: when something last came, None for never."""
    found = HookAddress.objects.filter(workspace=workspace, closed_at=None).select_related("channel")
    return found.annotate(heard_at=Max("deliveries__received_at")).order_by("opened_at", "pk")


def shown(address: HookAddress) -> tuple[str, str]:
    """The full address and the secret, for those who manage the shop. Raises vault.Unreadable."""
    token, secret = addresses.unsealed(address)
    return f"{settings.BASE_URL}{PATH}{token}/", secret


def hook_of(address: HookAddress) -> Hook | None:
    return registry.hooks().get(address.platform)


def unread(workspace: Workspace) -> QuerySet[Delivery]:
    """What came in and could not be understood, newest first."""
    dead = Delivery.objects.filter(address__workspace=workspace, state=Delivery.State.DEAD)
    return dead.select_related("address").order_by("-pk")


def waiting_count() -> int:
    """How much of all shops is stored and not read yet."""
    return Delivery.objects.filter(state=Delivery.State.WAITING).count()


def stream_of(platform: str) -> Stream | None:
    return Stream.objects.filter(platform=platform).first()


def stream_gaps(platform: str, since: datetime) -> QuerySet[StreamGap]:
    """What a network no longer had, newest first."""
    return StreamGap.objects.filter(stream__platform=platform, from_at__gt=since).order_by("-from_at")
