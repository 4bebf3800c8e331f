"""A strategy that is being written."""

from __future__ import annotations

from django.db import models


class Draft(models.Model):
    """The next version, kept between two steps; there is one at most, and it is gone once it is in force.

    texts: field of the strategy -> words. voices: `strategy.queries.VoiceWords` as JSON. done: parts somebody went
    through. taken: keys of the proposals that were taken over, so that they are not offered twice.
    """

    workspace = models.OneToOneField("workspace.Workspace", models.CASCADE, related_name="+")
    texts = models.JSONField(default=dict)
    voices = models.JSONField(default=list)
    done = models.JSONField(default=list)
    taken = models.JSONField(default=list)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("workspace.Person", models.SET_NULL, null=True, related_name="+")
