"""Looking around: accounts of others are read as everybody sees them, and never taken for one's own."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from vitrino.connect.around import NobodyThere, PublicAccount
from vitrino.connect.conformance.harness import Cases
from vitrino.connect.conformance.numbers import NumberlessDoor
from vitrino.connect.errors import Transient
from vitrino.connect.registry import arounds
from vitrino.connect.rehearsal import OpenNetwork
from vitrino.connect.wire import Door


class AroundCases(Cases):
    def test_who_claims_to_look_around_offers_it(self) -> None:
        assert (self.key in arounds()) == self.manifest.can("read.others")

    def test_an_account_of_others_is_read_with_its_posts_and_numbers(self) -> None:
        handle, ids = self._rival()
        account = self._look(handle)
        assert [post.remote_id for post in account.posts] == ids[::-1], "newest first"
        assert account.profile.name == "Rival Bakery"
        assert account.profile.followers == 900
        assert account.posts[0].metrics.values["likes"] == 5
        assert all(post.url.startswith("https://") and post.at.utcoffset() == timedelta(0) for post in account.posts)

    def test_the_own_posts_are_not_among_them(self) -> None:
        handle, ids = self._rival()
        own = self.twin.publish_past("Ours", self.clock() - timedelta(hours=2))
        assert own not in {post.remote_id for post in self._look(handle).posts} == set(ids)

    def test_no_more_posts_than_asked_for(self) -> None:
        handle, ids = self._rival(120)
        assert [post.remote_id for post in self._look(handle, limit=110).posts] == ids[::-1][:110]

    def test_an_account_that_nobody_has_is_told_as_such(self) -> None:
        self.need("read.others")
        self._is_refused(NobodyThere, "nobody-of-that-name")

    def test_numbers_left_out_are_not_zero(self) -> None:
        handle, _ids = self._rival()
        account = self._look(handle, door=NumberlessDoor(self.harness.door, None))
        assert account.profile.followers is None
        assert all(post.metrics.values == {} for post in account.posts)

    def test_a_failing_network_is_no_missing_account(self) -> None:
        handle, _ids = self._rival()
        self.break_reads("error-before")
        self._is_refused(Transient, handle)

    def test_looking_around_changes_nothing(self) -> None:
        handle, _ids = self._rival()
        self._look(handle)
        assert {request.method for request in self.harness.door.sent} <= {"GET"}

    def _rival(self, posts: int = 3) -> tuple[str, list[str]]:
        """A competitor with posts, oldest first; its handle and their ids."""
        self.need("read.others")
        network, begin = cast("OpenNetwork", self.twin), self.clock() - timedelta(days=20)
        rival = network.open_account("rival-bakery", "Rival Bakery", 900)
        with self.quietly():
            ids = [network.publish_as("rival-bakery", "Rival Bakery", f"Rye {n}", begin + timedelta(hours=n))
                   for n in range(posts)]  # fmt: skip
        network.react(ids[-1], likes=5, comments=1, shares=0)
        return rival.public["handle"], ids

    def _is_refused(self, expected: type[Exception], handle: str) -> None:
        try:
            self._look(handle)
        except expected:
            return
        raise AssertionError(f"{self.key} answers where {expected.__name__} was due")

    def _look(self, handle: str, limit: int = 50, door: Door | None = None) -> PublicAccount:
        around = arounds()[self.key]
        return around.read(door or self.harness.door, self.harness.credentials, self.clock, handle, limit)
