"""What other people do on the network (vitrino.connect.rehearsal)."""

from __future__ import annotations

from datetime import datetime

from vitrino.connect.errors import Unsupported
from vitrino.connect.records import Credentials
from vitrino.platforms.bluesky.twin import world
from vitrino.platforms.bluesky.twin.server import Json, Server

_SIGNS = "234567abcdefghijklmnopqrstuvwxyz"


class People(Server):
    """Accounts, and what they write about the shop."""

    def open_account(self, handle: str, name: str, followers: int) -> Credentials:
        account = self._person(handle, name)
        if self.store.get("shop", "did") is None:
            self.store.put("shop", "did", {"did": account["did"]})
        if not self.store.items(f"followers/{account['did']}"):
            self.store.put(f"followers/{account['did']}", world.iso(self.clock()), {"count": followers})
        password = f"pass-{account['did'][-4:]}-word-here"
        self.store.put("password", account["did"], {"text": password})
        return self._credentials(account, password)

    def write_as(self, author: str, name: str, text: str, at: datetime, parent_id: str = "", kind: str = "comment",
                 rating: int | None = None) -> str:  # fmt: skip
        if kind not in ("comment", "mention"):
            raise Unsupported(f"read.{kind}s")
        value: Json = {"$type": world.POST, "text": text, "createdAt": world.iso(at)}
        if kind == "mention":
            value |= self._naming_the_shop(text)
        parent = self.store.get("record", parent_id)
        if parent:
            own = {"uri": parent["uri"], "cid": parent["cid"]}
            above = parent["value"].get("reply")
            value["reply"] = {"root": above["root"] if above else own, "parent": own}
        return str(self._store_record(self._person(author, name), world.POST, self._rkey(at), value, at)["uri"])

    def publish_past(self, text: str, at: datetime, has_picture: bool = False) -> str:
        return self._published(self._shop(), text, at, has_picture)

    def publish_as(self, author: str, name: str, text: str, at: datetime, has_picture: bool = False) -> str:
        return self._published(self._person(author, name), text, at, has_picture)

    def _published(self, account: Json, text: str, at: datetime, has_picture: bool) -> str:
        value: Json = {"$type": world.POST, "text": text, "createdAt": world.iso(at)}
        if has_picture:
            blob = {
                "$type": "blob",
                "ref": {"$link": world.cid_of(text.encode(), 0x55)},
                "mimeType": "image/jpeg",
                "size": 9,
            }
            value["embed"] = {"$type": "app.bsky.embed.images", "images": [{"image": blob, "alt": ""}]}
        return str(self._store_record(account, world.POST, self._rkey(at), value, at)["uri"])

    def react(self, remote_id: str, likes: int = 0, comments: int = 0, shares: int = 0, views: int = 0) -> None:
        entry = self.store.get("record", remote_id)
        if entry:
            numbers = {"likes": likes, "comments": comments, "shares": shares}
            self.store.put("record", remote_id, {**entry, "numbers": numbers})

    def set_followers(self, followers: int, at: datetime) -> None:
        self.store.put(f"followers/{self._shop()['did']}", world.iso(at), {"count": followers})

    def _naming_the_shop(self, text: str) -> Json:
        """A mention is one only with its facet; where the name is missing it is put before the text."""
        shop = self._shop()
        name = f"@{shop['handle']}"
        text = text if name in text else f"{name} {text}"
        start = len(text[: text.index(name)].encode())
        feature = {"$type": "app.bsky.richtext.facet#mention", "did": shop["did"]}
        facet = {"index": {"byteStart": start, "byteEnd": start + len(name)}, "features": [feature]}
        return {"text": text, "facets": [facet]}

    def _rkey(self, at: datetime) -> str:
        number = int(at.timestamp() * 1000) * 1000 << 10 | self.store.next_number("rkey") % 1_024_000
        return "".join(_SIGNS[number >> shift & 31] for shift in range(60, -1, -5))
