"""The suite that every connector passes, on the rehearsal X."""

from __future__ import annotations

from vitrino.connect.conformance import ConformanceSuite, WorldPost


class TestConformance(ConformanceSuite):
    key = "x"
    commit_path = "/2/tweets"

    def world(self) -> list[WorldPost]:
        shop = self.harness.credentials.public["user_id"]
        tweets = [tweet for _key, tweet in self.twin.store.items("tweet") if tweet["author_id"] == shop]
        return [
            WorldPost(
                tweet["id"],
                tweet["text"],
                tuple(media["alt"] for media in tweet["media"]),
                tweet["parent_id"],
                tuple((tweet["poll"] or {}).get("options", ())),
            )
            for tweet in tweets
        ]
