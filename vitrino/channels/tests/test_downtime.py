"""A shop that was off for hours or days: its own channels tell everything afterwards, or a gap says what is missing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, cast

import pytest

from vitrino.channels import actions, gateway
from vitrino.channels.clock import running_from
from vitrino.channels.jobs import read_source
from vitrino.channels.models import Arrival, Channel, Gap, Source
from vitrino.connect import registry
from vitrino.connect.rehearsal import Rehearsal
from vitrino.workspace.tests.cast import NOW, assemble

pytestmark = pytest.mark.django_db
PLATFORMS = [key for key, one in registry.manifests().items() if one.can_rehearse]
KINDS = ("comment", "mention", "message", "review")


@pytest.mark.parametrize("hours", [1, 72])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_came_while_the_shop_was_off_is_there_or_a_gap_says_so(platform: str, hours: int, settings: Any) -> None:
    cast_of_all = assemble()
    channel = actions.rehearse(workspace=cast_of_all.bakery, platform=platform, handle="zorza", name="Zorza",
                               by=cast_of_all.anna, now=NOW)  # fmt: skip
    kinds = [kind for kind in KINDS if Source.objects.filter(channel=channel, kind=kind).exists()]
    read_all(channel, NOW)
    written = {kind: written_in(channel, kind, hours) for kind in kinds}
    back_at = NOW + timedelta(hours=hours, minutes=5)
    actions.note_gaps(back_at)
    read_all(channel, back_at)
    for kind in kinds:
        told = Arrival.objects.filter(kind=kind).values_list("text", flat=True)
        missing = written[kind] - {re.sub(r"^@\S+ ", "", text) for text in told}
        unfilled = Gap.objects.filter(source__channel=channel, source__kind=kind, backfilled_at=None)
        assert bool(missing) == unfilled.exists(), (kind, sorted(missing)[:3], list(unfilled.values()))
        assert not missing, "the rehearsal networks forget nothing within three days"


def written_in(channel: Channel, kind: str, hours: int) -> set[str]:
    """A text an hour, each by somebody else."""
    twin, texts = cast(Rehearsal, gateway.twin_of(channel)), set()
    post = post_of(channel) if kind == "comment" else ""
    for number in range(hours):
        at = NOW + timedelta(hours=number, minutes=1)
        text = f"{kind} {number}"
        with running_from(at):
            twin.write_as(f"guest{number}", f"Guest {number}", text, at, parent_id=post, kind=kind,
                          rating=4 if kind == "review" else None)  # fmt: skip
        texts.add(text)
    return texts


def post_of(channel: Channel) -> str:
    with running_from(NOW):
        return cast(Rehearsal, gateway.twin_of(channel)).publish_past("Rye is back", NOW - timedelta(hours=1))


def read_all(channel: Channel, at: Any) -> None:
    """Every source once; what is longer than a round goes on in the next."""
    for _round in range(3):
        for source in Source.objects.filter(channel=channel, kind__in=KINDS).select_related("channel"):
            with running_from(at):
                read_source(source, at)
