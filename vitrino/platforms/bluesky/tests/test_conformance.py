"""The connector on its twin, through all cases of the contract."""

from __future__ import annotations

from typing import Any

from vitrino.connect.conformance import ConformanceSuite, WorldPost


class TestConformance(ConformanceSuite):
    key = "bluesky"
    commit_path = "/xrpc/com.atproto.repo.createRecord"

    def world(self) -> list[WorldPost]:
        own = self.harness.credentials.public["did"]
        entries = [entry for _uri, entry in self.twin.store.items("record") if entry["did"] == own]
        posts = [entry for entry in entries if entry["collection"] == "app.bsky.feed.post"]
        return [_post(entry["uri"], entry["value"]) for entry in sorted(posts, key=lambda entry: entry["at"])]


def _post(uri: str, value: dict[str, Any]) -> WorldPost:
    images = value.get("embed", {}).get("images", [])
    parent = value.get("reply", {}).get("parent", {}).get("uri", "")
    return WorldPost(uri, value["text"], tuple(image["alt"] for image in images), parent)
