"""Learning what posts are from what people of the shop said. Loads numpy: only jobs import this."""

from __future__ import annotations

from datetime import datetime

from vitrino.balance import actions
from vitrino.balance.history import posts_seen
from vitrino.balance.kinds import key_of, taught
from vitrino.domain.balance import Kind
from vitrino.domain.insight.pillars import train
from vitrino.workspace.models import Workspace


def learn(workspace: Workspace, now: datetime) -> int:
    """Judge every text that nobody has judged; how many. Nothing is learnt from few answers or one kind only."""
    said = taught(workspace)
    if len(said) < actions.FEWEST_TAUGHT or len({kind for _text, kind in said}) < 2:
        return 0
    classifier = train(said)
    found: dict[str, tuple[str, Kind, float]] = {}
    for one in posts_seen(workspace, now):
        if key := key_of(one.text):
            label = classifier.label(one.text)
            found[key] = (one.text, Kind(label.label), label.p)
    return actions.keep_learnt(workspace=workspace, learnt=found, now=now)
