"""What the rehearsals of Meta's platforms share: its error form, tokens, pages, strictness about fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from vitrino.connect.twin import Call, Json, Twin, answer_json
from vitrino.connect.wire import Request, Response


class Fail(Exception):
    """An answer other than success, on its way out."""

    def __init__(self, code: int, message: str, subcode: int = 0, status: int = 400, **more: Any) -> None:
        super().__init__(message)
        self.response = graph_error(code, message, subcode, status, **more)


class GraphTwin(Twin):
    """Base of the rehearsals. Subclasses keep accounts in the bucket "account", by token."""

    def rate_limited(self) -> Response:
        usage = '{"1": [{"type": "pages", "call_count": 100, "estimated_time_to_regain_access": 7}]}'
        failed = graph_error(32, "(#32) Page request limit reached")
        return Response(failed.status, {**failed.headers, "x-business-use-case-usage": usage}, failed.body)

    def unauthorized(self) -> Response:
        return graph_error(190, "Error validating access token: Session has expired.", 463, 401)

    def failed(self) -> Response:
        return graph_error(2, "An unexpected error has occurred. Please retry your request later.", 0, 500,
                           is_transient=True)  # fmt: skip

    def bad_request(self) -> Response:
        return graph_error(100, "(#100) Invalid parameter")

    def not_found(self, request: Request) -> Response:
        return graph_error(2500, "Unknown path components")

    def _answer(self, request: Request) -> Response:
        try:
            return super()._answer(request)
        except Fail as failure:
            return failure.response
        except (KeyError, ValueError):  # a request that lacks something, or has it in the wrong form
            return self.bad_request()

    def signed_in(self, call: Call) -> Json:
        account = self.store.get("account", call.token) if call.token else None
        if account is None:
            raise Fail(190, "Invalid OAuth access token.", status=401)
        return account

    def page(self, call: Call, entries: list[Json], most: int = 100) -> Json:
        """A page of `entries` (newest first) with cursors; each entry has "id" and "at"."""
        return self.cut(entries, int(call.query.get("limit", "25")), call.query.get("after", ""), most)

    def cut(self, entries: Iterable[Json], limit: int, after: str = "", most: int = 100) -> Json:
        if not 0 <= limit <= most:
            raise Fail(100, f"(#100) limit must be between 0 and {most}")
        left = [entry for entry in entries if not after or place(entry) < after]
        shown = left[:limit]
        paging: Json = {}
        if shown:
            paging = {"cursors": {"before": place(shown[0]), "after": place(shown[-1])}}
        if shown and len(left) > limit:
            paging["next"] = f"https://graph.rehearsal.invalid/?after={place(shown[-1])}"
        return {"data": shown, **({"paging": paging} if paging else {})}


def graph_error(code: int, message: str, subcode: int = 0, status: int = 400, **more: Any) -> Response:
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "rehearsal", **more}
    return answer_json({"error": error | ({"error_subcode": subcode} if subcode else {})}, status)


def gone(remote_id: str) -> Fail:
    words = f"Unsupported get request. Object with ID '{remote_id}' does not exist, cannot be loaded due to missing"
    return Fail(100, f"{words} permissions, or does not support this operation.", 33)


def only(given: Mapping[str, Any], allowed: Iterable[str]) -> None:
    """Stricter than Meta, which ignores what it does not know: a rehearsal should find our typing errors."""
    unknown = sorted(set(given) - set(allowed) - {"access_token"})
    if unknown:
        raise Fail(100, f"(#100) Unknown parameter {unknown[0]}")


def fields_of(query: str) -> dict[str, str]:
    """`a,b.limit(2){c,d}` as {"a": "", "b": ".limit(2){c,d}"}: the fields asked for at the top."""
    found, depth, start = [], 0, 0
    for index, sign in enumerate(query):
        depth += (sign in "({") - (sign in ")}")
        if sign == "," and not depth:
            found.append(query[start:index])
            start = index + 1
    parts = (re.match(r"(\w+)(.*)", part.strip(), re.DOTALL) for part in (*found, query[start:]))
    return {part[1]: part[2] for part in parts if part}


def inside(field: str) -> str:
    """What stands in the braces of a field."""
    return field[field.index("{") + 1 : field.rindex("}")] if "{" in field else ""


def option(field: str, name: str, default: str = "") -> str:
    """`.limit(2)` -> "2"."""
    found = re.search(rf"\.{name}\(([^)]*)\)", field.partition("{")[0])
    return found[1] if found else default


def chosen(entry: Mapping[str, Any], wanted: Iterable[str]) -> Json:
    """Only the fields asked for, and the id, as Meta does it. A field nobody has heard of is an error."""
    unknown = sorted(set(wanted) - set(entry))
    if unknown:
        raise Fail(100, f"(#100) Tried accessing nonexisting field ({unknown[0]})")
    return {name: value for name, value in entry.items() if (name in wanted or name == "id") and value is not None}


def graph_time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def place(entry: Mapping[str, Any]) -> str:
    """A place in a list: entries further down have a smaller one."""
    return f"{int(datetime.fromisoformat(entry['at']).timestamp() * 1000):014}-{entry['id']}"
