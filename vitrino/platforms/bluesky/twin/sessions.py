"""Signing in, renewing, finding out who is who."""

from __future__ import annotations

from datetime import datetime

from vitrino.connect.twin import Call, answer_json, route
from vitrino.connect.wire import Response
from vitrino.platforms.bluesky.twin.server import Json, Server, problem, signed


class SessionRoutes(Server):
    """com.atproto.server and com.atproto.identity."""

    @route("POST", "/xrpc/com.atproto.server.createSession")
    def create_session(self, call: Call) -> Response:
        name = str(call.fields.get("identifier", ""))
        did = name if name.startswith("did:") else (self.store.get("name", name) or {}).get("did", "")
        password = self.store.get("password", did)
        if password is None or password["text"] != call.fields.get("password"):
            return problem(401, "AuthenticationRequired", "Invalid identifier or password")
        return answer_json(self.session(self.account(did)))

    @route("POST", "/xrpc/com.atproto.server.refreshSession")
    def refresh_session(self, call: Call) -> Response:
        """A renewal is used up by using it."""
        token = self.store.get("token", call.token)
        if token is None or token["scope"] != "com.atproto.refresh":
            return problem(400, "InvalidToken", "Token could not be verified")
        if datetime.fromisoformat(token["ends_at"]) <= self.clock():
            return self.unauthorized()
        self.store.delete("token", call.token)
        return answer_json(self.session(self.account(token["did"])))

    @route("GET", "/xrpc/com.atproto.server.getSession")
    @signed
    def get_session(self, _call: Call, account: Json) -> Response:
        return answer_json({"handle": account["handle"], "did": account["did"], "active": True})

    @route("GET", "/xrpc/com.atproto.identity.resolveHandle")
    @signed
    def resolve_handle(self, call: Call, _account: Json) -> Response:
        found = self.store.get("name", call.query.get("handle", ""))
        return answer_json(found) if found else problem(400, "InvalidRequest", "Unable to resolve handle")
