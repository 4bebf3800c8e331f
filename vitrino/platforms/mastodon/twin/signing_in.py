"""Programs that register, and the code that becomes a token."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import urlencode

from vitrino.connect.twin import Call, answer_json, route
from vitrino.connect.wire import Response
from vitrino.platforms.mastodon.twin.server import Server, problem


class SigningInRoutes(Server):
    """OAuth 2 with PKCE, as a person who is signed in and agrees sees it."""

    @route("POST", "/api/v1/apps")
    def register(self, call: Call) -> Response:
        uris = call.fields.get("redirect_uris")
        if not call.fields.get("client_name") or not uris:
            return problem(422, "Validation failed: Redirect URI must be an absolute URI.")
        number = str(self.store.next_number("app"))
        uris = uris if isinstance(uris, list) else str(uris).split()
        scopes = str(call.fields.get("scopes", "read")).split()
        app = {
            "id": number, "name": call.fields["client_name"], "website": None, "scopes": scopes, "redirect_uris": uris,
            "redirect_uri": "\n".join(uris), "client_id": f"client-{number}", "client_secret": f"secret-{number}",
            "client_secret_expires_at": 0, "vapid_key": "",
        }  # fmt: skip
        self.store.put("app", app["client_id"], app)
        return answer_json(app)

    @route("GET", "/oauth/authorize")
    def authorize(self, call: Call) -> Response:
        """The person at the browser is signed in as the shop and agrees."""
        app = self.store.get("app", call.query.get("client_id", ""))
        uri = call.query.get("redirect_uri", "")
        asked = call.query.get("scope", "read").split()
        if app is None or uri not in app["redirect_uris"] or not set(asked) <= set(app["scopes"]):
            return problem(400, "The client is not known or asks for what it did not register")
        code = f"code-{self.store.next_number('code')}"
        challenge = call.query.get("code_challenge", "")
        self.store.put("code", code, {"app": app["client_id"], "uri": uri, "scopes": asked, "challenge": challenge})
        back = urlencode({"code": code, "state": call.query.get("state", "")})
        return Response(302, {"location": f"{uri}?{back}"})

    @route("POST", "/oauth/token")
    def token(self, call: Call) -> Response:
        fields, code = call.fields, self.store.get("code", str(call.fields.get("code")))
        app = self.store.get("app", str(fields.get("client_id")))
        if app is None or fields.get("client_secret") != app["client_secret"]:
            return answer_json({"error": "invalid_client", "error_description": "Client authentication failed"}, 401)
        verifier = hashlib.sha256(str(fields.get("code_verifier", "")).encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        if code is None or code["uri"] != fields.get("redirect_uri") or code["challenge"] not in ("", challenge):
            return answer_json({"error": "invalid_grant", "error_description": "The grant is invalid"}, 400)
        self.store.delete("code", str(fields["code"]))
        token = f"token-{self.store.next_number('token')}"
        self.store.put("token", token, {"account_id": self._shop()["id"], "scopes": code["scopes"]})
        made_at = int(self.clock().timestamp())
        return answer_json(
            {"access_token": token, "token_type": "Bearer", "scope": " ".join(code["scopes"]), "created_at": made_at}
        )
