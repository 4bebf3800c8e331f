"""A bakery with a channel, planned posts and a crisis."""

from __future__ import annotations

from datetime import timedelta

from vitrino.crisis import actions
from vitrino.crisis.models import Incident
from vitrino.publishing.tests.stage import Stage


def declared(stage: Stage, title: str = "Glass in the bread", kind: str = "product", severity: int = 3) -> Incident:
    """Anna declares it now."""
    return actions.declare(workspace=stage.cast.bakery, kind=kind, title=title, severity=severity, by=stage.cast.anna,
                           now=stage.now)  # fmt: skip


def walked(stage: Stage, incident: Incident, *events: str) -> Incident:
    """A minute for each step."""
    for event in events:
        incident = actions.advance(incident=incident, event=event, by=stage.cast.anna, now=stage.later(minutes=1).now,
                                   reason="because")  # fmt: skip
    return incident


def over(stage: Stage) -> Incident:
    """Declared, told, put right, closed; nothing was planned."""
    incident = declared(stage)
    actions.publish(incident=incident, text="We know of it and look into it. More by 6 pm.", by=stage.cast.anna,
                    now=stage.later(minutes=20).now)  # fmt: skip
    walked(stage, incident, "investigate", "identify", "fix", "watch")
    actions.publish(incident=incident, text="It is over. We are sorry.", by=stage.cast.anna, is_last=True,
                    now=stage.later(hours=3).now)  # fmt: skip
    actions.go_on(incident=reloaded(incident), choices={}, by=stage.cast.anna, now=stage.later(minutes=1).now)
    return walked(stage, incident, "close")


def reloaded(incident: Incident) -> Incident:
    return Incident.objects.select_related("workspace", "stop").get(pk=incident.pk)


HOUR = timedelta(hours=1)
