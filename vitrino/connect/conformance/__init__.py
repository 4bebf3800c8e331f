"""The suite every connector passes on its twin. A platform's tests subclass it and say which twin and which call:

    class TestConformance(ConformanceSuite):
        key = "mastodon"
        commit_path = "/api/v1/statuses"

        def world(self) -> list[WorldPost]: ...

A case that a platform has no capability for is skipped with its name.
"""

from vitrino.connect.conformance.around import AroundCases
from vitrino.connect.conformance.failures import FailureCases
from vitrino.connect.conformance.harness import START, Harness, RecordingDoor, SetClock, WorldPost
from vitrino.connect.conformance.hostile import HostileCases
from vitrino.connect.conformance.manifests import ManifestCases
from vitrino.connect.conformance.moderation import ModerationCases
from vitrino.connect.conformance.numbers import NumberCases
from vitrino.connect.conformance.publishing import PublishingCases
from vitrino.connect.conformance.reading import ReadingCases

__all__ = ["START", "ConformanceSuite", "Harness", "RecordingDoor", "SetClock", "WorldPost"]


class ConformanceSuite(
    ManifestCases, PublishingCases, FailureCases, ReadingCases, HostileCases, NumberCases, ModerationCases, AroundCases
):
    """All cases together."""
