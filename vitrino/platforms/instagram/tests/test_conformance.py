"""The suite that every connector passes, on the rehearsal Instagram, with pictures as Instagram takes them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from vitrino.connect.conformance import ConformanceSuite, WorldPost
from vitrino.connect.conformance.harness import picture
from vitrino.connect.records import OutgoingMedia, OutgoingPost


def jpeg(alt_text: str = "A loaf of rye bread", width: int = 2) -> OutgoingMedia:
    """A picture ready for Instagram. Only its address and type matter there, since Instagram fetches it itself."""
    found = picture(alt_text, width)
    return replace(found, mime_type="image/jpeg", public_url=found.public_url.replace(".png", ".jpg"))


class TestConformance(ConformanceSuite):
    key = "instagram"
    commit_path = "/v26.0/17841400000000001/media_publish"

    def world(self) -> list[WorldPost]:
        own_id = self.harness.credentials.public["user_id"]
        posts = [
            WorldPost(media["id"], media["caption"], tuple(one["alt"] for one in media["pictures"]))
            for _key, media in self.twin.store.items("media")
        ]
        answers = [
            WorldPost(comment["id"], comment["text"], (), comment["parent_id"])
            for _key, comment in self.twin.store.items("comment")
            if comment["from"]["id"] == own_id
        ]
        return posts + answers

    def post(self, text: str = "Fresh rye bread from seven o'clock.", key: str = "post-1", **more: Any) -> OutgoingPost:
        if "reply_to" not in more:
            more.setdefault("media", (jpeg(),))
        return super().post(text, key, **{"media": (), **more})

    def pictures(self, count: int) -> tuple[OutgoingMedia, ...]:
        return tuple(jpeg(f"Picture {number}: ŝinko & kaŝtanoj", number + 2) for number in range(count))
