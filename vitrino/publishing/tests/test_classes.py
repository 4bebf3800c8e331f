"""What each platform offers against doubles, and what is made of it: classes A to D on their own twins."""

from __future__ import annotations

import pytest

from vitrino.channels.queries import manifest_of
from vitrino.connect.twin import FaultKind
from vitrino.publishing.models import Publication
from vitrino.publishing.tests.stage import Stage, set_up

pytestmark = pytest.mark.django_db

# The one irreversible call of each platform.
COMMITS = {
    "bluesky": "/xrpc/com.atproto.repo.createRecord",
    "mastodon": "/api/v1/statuses",
    "instagram": "/v26.0/{user_id}/media_publish",
    "facebook": "/v26.0/{page_id}/feed",
    "x": "/2/tweets",
    "google_business": "/",
}
RESENT = {"bluesky", "mastodon", "instagram"}
TEXT = "Fresh rye bread from seven o'clock."


@pytest.fixture(params=COMMITS)
def stage(request: pytest.FixtureRequest) -> Stage:
    return set_up(request.param)


def break_the_write(stage: Stage, kind: FaultKind, wait_s: float = 0.0) -> Publication:
    """Break the write itself, and nothing before it."""
    path = COMMITS[stage.channel.platform].format(**stage.channel.public)
    stage.breaks(kind, path=path, wait_s=wait_s)
    row = stage.work(stage.plan())
    assert stage.twin.faults[0].times == 0, "the fault hit"
    return row


def test_a_post_goes_out_and_is_read_back(stage: Stage) -> None:
    row = stage.work_until(stage.plan(), "published")
    assert stage.out() == [TEXT]
    for _look in range(4):
        if row.due_at is None:
            break
        stage.now = row.due_at
        row = stage.work(row)
    assert (row.seen_text, row.is_different, row.extra_remote_ids) == (TEXT, False, [])


@pytest.mark.parametrize("kind", ["answer-lost", "error-after"])
def test_what_is_out_although_nobody_said_so_is_adopted(stage: Stage, kind: FaultKind) -> None:
    row = stage.work_until(break_the_write(stage, kind), "published", "needs_decision")
    assert (row.state, stage.out()) == ("published", [TEXT])


def test_what_never_came_is_sent_again_only_where_that_is_safe(stage: Stage) -> None:
    row = stage.work_until(break_the_write(stage, "error-before"), "published", "needs_decision")
    if stage.channel.platform in RESENT:
        assert (row.state, stage.out()) == ("published", [TEXT])
    else:
        assert (row.state, stage.out()) == ("needs_decision", [])


def test_what_comes_late_is_never_doubled(stage: Stage) -> None:
    row = stage.work_until(break_the_write(stage, "late-apply", wait_s=120), "published", "needs_decision")
    stage.later(minutes=30)
    assert stage.out() == [TEXT]
    if row.state == "needs_decision":  # where the platform is slow, a person is asked; nothing is called failed
        assert manifest_of(stage.channel).safety_of("publish.text") == "read-back"


def test_a_token_that_ran_out_is_renewed_and_the_post_goes_out_once() -> None:
    stage = set_up("bluesky")
    stage.breaks("expired-token", path=COMMITS["bluesky"])
    row = stage.work(stage.plan())
    assert row.state == "ready"
    stage.channel.refresh_from_db()
    assert (stage.channel.state, stage.channel.token_version) == ("connected", 2)
    row = stage.work_until(row, "published")
    assert (row.attempt_count, stage.out()) == (2, [TEXT])
