"""The suite that every connector passes, on the rehearsal of Google Business Profile."""

from __future__ import annotations

from vitrino.connect.conformance import ConformanceSuite, WorldPost


class TestConformance(ConformanceSuite):
    key = "google_business"
    commit_path = "/v4/accounts/100001/locations/200001/localPosts"

    def world(self) -> list[WorldPost]:
        posts = [
            WorldPost(name, post["summary"], tuple(item.get("description", "") for item in post.get("media", [])))
            for name, post in self.twin.store.items("post")
        ]
        answers = [
            WorldPost(f"{review['name']}/reply", review["reply"]["comment"], (), review["name"])
            for _key, review in self.twin.store.items("review")
            if review["reply"]
        ]
        return posts + answers
