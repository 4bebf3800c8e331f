"""What accounts of others show: /api/v1/accounts/lookup, then their public statuses.

The own server knows of an account elsewhere only what it was sent: posts from before somebody here followed it are
missing, and numbers may lag. A server that does not know the account at all answers as if there were none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from vitrino.connect import reading
from vitrino.connect.around import Around, NobodyThere, PublicAccount
from vitrino.connect.connector import Clock
from vitrino.connect.errors import Refused, Transient
from vitrino.connect.records import Credentials, PostOverview
from vitrino.connect.wire import Door
from vitrino.domain.message import say
from vitrino.platforms.mastodon import translate
from vitrino.platforms.mastodon.api import Api

PAGE = 40


def read(door: Door, credentials: Credentials, clock: Clock, handle: str, limit: int) -> PublicAccount:
    server = credentials.public.get("server", "")
    api = Api(door, server, credentials.secrets["access_token"], clock)
    try:
        account = reading.mapping(api.read("/api/v1/accounts/lookup", {"acct": handle.strip().removeprefix("@")}))
    except Refused as error:
        raise NobodyThere() from error
    profile = translate.profile(account, {}, server)
    if not profile.remote_id:
        raise NobodyThere()
    return PublicAccount(profile, tuple(_posts(api, profile.remote_id, limit)))


def _posts(api: Api, account_id: str, limit: int) -> list[PostOverview]:
    """Without answers, and without what the account only passed on."""
    found: list[PostOverview] = []
    max_id = ""
    while len(found) < limit:
        page = _page(api, account_id, min(PAGE, limit - len(found)), max_id)
        found += [translate.overview(status, api.now()) for status in page]
        if not page or found[-1].remote_id == max_id:
            break
        max_id = found[-1].remote_id
    return found[:limit]


def _page(api: Api, account_id: str, limit: int, max_id: str) -> list[Mapping[str, Any]]:
    params: dict[str, str | int] = {"limit": limit, "exclude_reblogs": "true", "exclude_replies": "true"}
    if max_id:
        params["max_id"] = max_id
    found = api.read(f"/api/v1/accounts/{quote(account_id, safe='')}/statuses", params)
    if not isinstance(found, list):
        raise Transient(say("The server's list of posts was not a list."))
    return list(reading.mappings(found))


AROUND = Around(read, "bakery@mastodon.social")
