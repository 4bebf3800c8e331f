"""What other people do on the server (vitrino.connect.rehearsal)."""

from __future__ import annotations

from datetime import datetime

from vitrino.connect.errors import Unsupported
from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.platforms.mastodon.twin import world
from vitrino.platforms.mastodon.twin.server import Server


class People(Server):
    """Accounts, and what they write about the shop."""

    def open_account(self, handle: str, name: str, followers: int) -> Credentials:
        account = self._person(handle, name)
        if self.store.get("shop", "account_id") is None:
            self.store.put("shop", "account_id", {"id": account["id"]})
        if not self.store.items(f"followers/{account['id']}"):
            self.store.put(f"followers/{account['id']}", world.iso(self.clock()), {"count": followers})
        token = f"token-of-{account['handle']}"
        self.store.put("token", token, {"account_id": account["id"], "scopes": ["read", "write"]})
        public = {"server": world.SERVER, "account_id": account["id"], "handle": f"{account['handle']}@{world.HOST}"}
        return Credentials({"access_token": Secret(token)}, public, scopes=("read", "write"))

    def write_as(self, author: str, name: str, text: str, at: datetime, parent_id: str = "", kind: str = "comment",
                 rating: int | None = None) -> str:  # fmt: skip
        if kind not in ("comment", "mention", "message"):
            raise Unsupported(f"read.{kind}s")
        shop = self._shop()
        if shop["handle"] not in world.named(text):
            text = f"@{shop['handle']} {text}"
        visibility = "direct" if kind == "message" else "public"
        return str(self._publish(self._person(author, name), text, at, parent_id, visibility)["id"])

    def publish_past(self, text: str, at: datetime, has_picture: bool = False) -> str:
        media = [self._stored_media("image", "", at)["id"]] if has_picture else []
        return str(self._publish(self._shop(), text, at, media_ids=media)["id"])

    def publish_as(self, author: str, name: str, text: str, at: datetime, has_picture: bool = False) -> str:
        media = [self._stored_media("image", "", at)["id"]] if has_picture else []
        return str(self._publish(self._person(author, name), text, at, media_ids=media)["id"])

    def react(self, remote_id: str, likes: int = 0, comments: int = 0, shares: int = 0, views: int = 0) -> None:
        status = self.store.get("status", remote_id)
        if status:
            self.store.put(
                "status", remote_id, {**status, "numbers": {"likes": likes, "comments": comments, "shares": shares}}
            )

    def set_followers(self, followers: int, at: datetime) -> None:
        self.store.put(f"followers/{self._shop()['id']}", world.iso(at), {"count": followers})
