"""What campaigns have looked at by themselves. The numbers' engine is loaded only when it is needed."""

from __future__ import annotations

from datetime import datetime

from vitrino.attribution.actions import BELL
from vitrino.engine.work import every

# Often enough that every time zone is looked at soon after its midnight.
EVERY_S = 3 * 3600


@every("campaigns.watch", EVERY_S, bell=BELL)
def watch(now: datetime) -> None:
    from vitrino.attribution import judging

    judging.look_at_campaigns(now)
    judging.look_at_messages(now)
