"""The world behind the rehearsal X and the rules it keeps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from vitrino.connect.twin import Call, Json, answer_json
from vitrino.connect.twin import Twin as BaseTwin
from vitrino.connect.wire import Request, Response
from vitrino.domain.text import count
from vitrino.platforms.x.manifest import MANIFEST, PRICES_CENTS
from vitrino.platforms.x.twin.answers import Fail, only, problem
from vitrino.platforms.x.twin.shown import at, place, tweet_view, user_view

FIRST_ID = 1_990_000_000_000_000_000
WRITES_PER_WINDOW = 100
WINDOW = timedelta(minutes=15)
DUPLICATE_WINDOW = timedelta(hours=24)
MEDIA_LIFE = timedelta(hours=24)
PRIVATE_NUMBERS_FOR = timedelta(days=30)

LIST_QUERY = {"max_results", "pagination_token", "tweet.fields", "user.fields", "expansions", "exclude", "since_id",
               "start_time", "end_time"}  # fmt: skip
TWEET_FIELDS = {"attachments", "author_id", "conversation_id", "created_at", "entities", "in_reply_to_user_id", "lang",
                 "referenced_tweets", "public_metrics", "non_public_metrics", "id", "text"}  # fmt: skip
COUNTS = ("impression_count", "like_count", "reply_count", "retweet_count", "quote_count", "bookmark_count")


class World(BaseTwin):
    """Posts, people, pictures, and what it costs. Every refusal is a `Fail`."""

    # Answers in X's own form

    def rate_limited(self) -> Response:
        return self._too_many(self.clock() + timedelta(seconds=60))

    def unauthorized(self) -> Response:
        return problem(401, "Unauthorized", "Unauthorized")

    def bad_request(self) -> Response:
        return problem(400, "Invalid Request", "One or more parameters to your request was invalid.")

    def not_found(self, request: Request) -> Response:
        return problem(404, "Not Found", "Not Found")

    def _answer(self, request: Request) -> Response:
        try:
            return super()._answer(request)
        except Fail as failure:
            return failure.response
        except (KeyError, ValueError):  # a request that lacks something, or has it in the wrong form
            return self.bad_request()

    # Rules

    def _signed_in(self, call: Call) -> Json:
        user = self.store.get("user", call.token.removeprefix("rehearsal-token-"))
        if user is None or call.token != token_of(user["id"]):
            raise Fail(401, "Unauthorized", "Unauthorized")
        return user

    def _own(self, call: Call) -> Json:
        user = self._signed_in(call)
        if call.parts["id"] != user["id"]:
            raise Fail(403, "Forbidden", "This rehearsal shows only your own lists.")
        return user

    def _check_rate(self, user: Json) -> None:
        start = self.clock() - WINDOW
        recent = [
            tweet
            for tweet in self._all()
            if tweet["author_id"] == user["id"] and tweet["by_program"] and at(tweet) > start
        ]
        if len(recent) >= WRITES_PER_WINDOW:
            failure = Fail(429, "Too Many Requests", "Too Many Requests")
            failure.response = self._too_many(min(map(at, recent)) + WINDOW)
            raise failure

    def _check_text(self, text: str, media: list[Json]) -> None:
        if not text.strip() and not media:
            raise Fail(400, "Invalid Request", "A Tweet needs text or media.")
        if not count(text, MANIFEST.text.value).fits:
            raise Fail(403, "Forbidden", "Your Tweet text is too long.")

    def _check_summoned(self, parent_id: str, user: Json) -> None:
        """Own threads, and people who named us: mentions, answers to us (they name us by themselves)."""
        parent = self.store.get("tweet", parent_id)
        if parent is None:
            raise Fail(403, "Forbidden", "You attempted to reply to a Tweet that is deleted or not visible to you.")
        if parent["author_id"] != user["id"] and f"@{user['username']}".lower() not in parent["text"].lower():
            raise Fail(
                403,
                "Forbidden",
                "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by"
                " the author of the post you are replying to.",
            )

    def _check_duplicate(self, text: str, user: Json) -> None:
        start = self.clock() - DUPLICATE_WINDOW
        for tweet in self._all():
            is_same = tweet["author_id"] == user["id"] and tweet["text"].split() == text.split()
            if is_same and at(tweet) > start and not tweet["media"]:
                raise Fail(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.")

    def _media_of(self, body: Json) -> list[Json]:
        ids = (body.get("media") or {}).get("media_ids", [])
        media = [self._media(str(media_id)) for media_id in ids]
        if len(media) > 4 or not all(item["is_done"] for item in media):
            raise Fail(400, "Invalid Request", "Your media IDs are invalid.")
        return [{"id": item["id"], "alt": item["alt"]} for item in media]

    def _poll_of(self, body: Json, media: list[Json]) -> Json | None:
        """OpenAPI 2.159: two to four answers of at most 25 signs, five minutes to a week, never with media."""
        poll = body.get("poll")
        if poll is None:
            return None
        only(poll, {"options", "duration_minutes", "reply_settings"})
        options, minutes = poll["options"], poll["duration_minutes"]
        is_sound = 2 <= len(options) <= 4 and all(1 <= len(option) <= 25 for option in options)
        if media or not is_sound or not 5 <= minutes <= 10_080:
            raise Fail(400, "Invalid Request", "The poll is not valid.")
        return {"options": options, "minutes": minutes}

    def _media(self, media_id: str) -> Json:
        media = self.store.get("media", media_id)
        if media is None or datetime.fromisoformat(media["at"]) + MEDIA_LIFE < self.clock():
            raise Fail(400, "Invalid Request", "Your media IDs are invalid.")
        return media

    # The world

    def _add(self, author_id: str, text: str, at: datetime, parent_id: str = "", media: list[Json] | None = None,
             by_program: bool = False, poll: Json | None = None) -> Json:  # fmt: skip
        remote_id = str(FIRST_ID + self.store.next_number("id"))
        parent = self.store.get("tweet", parent_id) if parent_id else None
        tweet = {
            "id": remote_id, "author_id": author_id, "text": text, "at": at.astimezone(UTC).isoformat(),
            "parent_id": parent_id, "parent_author_id": parent["author_id"] if parent else "",
            "conversation_id": parent["conversation_id"] if parent else remote_id, "media": media or [],
            "counts": dict.fromkeys(COUNTS, 0), "hidden": False, "by_program": by_program, "poll": poll,
        }  # fmt: skip
        self.store.put("tweet", remote_id, tweet)
        return tweet

    def _user(self, username: str, name: str) -> Json:
        found = (user for _key, user in self.store.items("user") if user["username"].lower() == username.lower())
        user = next(found, None)
        if user is None:
            number = str(700_000_000 + self.store.next_number("user"))
            user = {"id": number, "username": username, "name": name, "followers_count": 0}
            self.store.put("user", number, user)
        return user

    def _shop(self) -> Json:
        pointer = self.store.get("shop", "id")
        if pointer is None:
            raise LookupError("Nobody has opened an account on this twin yet.")
        return self.store.get("user", pointer["id"]) or {}

    def _tweet(self, remote_id: str) -> Json:
        tweet = self.store.get("tweet", remote_id)
        if tweet is None:
            raise Fail(404, "Not Found Error", f"Could not find tweet with id: [{remote_id}].")
        return tweet

    def _all(self) -> list[Json]:
        """Every post, newest first."""
        return sorted((tweet for _key, tweet in self.store.items("tweet")), key=_order, reverse=True)

    def _count(self, remote_id: str, name: str) -> None:
        tweet = self.store.get("tweet", remote_id)
        if tweet is not None:
            tweet["counts"][name] += 1
            self.store.put("tweet", remote_id, tweet)

    def _spend(self, what: str, times: int = 1) -> None:
        before = (self.store.get("cost", "cents") or {"n": 0})["n"]
        self.store.put("cost", "cents", {"n": before + PRICES_CENTS[what] * times})

    # Lists

    def _page(self, call: Call, tweets: list[Json]) -> Response:
        only(call.query, LIST_QUERY)
        size, token, fields = (
            int(call.query.get("max_results", "10")),
            call.query.get("pagination_token"),
            fields_of(call),
        )
        if not 5 <= size <= 100:
            raise Fail(
                400, "Invalid Request", f"The `max_results` query parameter value [{size}] is not between 5 and 100"
            )
        shown = [tweet for tweet in tweets if self.is_visible(at(tweet)) and (not token or place(tweet) < token)]
        page = shown[:size]
        self._spend("read-own", len(page))
        meta: Json = {"result_count": len(page)}
        if page:
            meta |= {"newest_id": page[0]["id"], "oldest_id": page[-1]["id"]}
        if len(shown) > size:
            meta["next_token"] = place(page[-1])
        answer: Json = {"data": [tweet_view(tweet, fields) for tweet in page]} if page else {}
        if page and "author_id" in call.query.get("expansions", ""):
            answer["includes"] = {"users": self._authors(page)}
        return answer_json(answer | {"meta": meta})

    def _authors(self, tweets: Iterable[Json]) -> list[Json]:
        users = (self.store.get("user", key) for key in dict.fromkeys(tweet["author_id"] for tweet in tweets))
        return [user_view(user) for user in users if user]

    def _may_show(self, tweet: Json, fields: set[str], user: Json) -> bool:
        is_private = "non_public_metrics" in fields
        return not is_private or (tweet["author_id"] == user["id"] and at(tweet) > self.clock() - PRIVATE_NUMBERS_FOR)

    def _too_many(self, until: datetime) -> Response:
        headers = {"x-rate-limit-limit": str(WRITES_PER_WINDOW), "x-rate-limit-remaining": "0",
                   "x-rate-limit-reset": str(int(until.timestamp()))}  # fmt: skip
        return problem(429, "Too Many Requests", "Too Many Requests", headers=headers)


def token_of(user_id: str) -> str:
    return f"rehearsal-token-{user_id}"


def fields_of(call: Call) -> set[str]:
    fields = {name for name in call.query.get("tweet.fields", "").split(",") if name}
    only(dict.fromkeys(fields), TWEET_FIELDS)
    return fields


def _order(tweet: Json) -> tuple[datetime, str]:
    return at(tweet), tweet["id"]
