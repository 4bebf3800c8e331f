"""Answers as X writes them, the unhappy ones above all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vitrino.connect.twin import Json, answer_json
from vitrino.connect.wire import Response


class Fail(Exception):
    """An answer other than success, on its way out."""

    def __init__(self, status: int, title: str, detail: str, kind: str = "about:blank") -> None:
        super().__init__(detail)
        self.response = problem(status, title, detail, kind)


def problem(status: int, title: str, detail: str, kind: str = "about:blank",
            headers: Mapping[str, str] | None = None) -> Response:  # fmt: skip
    """An error as X writes it (RFC 7807)."""
    body = {"title": title, "detail": detail, "type": kind, "status": status}
    return answer_json(body, status, {"content-type": "application/problem+json", **(headers or {})})


def only(given: Mapping[str, Any], allowed: set[str]) -> None:
    """X refuses what it does not know."""
    unknown = sorted(set(given) - allowed)
    if unknown:
        raise Fail(400, "Invalid Request", f"The parameter [{unknown[0]}] is not one of {sorted(allowed)}",
                    "https://api.twitter.com/2/problems/invalid-request")  # fmt: skip


def missing(remote_id: str, tweet: Json | None) -> Json:
    """Why a post is not in the list: gone, or its private numbers are."""
    if tweet is None:
        return {"title": "Not Found Error", "type": "https://api.twitter.com/2/problems/resource-not-found",
                "detail": f"Could not find tweet with ids: [{remote_id}].", "resource_type": "tweet",
                "resource_id": remote_id, "parameter": "ids", "value": remote_id}  # fmt: skip
    return {"title": "Field Authorization Error", "type": "https://api.twitter.com/2/problems/not-authorized-for-field",
            "detail": "Sorry, you are not authorized to access 'non_public_metrics' on the Tweet.", "section": "data",
            "resource_type": "tweet", "field": "non_public_metrics"}  # fmt: skip
