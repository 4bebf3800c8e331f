"""The suite that every connector passes, on the rehearsal Facebook."""

from __future__ import annotations

from vitrino.connect.conformance import ConformanceSuite, WorldPost


class TestConformance(ConformanceSuite):
    key = "facebook"
    commit_path = "/v26.0/61550000000001/feed"

    def world(self) -> list[WorldPost]:
        page_id = self.harness.credentials.public["page_id"]
        posts = [
            WorldPost(post["id"], post["message"], tuple(photo["alt"] for photo in post["photos"]))
            for _key, post in self.twin.store.items("post")
        ]
        answers = [
            WorldPost(comment["id"], comment["message"], (), comment["parent_id"])
            for _key, comment in self.twin.store.items("comment")
            if comment["from"]["id"] == page_id
        ]
        return posts + answers
