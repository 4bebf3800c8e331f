"""What a Mastodon server knows, as its JSON entities. Built from the twin's documents, independent of our connector."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

Json = dict[str, Any]
HOST = "rehearsal.example"
SERVER = f"https://{HOST}"

_LINK = re.compile(r"https?://[^\s<>]+")
_PERSON = re.compile(r"(?<![\w/])@(\w+(?:[.-]+\w+)*)(@[\w.-]*\w)?")


def iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def snowflake(at: datetime, number: int) -> str:
    """Mastodon's ids grow with time: milliseconds, then 16 bits."""
    return str((int(at.timestamp() * 1000) << 16) + number % 65536)


def account_json(account: Json, followers: int, statuses: int) -> Json:
    handle = account["handle"]
    return {
        "id": account["id"], "username": handle, "acct": handle, "display_name": account["name"], "locked": False,
        "bot": False, "group": False, "discoverable": True, "indexable": False, "noindex": False,
        "created_at": account["at"], "note": "", "url": f"{SERVER}/@{handle}", "uri": f"{SERVER}/users/{handle}",
        "avatar": f"{SERVER}/avatars/missing.png", "avatar_static": f"{SERVER}/avatars/missing.png",
        "header": f"{SERVER}/headers/missing.png", "header_static": f"{SERVER}/headers/missing.png",
        "followers_count": followers, "following_count": 0, "statuses_count": statuses, "last_status_at": None,
        "emojis": [], "fields": [],
    }  # fmt: skip


def own_account_json(account: Json) -> Json:
    """The two parts only the owner sees."""
    source = {
        "privacy": "public", "sensitive": False, "language": None, "note": "", "fields": [], "follow_requests_count": 0,
        "indexable": False, "discoverable": True, "hide_collections": None, "attribution_domains": [],
    }  # fmt: skip
    role = {"id": "-99", "name": "", "permissions": "0", "color": "", "highlighted": False}
    return {**account, "source": source, "role": role}


def status_json(status: Json, account: Json, media: list[Json], people: Mapping[str, Json]) -> Json:
    numbers = status["numbers"]
    url = f"{SERVER}/@{account['username']}/{status['id']}"
    return {
        "id": status["id"], "created_at": status["at"], "edited_at": status["edited_at"],
        "account": account, "url": url, "uri": url,
        "content": content(status["text"]), "visibility": status["visibility"], "language": status["language"],
        "in_reply_to_id": status["parent_id"], "in_reply_to_account_id": status["parent_account_id"],
        "sensitive": False, "spoiler_text": "", "reblog": None, "poll": poll_json(status), "card": None,
        "application": None,
        "media_attachments": media, "emojis": [], "tags": [], "mentions": _mentions(status["text"], people),
        "replies_count": numbers["comments"], "reblogs_count": numbers["shares"], "quotes_count": 0,
        "favourites_count": numbers["likes"], "favourited": False, "reblogged": False, "muted": False,
        "bookmarked": False, "pinned": False, "filtered": [],
    }  # fmt: skip


def poll_json(status: Json) -> Json | None:
    poll = status["poll"]
    if poll is None:
        return None
    return {
        "id": status["id"], "expires_at": poll["expires_at"], "expired": False, "multiple": poll["multiple"],
        "votes_count": 0, "voters_count": 0, "emojis": [], "voted": True, "own_votes": [],
        "options": [{"title": option, "votes_count": 0} for option in poll["options"]],
    }  # fmt: skip


def media_json(media: Json, is_ready: bool) -> Json:
    url = f"{SERVER}/media/{media['id']}" if is_ready else None
    return {
        "id": media["id"], "type": media["type"], "url": url, "preview_url": url, "remote_url": None, "meta": {},
        "description": media["description"], "blurhash": None,
    }  # fmt: skip


def notification_json(notification: Json, account: Json, status: Json | None) -> Json:
    return {
        "id": notification["id"], "type": notification["type"], "created_at": notification["at"],
        "group_key": f"ungrouped-{notification['id']}", "account": account, **({"status": status} if status else {}),
    }  # fmt: skip


