"""Instagram's way of publishing: a container is made and filled first, then published by one call.

Instagram fetches the pictures itself, from an address that everybody can reach.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vitrino.connect import reading
from vitrino.connect.errors import ConnectError, OutcomeUnknown, RateLimited, Refused, Transient
from vitrino.connect.graph import DEFAULT_WAIT, Gone, GraphApi, rows
from vitrino.connect.records import OutgoingMedia, OutgoingPost
from vitrino.domain.message import say

State = Literal["FINISHED", "IN_PROGRESS", "PUBLISHED", "ERROR", "EXPIRED"]


@dataclass(frozen=True)
class Containers:
    """Containers of one account. media_host: where a rehearsal pretends that pictures lie, "" on the real Instagram."""

    api: GraphApi
    user_id: str
    media_host: str = ""

    def make(self, post: OutgoingPost) -> str:
        """The id of a container with everything in it. Nobody sees it; it is thrown away after 24 hours."""
        self._check_quota()
        if len(post.media) == 1:
            return self._made({**self._picture(post.media[0]), "caption": post.text})
        children = [self._made({**self._picture(item), "is_carousel_item": "true"}) for item in post.media]
        return self._made({"media_type": "CAROUSEL", "children": ",".join(children), "caption": post.text})

    def state(self, container: str) -> State:
        """What became of a container; one that Instagram no longer knows has expired."""
        try:
            answer = self.api.read(container, {"fields": "status_code"})
        except Gone:
            return "EXPIRED"
        found = reading.text(answer.get("status_code"))
        for state in ("FINISHED", "IN_PROGRESS", "PUBLISHED", "ERROR", "EXPIRED"):
            if found == state:
                return state
        raise Transient()

    def publish(self, container: str) -> str:
        """The irreversible call; the id of the new post. A refusal counts only when the container says the same: some
        of Instagram's errors come although the post is out."""
        try:
            created = self.api.create(f"{self.user_id}/media_publish", {"creation_id": container})
        except Refused as refused:
            if self._state_or_unknown(container) in ("FINISHED", "ERROR", "EXPIRED"):
                raise
            raise OutcomeUnknown() from refused
        media_id = reading.text(created.get("id"))
        if not media_id:
            raise OutcomeUnknown()
        return media_id

    def _state_or_unknown(self, container: str) -> str:
        try:
            return self.state(container)
        except ConnectError:
            return ""

    def _made(self, fields: dict[str, str]) -> str:
        container = reading.text(self.api.stage(f"{self.user_id}/media", fields).get("id"))
        if not container:
            raise Transient()
        return container

    def _picture(self, item: OutgoingMedia) -> dict[str, str]:
        return {"image_url": self._address(item), **({"alt_text": item.alt_text[:1000]} if item.alt_text else {})}

    def _address(self, item: OutgoingMedia) -> str:
        if item.public_url:
            return item.public_url
        if self.media_host:
            return f"{self.media_host}/{hashlib.sha256(item.content).hexdigest()}.jpg"
        raise Refused(
            say("Instagram fetches pictures from a public address, and this one has none. Set one up under Settings."),
            permanent=False,
        )

    def _check_quota(self) -> None:
        """How many posts are left today is told by the account itself; pages of the documentation disagree."""
        answer = self.api.read(f"{self.user_id}/content_publishing_limit", {"fields": "quota_usage,config"})
        for limit in rows(answer):
            used = reading.integer(limit.get("quota_usage"))
            total = reading.integer(reading.mapping(limit.get("config")).get("quota_total"))
            if used is not None and total is not None and used >= total:
                raise RateLimited(
                    self.api.clock() + DEFAULT_WAIT,
                    say("Instagram takes {total} posts in 24 hours, and they are all out.", total=total),
                )


def check(media: Sequence[OutgoingMedia], mime_types: Sequence[str], most: int) -> None:
    """Raises Refused for what Instagram would not take."""
    if not media:
        raise Refused(say("Instagram has no posts without a picture. Add one."))
    if any(item.kind != "image" or item.mime_type not in mime_types for item in media):
        raise Refused(say("Instagram takes JPEG pictures only."))
    if len(media) > most:
        raise Refused(say("An Instagram post takes up to {most} pictures.", most=most))
