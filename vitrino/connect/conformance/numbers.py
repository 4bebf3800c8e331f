"""Numbers are what the platform said, at a time; what it did not say is not there."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from vitrino.connect.conformance.harness import Cases
from vitrino.connect.wire import Door, Request, Response, parse_json


class NumberlessDoor:
    """Takes every number out of every answer, as a platform does that does not know (yet)."""

    def __init__(self, inner: Door, replacement: Any) -> None:
        self._inner = inner
        self._replacement = replacement

    def send(self, request: Request) -> Response:
        answer = self._inner.send(request)
        body = json.dumps(self._without(parse_json(answer.body))).encode()
        return Response(answer.status, answer.headers, body, answer.url)

    def _without(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._without(child) for name, child in value.items()}
        if isinstance(value, list):
            return [self._without(child) for child in value]
        return self._replacement if isinstance(value, int | float) and not isinstance(value, bool) else value


class NumberCases(Cases):
    def test_numbers_of_a_post_come_as_they_are(self) -> None:
        self.need("metrics.post")
        published = self.publish(self.post())
        self.twin.react(published.remote_id, likes=7, comments=2, shares=3, views=500)
        (metrics,) = self.connector().measure([published.remote_id])
        assert metrics.remote_id == published.remote_id
        assert metrics.at.utcoffset() == timedelta(0)
        assert set(metrics.values) <= set(self.manifest.metrics)
        expected = {"likes": 7, "comments": 2, "shares": 3, "views": 500}
        assert {name: metrics.values[name] for name in expected if name in metrics.values} == {
            name: number for name, number in expected.items() if name in self.manifest.metrics
        }

    def test_a_number_the_platform_leaves_out_is_not_zero(self) -> None:
        self.need("metrics.post")
        remote_id = self.parent()
        for replacement in (None, "many", -1):
            door = NumberlessDoor(self.harness.door, replacement)
            for metrics in self.harness.connector(door).measure([remote_id]):
                assert metrics.values == {}, replacement

    def test_a_post_deleted_meanwhile_is_left_out(self) -> None:
        self.need("metrics.post", "delete")
        kept, gone = self.publish(self.post(key="a")), self.publish(self.post("Other", key="b"))
        self.connector().act(self.reference(gone), "delete")
        assert [metrics.remote_id for metrics in self.connector().measure([gone.remote_id, kept.remote_id])] == [
            kept.remote_id
        ]

    def test_measuring_nothing_asks_nothing(self) -> None:
        self.need("metrics.post")
        assert self.connector().measure([]) == []

    def test_many_posts_are_measured_in_one_go(self) -> None:
        self.need("metrics.post")
        ids = [self.twin.publish_past(f"Old {n}", self.clock() - timedelta(hours=n + 1)) for n in range(30)]
        assert [metrics.remote_id for metrics in self.connector().measure(ids)] == ids

    def test_followers_are_a_total(self) -> None:
        self.need("metrics.account")
        self.twin.set_followers(321, self.clock())
        metrics = self.connector().measure_account()
        assert metrics.values.get("follows", 321) == 321
        assert metrics.at.utcoffset() == timedelta(0)

    def test_the_profile_is_the_connected_account(self) -> None:
        profile = self.connector().probe()
        assert profile.remote_id
        assert "corner-bakery" in profile.handle or profile.name == "Corner Bakery"
        assert all(isinstance(number, int) and number > 0 for number in profile.limits.values())
