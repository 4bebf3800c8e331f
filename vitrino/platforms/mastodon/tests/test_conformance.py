"""The connector on its twin, through all cases of the contract."""

from __future__ import annotations

from vitrino.connect.conformance import ConformanceSuite, WorldPost


class TestConformance(ConformanceSuite):
    key = "mastodon"
    commit_path = "/api/v1/statuses"

    def world(self) -> list[WorldPost]:
        own_id = self.harness.credentials.public["account_id"]
        statuses = [status for _id, status in self.twin.store.items("status") if status["account_id"] == own_id]
        return [
            WorldPost(
                status["id"],
                status["text"],
                self._alt_texts(status["media_ids"]),
                status["parent_id"] or "",
                tuple((status["poll"] or {}).get("options", ())),
            )
            for status in sorted(statuses, key=lambda status: int(status["id"]))
        ]

    def _alt_texts(self, media_ids: list[str]) -> tuple[str, ...]:
        return tuple(self.twin.store.get("media", media_id)["description"] or "" for media_id in media_ids)
