"""The world behind the rehearsal of Google Business Profile: a place, its posts, its reviews, its daily numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from vitrino.connect.twin import Call, Json, Twin, answer_json
from vitrino.connect.wire import Request, Response

HOST = "https://google.rehearsal.invalid"
SUMMARY_MAX = 1500
REPLY_MAX_BYTES = 4096
STARS = ("ONE", "TWO", "THREE", "FOUR", "FIVE")

# How many of a post's views the rehearsal counts under each name.
ONE_IN = {
    "BUSINESS_IMPRESSIONS_MOBILE_SEARCH": 2,
    "BUSINESS_IMPRESSIONS_MOBILE_MAPS": 4,
    "BUSINESS_IMPRESSIONS_DESKTOP_SEARCH": 8,
    "BUSINESS_IMPRESSIONS_DESKTOP_MAPS": 8,
    "WEBSITE_CLICKS": 40,
}

_POST_FIELDS = {"summary", "languageCode", "topicType", "callToAction", "media"}
# support.google.com/business: posts with telephone numbers are rejected.
_TELEPHONE = re.compile(r"\+?\d(?:[ ()/-]?\d){7,}")


class Fail(Exception):
    """An answer other than success, on its way out."""

    def __init__(self, code: int, status: str, message: str) -> None:
        super().__init__(message)
        self.response = google_error(code, status, message)


class World(Twin):
    """Entries are documents with "name" and "at". processing_s: how long Google looks at a post before it is live."""

    processing_s: float = 30.0

    # Answers in Google's own form

    def rate_limited(self) -> Response:
        return google_error(429, "RESOURCE_EXHAUSTED", "Quota exceeded for quota metric 'Requests'.")

    def unauthorized(self) -> Response:
        return google_error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")

    def failed(self) -> Response:
        return google_error(500, "INTERNAL", "Internal error encountered.")

    def bad_request(self) -> Response:
        return google_error(400, "INVALID_ARGUMENT", "Request contains an invalid argument.")

    def not_found(self, request: Request) -> Response:
        return google_error(404, "NOT_FOUND", "Requested entity was not found.")

    def _answer(self, request: Request) -> Response:
        try:
            return super()._answer(request)
        except Fail as failure:
            return failure.response
        except (KeyError, ValueError):  # a request that lacks something, or has it in the wrong form
            return self.bad_request()

    # Finding things

    def signed_in(self, call: Call) -> Json:
        place = self.store.get("account", call.token) if call.token else None
        if place is None:
            raise Fail(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
        return place

    def own(self, call: Call) -> Json:
        place = self.signed_in(call)
        asked = f"accounts/{call.parts['account']}/locations/{call.parts['location']}"
        if asked != place["location"]:
            raise Fail(403, "PERMISSION_DENIED", "The caller does not have permission")
        return place

    def shop(self) -> Json:
        pointer = self.store.get("shop", "token")
        if pointer is None:
            raise LookupError("Nobody has opened an account on this twin yet.")
        return self.store.get("account", pointer["token"]) or {}

    def entry(self, bucket: str, name: str) -> Json:
        found = self.store.get(bucket, name)
        if found is None:
            raise Fail(404, "NOT_FOUND", "Requested entity was not found.")
        return found

    def page(self, call: Call, location: str, bucket: str, most: int, default: int) -> tuple[list[Json], str]:
        """Visible entries newest first, and the token of the next page."""
        size, token = int(call.query.get("pageSize", default)), call.query.get("pageToken", "")
        if not 1 <= size <= most:
            raise Fail(400, "INVALID_ARGUMENT", f"page_size must be between 1 and {most}")
        own = [entry for name, entry in self.store.items(bucket) if name.startswith(f"{location}/")]
        found = [entry for entry in own if self.is_visible(_at(entry))]
        found = sorted(found, key=_place, reverse=True)
        left = [entry for entry in found if not token or _place(entry) < token]
        return left[:size], _place(left[size - 1]) if len(left) > size else ""

    # Making things

    def add_post(self, fields: Mapping[str, Any], at: datetime, is_old: bool = False) -> Json:
        name = f"{self.shop()['location']}/localPosts/{700_000 + self.store.next_number('post')}"
        post = {"name": name, "at": _iso(at), "is_old": is_old, "views": None, **fields}
        self.store.put("post", name, post)
        return post

    def add_review(self, name: str, text: str, at: datetime, rating: int | None) -> Json:
        review_id = f"AbF{self.store.next_number('review'):09}"
        review: Json = {"name": f"{self.shop()['location']}/reviews/{review_id}", "at": _iso(at), "written": _iso(at),
                        "person": name, "text": text, "rating": min(max(rating or 5, 1), 5), "reply": None}  # fmt: skip
        self.store.put("review", review["name"], review)
        return review

    # Rules

    def check_post(self, fields: Mapping[str, Any]) -> None:
        only(fields, _POST_FIELDS)
        if len(str(fields.get("summary", ""))) > SUMMARY_MAX:
            raise Fail(400, "INVALID_ARGUMENT", f"summary is longer than {SUMMARY_MAX} characters")
        if fields.get("topicType") != "STANDARD" or not fields.get("summary"):
            raise Fail(400, "INVALID_ARGUMENT", "topic_type and summary are required")
        media = fields.get("media", [])
        if len(media) > 1:
            raise Fail(400, "INVALID_ARGUMENT", "Too many media items")
        for item in media:
            only(item, {"mediaFormat", "sourceUrl", "description"})
            if item.get("mediaFormat") != "PHOTO" or not str(item.get("sourceUrl", "")).startswith("https://"):
                raise Fail(400, "INVALID_ARGUMENT", "Fetching image failed.")

    def state(self, post: Json) -> str:
        if not post["is_old"] and (self.clock() - _at(post)).total_seconds() < self.processing_s:
            return "PROCESSING"
        return "REJECTED" if _TELEPHONE.search(post["summary"]) else "LIVE"

    # Views

    def post_view(self, post: Json) -> Json:
        view = {name: value for name, value in post.items() if name in _POST_FIELDS}
        times = {"createTime": _zulu(post["at"]), "updateTime": _zulu(post["at"])}
        address = f"{HOST}/posts/{post['name'].rpartition('/')[2]}"
        return {"name": post["name"], **view, **times, "state": self.state(post), "searchUrl": address}

    def review_view(self, review: Json) -> Json:
        """Who wrote it is a name at most; no id, no address."""
        person = {"displayName": review["person"], "isAnonymous": False} if review["person"].strip() else {
            "displayName": "A Google user", "isAnonymous": True}  # fmt: skip
        view = {"name": review["name"], "reviewId": review["name"].rpartition("/")[2], "reviewer": person,
                "starRating": STARS[review["rating"] - 1], "createTime": _zulu(review["written"]),
                "updateTime": _zulu(review["at"])}  # fmt: skip
        told = {"comment": review["text"]} if review["text"] else {}
        return {**view, **told, **({"reviewReply": review["reply"]} if review["reply"] else {})}

    def daily(self, metric: str, first: date, last: date) -> list[Json]:
        """Views on the day of a post; a day without any has no value, as Google does it."""
        days: dict[date, int] = {}
        for _name, post in self.store.items("post"):
            day = _at(post).date()
            if first <= day <= last and post["views"] is not None:
                days[day] = days.get(day, 0) + post["views"] // ONE_IN[metric]
        return [
            {"date": {"year": day.year, "month": day.month, "day": day.day}, **({"value": str(value)} if value else {})}
            for day, value in sorted(days.items())
        ]


def google_error(code: int, status: str, message: str) -> Response:
    return answer_json({"error": {"code": code, "message": message, "status": status}}, code)


def only(given: Mapping[str, Any], allowed: Iterable[str]) -> None:
    """Google refuses names it does not know."""
    unknown = sorted(set(given) - set(allowed))
    if unknown:
        raise Fail(400, "INVALID_ARGUMENT", f'Invalid JSON payload received. Unknown name "{unknown[0]}"')


def _at(entry: Json) -> datetime:
    return datetime.fromisoformat(entry["at"])


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _zulu(stored: str) -> str:
    return datetime.fromisoformat(stored).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _place(entry: Json) -> str:
    """A place in a list: entries further down have a smaller one."""
    return f"{int(_at(entry).timestamp() * 1000):014}-{entry['name'].rpartition('/')[2]}"
