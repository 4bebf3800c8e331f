"""Nobody should have to find out from a missing post that this machine doesn't know what time it is."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from vitrino.channels import clockwatch
from vitrino.channels.models import Channel
from vitrino.domain.message import say
from vitrino.notify import actions as notify
from vitrino.workspace.models import Workspace


def warn_of_clock(now: datetime) -> int:
    """Tell every shop with a real channel once a day while the clock is wrong. How many shops there are."""
    off_by = clockwatch.off_by(now)
    if off_by is None:
        return 0
    connected = Channel.objects.filter(state=Channel.State.CONNECTED, is_rehearsal=False)
    shops = list(Workspace.objects.filter(pk__in=connected.values("workspace_id"), is_sample=False))
    minutes = round(abs(off_by.total_seconds()) / 60)
    for shop in shops:
        notify.alert(
            workspace=shop, kind="failed", key=f"clock:{now:%Y-%m-%d}", now=now, urgency="high",
            message=say("This computer's clock is about {minutes} minutes off, so posts wait. Please set it right.",
                        minutes=minutes),
            url=reverse("publishing:list", kwargs={"slug": shop.slug}),
        )  # fmt: skip
    return len(shops)
