"""A rehearsal Google Business Profile: posts and reviews (v4), the place itself, and its daily numbers.

It keeps Google's ways: a post is looked at before it is live, or rejected; a picture comes by address; an answer to a
review replaces itself; reviewers have a name at most; single posts have no numbers.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from vitrino.connect.errors import Unsupported
from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.connect.twin import Call, Json, answer_json, route
from vitrino.connect.wire import Response
from vitrino.platforms.google_business.twin.world import HOST, REPLY_MAX_BYTES, Fail, World, only

_PLACE = "/v4/accounts/{account}/locations/{location}"


class Twin(World):
    """A rehearsal network (see `vitrino.connect.rehearsal`)."""

    key: ClassVar[str] = "google_business"

    # What people do there

    def open_account(self, handle: str, name: str, followers: int) -> Credentials:
        token = f"rehearsal-token-{handle}"
        known = self.store.get("account", token)
        number = self.store.next_number("account") if known is None else 0
        location = known["location"] if known else f"accounts/{100_000 + number}/locations/{200_000 + number}"
        self.store.put("account", token, {"location": location, "title": name, "handle": handle})
        self.store.put("shop", "token", {"token": token})
        # Nothing is fetched in a rehearsal, so pictures without a public address get a pretended one.
        servers = dict.fromkeys(("server", "performance_server", "information_server"), HOST)
        more = {"location": location, "handle": handle, "profile_url": f"{HOST}/maps/{handle}",
                "media_host": f"{HOST}/pictures"}  # fmt: skip
        return Credentials(secrets={"access_token": Secret(token)}, public={**servers, **more})

    def write_as(self, author: str, name: str, text: str, at: datetime, parent_id: str = "", kind: str = "comment",
                 rating: int | None = None) -> str:  # fmt: skip
        if kind != "review":
            raise Unsupported(f"read.{kind}s")
        return str(self.add_review(name, text, at, rating)["name"])

    def publish_past(self, text: str, at: datetime, has_picture: bool = False) -> str:
        media = [{"mediaFormat": "PHOTO", "sourceUrl": f"{HOST}/pictures/past.jpg"}] if has_picture else []
        fields = {"summary": text, "topicType": "STANDARD", "media": media}
        return str(self.add_post(fields, at, is_old=True)["name"])

    def react(self, remote_id: str, likes: int = 0, comments: int = 0, shares: int = 0, views: int = 0) -> None:
        """Views go into the numbers of the whole place; likes, comments and shares do not exist here."""
        self.store.put("post", remote_id, {**self.entry("post", remote_id), "views": views})

    def set_followers(self, followers: int, at: datetime) -> None:
        """Places have no followers."""

    # The place

    @route("GET", "/v1/locations/{id}")
    def place(self, call: Call) -> Response:
        place = self._place(call)
        only(call.query, {"readMask"})
        view = {"name": f"locations/{call.parts['id']}", "title": place["title"],
                "metadata": {"mapsUri": f"{HOST}/maps/{place['handle']}"}}  # fmt: skip
        return answer_json({name: view[name] for name in call.query["readMask"].split(",")})

    @route("GET", "/v1/locations/{id}:fetchMultiDailyMetricsTimeSeries")
    def performance(self, call: Call) -> Response:
        self._place(call)
        first, last = _day(call, "startDate"), _day(call, "endDate")
        series = [
            {"dailyMetric": metric, "timeSeries": {"datedValues": self.daily(metric, first, last)}}
            for metric in call.every("dailyMetrics")
        ]
        return answer_json({"multiDailyMetricTimeSeries": [{"dailyMetricTimeSeries": series}]})

    # Posts

    @route("GET", f"{_PLACE}/localPosts")
    def posts(self, call: Call) -> Response:
        location = self.own(call)["location"]
        only(call.query, {"pageSize", "pageToken"})
        page, token = self.page(call, location, "post", most=100, default=20)
        views = {"localPosts": [self.post_view(post) for post in page]} if page else {}
        return answer_json({**views, **({"nextPageToken": token} if token else {})})

    @route("POST", f"{_PLACE}/localPosts")
    def create(self, call: Call) -> Response:
        self.own(call)
        self.check_post(call.fields)
        return answer_json(self.post_view(self.add_post(call.fields, self.clock())))

    @route("GET", f"{_PLACE}/localPosts/{{id}}")
    def post(self, call: Call) -> Response:
        return answer_json(self.post_view(self._post(call)))

    @route("DELETE", f"{_PLACE}/localPosts/{{id}}")
    def delete(self, call: Call) -> Response:
        self.store.delete("post", self._post(call)["name"])
        return answer_json({})

    # Reviews

    @route("GET", f"{_PLACE}/reviews")
    def reviews(self, call: Call) -> Response:
        location = self.own(call)["location"]
        only(call.query, {"pageSize", "pageToken", "orderBy"})
        page, token = self.page(call, location, "review", most=50, default=50)
        ratings = [review["rating"] for name, review in self.store.items("review") if name.startswith(location)]
        average = round(sum(ratings) / len(ratings), 1) if ratings else 0.0
        totals = {"totalReviewCount": len(ratings), "averageRating": average} if page else {}
        views = {"reviews": [self.review_view(review) for review in page]} if page else {}
        return answer_json({**views, **totals, **({"nextPageToken": token} if token else {})})

    @route("GET", f"{_PLACE}/reviews/{{id}}")
    def review(self, call: Call) -> Response:
        return answer_json(self.review_view(self._review(call)))

    @route("PUT", f"{_PLACE}/reviews/{{id}}/reply")
    def reply(self, call: Call) -> Response:
        review = self._review(call)
        only(call.fields, {"comment"})
        comment = str(call.fields["comment"])
        if not comment or len(comment.encode()) > REPLY_MAX_BYTES:
            raise Fail(400, "INVALID_ARGUMENT", f"comment must have 1 to {REPLY_MAX_BYTES} bytes")
        reply = {"comment": comment, "updateTime": self.clock().isoformat().replace("+00:00", "Z")}
        self.store.put("review", review["name"], {**review, "reply": reply})
        return answer_json(reply)

    @route("DELETE", f"{_PLACE}/reviews/{{id}}/reply")
    def delete_reply(self, call: Call) -> Response:
        review = self._review(call)
        if review["reply"] is None:
            raise Fail(404, "NOT_FOUND", "Requested entity was not found.")
        self.store.put("review", review["name"], {**review, "reply": None})
        return answer_json({})

    def _post(self, call: Call) -> Json:
        return self.entry("post", f"{self.own(call)['location']}/localPosts/{call.parts['id']}")

    def _review(self, call: Call) -> Json:
        return self.entry("review", f"{self.own(call)['location']}/reviews/{call.parts['id']}")

    def _place(self, call: Call) -> Json:
        place = self.signed_in(call)
        if not place["location"].endswith(f"/locations/{call.parts['id']}"):
            raise Fail(403, "PERMISSION_DENIED", "The caller does not have permission")
        return place


def _day(call: Call, name: str) -> date:
    year, month, day = (int(call.query[f"dailyRange.{name}.{part}"]) for part in ("year", "month", "day"))
    return date(year, month, day)
