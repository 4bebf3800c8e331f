"""The conformance suite itself, watched failing: each way a connector could cheat is caught by a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from vitrino.connect.conformance import ConformanceSuite, Harness
from vitrino.connect.errors import ConnectError, OutcomeUnknown, RateLimited, Refused, Transient
from vitrino.connect.records import (
    ArrivalKind,
    Metrics,
    OutgoingPost,
    Page,
    Pending,
    PostOverview,
    Published,
    Reference,
    Sighting,
)
from vitrino.platforms.mastodon.client import Client
from vitrino.platforms.mastodon.tests.test_conformance import TestConformance as Honest


class CallsUnknownFailed(Client):
    def commit(self, post: OutgoingPost, kept: Mapping[str, str]) -> Published | Pending:
        try:
            return super().commit(post, kept)
        except OutcomeUnknown as error:
            raise Refused() from error


class RetriesByItself(Client):
    """What a third of the peers do: a new key for each try."""

    def commit(self, post: OutgoingPost, kept: Mapping[str, str]) -> Published | Pending:
        try:
            return super().commit(replace(post, key=str(uuid4())), kept)
        except OutcomeUnknown:
            return super().commit(replace(post, key=str(uuid4())), kept)


class MakesKeysUp(Client):
    def commit(self, post: OutgoingPost, kept: Mapping[str, str]) -> Published | Pending:
        return super().commit(replace(post, key=str(uuid4())), kept)


class SeesNothingInTrouble(Client):
    def look(self, post: OutgoingPost, kept: Mapping[str, str], since: datetime) -> Sighting:
        try:
            return super().look(post, kept, since)
        except Transient:
            return Sighting((), fresh=True)


class BelievesEveryList(Client):
    def look(self, post: OutgoingPost, kept: Mapping[str, str], since: datetime) -> Sighting:
        return replace(super().look(post, kept, since), fresh=True)


class ForgetsAltTexts(Client):
    def prepare(self, post: OutgoingPost, kept: Mapping[str, str]) -> Mapping[str, str]:
        media = tuple(replace(medium, alt_text="") for medium in post.media)
        return super().prepare(replace(post, media=media), kept)


class TrustsEmptyPages(Client):
    """The newest id is the cursor, and an empty page is the end."""

    def pull(self, kind: ArrivalKind, cursor: str) -> Page:
        page = super().pull(kind, cursor)
        return replace(page, complete=True, cursor=f'{{"known_until":"{self._api.now().isoformat()}","newest":"",'
                       '"oldest":"","page":"","was_cut":false}')  # fmt: skip


class FillsGapsWithZero(Client):
    def measure(self, remote_ids: Sequence[str]) -> list[Metrics]:
        zero = {"likes": 0, "comments": 0, "shares": 0}
        return [replace(metrics, values={**zero, **metrics.values}) for metrics in super().measure(remote_ids)]


class DropsTheZone(Client):
    def history(self, limit: int) -> list[PostOverview]:
        return [replace(post, at=post.at.replace(tzinfo=None)) for post in super().history(limit)]


class WaitsForEver(Client):
    def commit(self, post: OutgoingPost, kept: Mapping[str, str]) -> Published | Pending:
        try:
            return super().commit(post, kept)
        except RateLimited as error:
            raise RateLimited(error.until + timedelta(days=9999)) from error


class TellsTheToken(Client):
    def commit(self, post: OutgoingPost, kept: Mapping[str, str]) -> Published | Pending:
        try:
            return super().commit(post, kept)
        except ConnectError as error:
            raise OutcomeUnknown() from RuntimeError(self._api._headers()["authorization"], error)


class ActsOnAnything(Client):
    def act(self, target: Reference, action: str) -> None:
        """Says yes to every wish."""


CHEATS: list[tuple[type[Client], str]] = [
    (CallsUnknownFailed, "test_an_error_page_is_unknown_even_when_nothing_happened"),
    (CallsUnknownFailed, "test_an_error_after_the_effect_is_unknown_and_a_look_finds_the_post"),
    (RetriesByItself, "test_a_lost_answer_is_unknown_and_a_look_finds_the_post"),
    (MakesKeysUp, "test_a_repeated_commit_makes_no_second_post"),
    (SeesNothingInTrouble, "test_a_failed_look_is_no_look"),
    (BelievesEveryList, "test_an_old_list_is_not_called_fresh"),
    (ForgetsAltTexts, "test_pictures_arrive_with_their_alternative_texts"),
    (TrustsEmptyPages, "test_an_empty_page_in_between_loses_nothing"),
    (TrustsEmptyPages, "test_nothing_is_lost_over_many_pages"),
    (FillsGapsWithZero, "test_a_number_the_platform_leaves_out_is_not_zero"),
    (DropsTheZone, "test_history_shows_the_newest_own_posts_first"),
    (WaitsForEver, "test_a_rate_limit_names_the_time_and_nothing_is_out"),
    (TellsTheToken, "test_no_secret_shows_in_anything_that_could_be_printed"),
    (ActsOnAnything, "test_an_act_that_is_not_claimed_is_unsupported"),
    (ActsOnAnything, "test_a_deleted_post_is_gone_and_deleting_twice_is_fine"),
]


@pytest.mark.parametrize(("cheat", "case"), CHEATS, ids=lambda value: getattr(value, "__name__", value))
def test_a_cheat_is_caught(cheat: type[Client], case: str) -> None:
    class Cheated(Honest):
        def make_harness(self) -> Harness:
            honest = super().make_harness()
            return replace(honest, platform=replace(honest.platform, connector=cheat))

    suite: ConformanceSuite = Cheated()
    suite.setup_method()
    with pytest.raises((AssertionError, TypeError)):
        getattr(suite, case)()
