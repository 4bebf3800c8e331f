"""Answers that went out, as the tone check judges them afterwards. Knows only what was said, not what is known now."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import cast

from vitrino.domain import tone
from vitrino.domain.tone.reply import PUBLIC_SURFACES, Customer, Reply, Surface
from vitrino.inbox import lookback
from vitrino.inbox.lookback import Sent
from vitrino.workspace.models import Workspace


def lately(workspace: Workspace, since: datetime) -> tuple[Sent, ...]:
    """The newest answers since then."""
    return tuple(lookback.sent_replies(workspace, since))


@lru_cache(maxsize=2_000)
def findings(one: Sent) -> tuple[tone.Finding, ...]:
    """What the tone check says of it, gravest first. Each answer is judged once: the checkup looks every hour."""
    surface = cast(Surface, one.surface)
    customer = Customer(name=one.name, text=one.asked, is_complaint=one.is_complaint, stars=one.stars)
    return tone.check(Reply(text=one.text, surface=surface, is_public=surface in PUBLIC_SURFACES, customer=customer))
