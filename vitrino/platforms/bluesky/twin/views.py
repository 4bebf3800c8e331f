"""The routes of the AppView: profiles, numbers, notifications, and what keeps people away."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from vitrino.connect.headers import whole
from vitrino.connect.twin import Call, answer_json, route
from vitrino.connect.wire import Response
from vitrino.platforms.bluesky.twin import world
from vitrino.platforms.bluesky.twin.server import Json, Server, problem, signed

Item = TypeVar("Item")

BLOCK = "app.bsky.graph.block"


class ViewRoutes(Server):
    """app.bsky and com.atproto.moderation."""

    @route("GET", "/xrpc/app.bsky.actor.getProfile")
    @signed
    def profile(self, call: Call, _account: Json) -> Response:
        actor = call.query.get("actor", "")
        account = self.store.get("account", (self.store.get("name", actor) or {}).get("did", actor))
        if account is None:
            return problem(400, "InvalidRequest", "Profile not found")
        posts = len(self._posts_of(account["did"]))
        return answer_json(world.detailed_profile_view(account, self._followers(account), posts))

    @route("GET", "/xrpc/app.bsky.feed.getPosts")
    @signed
    def posts(self, call: Call, _account: Json) -> Response:
        uris = call.every("uris")
        if not 1 <= len(uris) <= 25:
            return problem(400, "InvalidRequest", "Error: Params must have the property uris (1 to 25)")
        found = [entry for uri in uris if (entry := self.store.get("record", uri))]
        return answer_json({"posts": [self._post_view(entry) for entry in found if self._is_shown(entry)]})

    @route("GET", "/xrpc/app.bsky.feed.getAuthorFeed")
    @signed
    def feed(self, call: Call, _account: Json) -> Response:
        posts = [entry for entry in self._posts_of(call.query.get("actor", "")) if self._is_shown(entry)]
        if call.query.get("filter") == "posts_no_replies":
            posts = [entry for entry in posts if "reply" not in entry["value"]]
        page, cursor = _page(call, posts)
        return answer_json({"feed": [{"post": self._post_view(entry)} for entry in page], **cursor})

    @route("GET", "/xrpc/app.bsky.notification.listNotifications")
    @signed
    def notifications(self, call: Call, account: Json) -> Response:
        reasons, own, away = call.every("reasons"), [], self._kept_away(account)
        for _key, one in sorted(self.store.items("notification"), reverse=True):
            entry = self.store.get("record", one["uri"])
            if one["to"] != account["did"] or not entry or entry["did"] in away or not self._is_shown(one):
                continue
            if not reasons or one["reason"] in reasons:
                own.append((one, entry))
        page, cursor = _page(call, own)
        views = [world.notification_view(one, entry, self.account(entry["did"])) for one, entry in page]
        return answer_json({"notifications": views, "seenAt": world.iso(self.clock()), **cursor})

    @route("POST", "/xrpc/app.bsky.graph.muteActor")
    @signed
    def mute(self, call: Call, account: Json) -> Response:
        return self._mute(call, account, True)

    @route("POST", "/xrpc/app.bsky.graph.unmuteActor")
    @signed
    def unmute(self, call: Call, account: Json) -> Response:
        return self._mute(call, account, False)

    @route("POST", "/xrpc/com.atproto.moderation.createReport")
    @signed
    def report(self, call: Call, account: Json) -> Response:
        subject = call.fields.get("subject") or {}
        if not call.fields.get("reasonType") or not subject.get("$type"):
            return problem(400, "InvalidRequest", "Input must have the properties reasonType and subject")
        number = self.store.next_number("report")
        made = {
            "id": number, "reasonType": call.fields["reasonType"], "subject": subject, "reportedBy": account["did"],
            "createdAt": world.iso(self.clock()),
        }  # fmt: skip
        self.store.put("report", str(number), made)
        return answer_json(made)

    def _mute(self, call: Call, account: Json, is_muted: bool) -> Response:
        did = str(call.fields.get("actor", ""))
        if self.store.get("account", did) is None:
            return problem(400, "InvalidRequest", "Actor not found")
        if is_muted:
            self.store.put("mute", f"{account['did']}/{did}", {"at": world.iso(self.clock())})
        else:
            self.store.delete("mute", f"{account['did']}/{did}")
        return Response(200, {}, b"")

    def _is_shown(self, dated: Json) -> bool:
        return self.is_visible(datetime.fromisoformat(dated["at"]))

    def _kept_away(self, account: Json) -> set[str]:
        """Muted and blocked people are not heard."""
        muted = {key.partition("/")[2] for key, _mute in self.store.items("mute") if key.startswith(account["did"])}
        own = (entry for _uri, entry in self.store.items("record") if entry["did"] == account["did"])
        return muted | {entry["value"]["subject"] for entry in own if entry["collection"] == BLOCK}


def _page(call: Call, found: list[Item]) -> tuple[list[Item], Json]:
    """Newest first; the cursor is the place in the list."""
    start, limit = whole(call.query.get("cursor", "")) or 0, whole(call.query.get("limit", "")) or 50
    page = found[start : start + limit]
    return page, {"cursor": str(start + len(page))} if start + len(page) < len(found) else {}