def instance_json(max_characters: int) -> Json:
    statuses = {"max_characters": max_characters, "max_media_attachments": 4, "characters_reserved_per_url": 23}
    media = {
        "image_size_limit": 16_777_216, "image_matrix_limit": 33_177_600, "video_size_limit": 103_809_024,
        "video_frame_rate_limit": 120, "video_matrix_limit": 8_294_400, "description_limit": 1500,
        "supported_mime_types": sorted(MIME_TYPES),
    }  # fmt: skip
    return {
        "domain": HOST, "title": "Rehearsal", "version": "4.5.0", "source_url": "https://github.com/mastodon/mastodon",
        "description": "A server for rehearsals", "languages": ["en"], "icon": [], "rules": [],
        "usage": {"users": {"active_month": 1}}, "thumbnail": {"url": f"{SERVER}/thumbnail.png"},
        "configuration": {
            "statuses": statuses, "media_attachments": media,
            "accounts": {"max_featured_tags": 10, "max_pinned_statuses": 5},
            "polls": {"max_options": 4, "max_characters_per_option": 50, "min_expiration": 300,
                      "max_expiration": 2_629_746},
            "urls": {"streaming": f"wss://{HOST}"}, "translation": {"enabled": False},
        },
        "registrations": {"enabled": False, "approval_required": False, "message": None},
        "contact": {"email": f"admin@{HOST}", "account": None}, "api_versions": {"mastodon": 6},
    }  # fmt: skip


MIME_TYPES = {
    "image/jpeg": "image", "image/png": "image", "image/webp": "image", "image/gif": "gifv",
    "video/mp4": "video", "video/webm": "video", "video/quicktime": "video",
}  # fmt: skip


def content(text: str) -> str:
    """Text as Mastodon sets it: paragraphs, breaks, links with their dull parts hidden, people as cards."""
    paragraphs = [paragraph.replace("\n", "<br />") for paragraph in _marked_up(text).split("\n\n")]
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def _marked_up(text: str) -> str:
    pieces, at = [], 0
    for found in _LINK.finditer(text):
        pieces += [_with_people(text[at : found.start()]), _link(found.group())]
        at = found.end()
    return "".join([*pieces, _with_people(text[at:])])


def _link(url: str) -> str:
    scheme, rest = re.match(r"(https?://(?:www\.)?)(.*)", url).groups()  # type: ignore[union-attr]
    shown, hidden = html.escape(rest[:30]), html.escape(rest[30:])
    return (
        f'<a href="{html.escape(url)}" target="_blank" rel="nofollow noopener" translate="no">'
        f'<span class="invisible">{scheme}</span><span class="{"ellipsis" if hidden else ""}">{shown}</span>'
        f'<span class="invisible">{hidden}</span></a>'
    )


def _with_people(text: str) -> str:
    pieces, at = [], 0
    for found in _PERSON.finditer(text):
        card = f'<a href="{SERVER}/@{found[1]}" class="u-url mention">@<span>{found[1]}</span></a>'
        pieces += [
            html.escape(text[at : found.start()], quote=False),
            f'<span class="h-card" translate="no">{card}</span>',
        ]
        at = found.end()
    return "".join([*pieces, html.escape(text[at:], quote=False)])


def named(text: str) -> list[str]:
    """The user names a text mentions."""
    return [found[1] for found in _PERSON.finditer(_LINK.sub("", text)) if found[2] in (None, f"@{HOST}")]


def _mentions(text: str, people: Mapping[str, Json]) -> list[Json]:
    found = [people[name] for name in dict.fromkeys(named(text)) if name in people]
    return [{"id": one["id"], "username": one["handle"], "acct": one["handle"], "url": f"{SERVER}/@{one['handle']}"}
            for one in found]  # fmt: skip


def relationship_json(account_id: str, relation: str, is_on: bool) -> Json:
    """How the shop stands to somebody, after a change of one relation."""
    return {
        "id": account_id, "following": False, "showing_reblogs": False, "notifying": False, "languages": None,
        "followed_by": False, "blocking": False, "blocked_by": False, "muting": False, "muting_notifications": False,
        "requested": False, "requested_by": False, "domain_blocking": False, "endorsed": False, "note": "",
        {"mute": "muting", "block": "blocking"}[relation]: is_on,
    }  # fmt: skip
