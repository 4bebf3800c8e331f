"""The routes that only read."""

from __future__ import annotations

from vitrino.connect.twin import Call, answer_json, route
from vitrino.connect.wire import Response
from vitrino.platforms.mastodon.twin import world
from vitrino.platforms.mastodon.twin.server import Json, Server, problem, signed


class ReadingRoutes(Server):
    """Accounts, statuses, notifications."""

    @route("GET", "/api/v2/instance")
    def instance(self, _call: Call) -> Response:
        return answer_json(world.instance_json(self.max_characters))

    @route("GET", "/api/v1/accounts/verify_credentials")
    @signed("read:accounts")
    def verify(self, _call: Call, account: Json) -> Response:
        return answer_json(world.own_account_json(self._account_json(account)))

    @route("GET", "/api/v1/accounts/lookup")
    @signed("read:accounts")
    def lookup(self, call: Call, _account: Json) -> Response:
        person = self.store.get("person", call.query.get("acct", "").removesuffix(f"@{world.HOST}"))
        return answer_json(self._account_json(person)) if person else problem(404, "Record not found")

    @route("GET", "/api/v1/accounts/{id}/statuses")
    @signed("read:statuses")
    def statuses(self, call: Call, account: Json) -> Response:
        own = [status for _id, status in self.store.items("status") if status["account_id"] == call.parts["id"]]
        if call.query.get("exclude_replies") == "true":
            own = [status for status in own if not status["parent_id"]]
        if call.parts["id"] != account["id"]:
            own = [status for status in own if status["visibility"] == "public"]
        return self._page(call, own, self._status_json, most=40, usual=20)

    @route("GET", "/api/v1/statuses/{id}")
    @signed("read:statuses")
    def status(self, call: Call, _account: Json) -> Response:
        status = self.store.get("status", call.parts["id"])
        return answer_json(self._status_json(status)) if status else problem(404, "Record not found")

    @route("GET", "/api/v1/statuses/{id}/context")
    @signed("read:statuses")
    def context(self, call: Call, _account: Json) -> Response:
        status = self.store.get("status", call.parts["id"])
        if status is None:
            return problem(404, "Record not found")
        ancestors: list[Json] = []
        parent = self.store.get("status", status["parent_id"] or "")
        while parent:
            ancestors.insert(0, self._status_json(parent))
            parent = self.store.get("status", parent["parent_id"] or "")
        return answer_json({"ancestors": ancestors, "descendants": []})

    @route("GET", "/api/v1/notifications")
    @signed("read:notifications")
    def notifications(self, call: Call, account: Json) -> Response:
        types = call.every("types[]")
        own = [
            one for _id, one in self.store.items("notification")
            if one["to"] == account["id"] and (not types or one["type"] in types)
            and not self.store.get("mute", f"{account['id']}/{one['from']}")
            and not self.store.get("block", f"{account['id']}/{one['from']}")
            and (not one["status_id"] or self.store.get("status", one["status_id"]))
        ]  # fmt: skip
        return self._page(call, own, self._notification_json, most=80, usual=40)

    @route("GET", "/api/v1/media/{id}")
    @signed("write:media")
    def media(self, call: Call, _account: Json) -> Response:
        media = self.store.get("media", call.parts["id"])
        if media is None:
            return problem(404, "Record not found")
        is_ready = self._is_ready(media)
        return answer_json(world.media_json(media, is_ready), 200 if is_ready else 206)
