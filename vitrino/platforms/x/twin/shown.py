"""Posts and people as X shows them: links shortened to t.co, `&` as `&amp;`, private numbers apart."""

from __future__ import annotations

import html
from datetime import datetime

from vitrino.connect.twin import Json
from vitrino.domain.text import urls

HOST = "https://x.rehearsal.invalid"


def tweet_view(tweet: Json, fields: set[str]) -> Json:
    text, entities = shortened(tweet)
    view: Json = {
        "author_id": tweet["author_id"], "conversation_id": tweet["conversation_id"],
        "created_at": at(tweet).isoformat(timespec="milliseconds").replace("+00:00", "Z"), "lang": "und",
        "public_metrics": tweet["counts"],
        "non_public_metrics": {"impression_count": tweet["counts"]["impression_count"],
                               "url_link_clicks": tweet["counts"]["impression_count"] // 50},
    }  # fmt: skip
    if entities:
        view["entities"] = {"urls": entities}
    if tweet["media"]:
        view["attachments"] = {"media_keys": [f"3_{media['id']}" for media in tweet["media"]]}
    if tweet["parent_id"]:
        view |= {"referenced_tweets": [{"type": "replied_to", "id": tweet["parent_id"]}],
                 "in_reply_to_user_id": tweet["parent_author_id"]}  # fmt: skip
    kept = {name: value for name, value in view.items() if name in fields}
    return {"id": tweet["id"], "text": text, "edit_history_tweet_ids": [tweet["id"]], **kept}


def user_view(user: Json) -> Json:
    counts = {"followers_count": user["followers_count"], "following_count": 0, "tweet_count": 0, "listed_count": 0}
    return {"id": user["id"], "name": user["name"], "username": user["username"], "public_metrics": counts}


def upload_view(media: Json) -> Json:
    """OpenAPI 2.159 demands a "meta" here, although it says nothing about it."""
    shown = {"id": media["id"], "media_key": f"3_{media['id']}", "size": media["size"], "expires_after_secs": 86_400}
    return {"data": shown, "meta": {}}


def shortened(tweet: Json) -> tuple[str, list[Json]]:
    """The text as X gives it back, and what its short links stand for. Pictures add a link of their own at the end."""
    text, entities, done = "", [], 0
    for number, span in enumerate(urls(tweet["text"])):
        target = tweet["text"][span.start : span.end]
        text += html.escape(tweet["text"][done : span.start], quote=False)
        entities.append(_entity(len(text), f"https://t.co/{tweet['id'][-8:]}{number:02}", target))
        text, done = text + entities[-1]["url"], span.end
    text += html.escape(tweet["text"][done:], quote=False)
    if tweet["media"]:
        address = f"https://t.co/m{tweet['id'][-9:]}"
        media_key = f"3_{tweet['media'][0]['id']}"
        entities.append(
            _entity(len(text) + 1, address, f"{HOST}/i/status/{tweet['id']}/photo/1") | {"media_key": media_key}
        )
        text = f"{text} {address}".strip()
    return text, entities


def _entity(start: int, short: str, target: str) -> Json:
    full = target if "://" in target else f"http://{target}"
    return {"start": start, "end": start + len(short), "url": short, "expanded_url": full, "display_url": target[:30]}


def at(tweet: Json) -> datetime:
    return datetime.fromisoformat(tweet["at"])


def place(tweet: Json) -> str:
    """A place in a list: posts further down have a smaller one."""
    return f"{int(at(tweet).timestamp() * 1000):014}x{tweet['id']}"
