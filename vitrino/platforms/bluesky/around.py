"""What accounts of others show: app.bsky.actor.getProfile and app.bsky.feed.getAuthorFeed by handle."""

from __future__ import annotations

from vitrino.connect import reading
from vitrino.connect.around import Around, NobodyThere, PublicAccount
from vitrino.connect.connector import Clock
from vitrino.connect.errors import AuthLost, Refused, TokenExpired
from vitrino.connect.records import Credentials, PostOverview, Profile
from vitrino.connect.wire import Door
from vitrino.platforms.bluesky import translate
from vitrino.platforms.bluesky.api import Api

PAGE = 100
# What a feed of posts alone never needs; a list that goes in circles ends here.
MOST_PAGES = 10


def read(door: Door, credentials: Credentials, clock: Clock, handle: str, limit: int) -> PublicAccount:
    api = Api(door, credentials.public.get("server", ""), credentials.secrets["access_token"], clock)
    profile = _profile(api, handle.strip().removeprefix("@"))
    if not profile.remote_id:
        raise NobodyThere()
    return PublicAccount(profile, tuple(_posts(api, profile.remote_id, limit)))


def _profile(api: Api, actor: str) -> Profile:
    """An account that was taken down answers with the words of a lost sign-in, so our own session is asked too."""
    try:
        return translate.profile(api.ask("app.bsky.actor.getProfile", {"actor": actor}))
    except TokenExpired:
        raise
    except AuthLost as error:
        api.ask("com.atproto.server.getSession", {})
        raise NobodyThere() from error
    except Refused as error:
        raise NobodyThere() from error


def _posts(api: Api, did: str, limit: int) -> list[PostOverview]:
    """Without answers, and without what the account only passed on."""
    found: list[PostOverview] = []
    params: dict[str, str | int] = {"actor": did, "filter": "posts_no_replies", "limit": min(PAGE, limit)}
    for _page in range(MOST_PAGES):
        answer = api.ask("app.bsky.feed.getAuthorFeed", params)
        page = [one for one in reading.mappings(answer.get("feed") or []) if "reason" not in one]
        found += [translate.overview(reading.mapping(one.get("post")), api.now()) for one in page]
        params["cursor"] = reading.text(answer.get("cursor"), 1000)
        if len(found) >= limit or not params["cursor"]:
            break
    return found[:limit]


AROUND = Around(read, "bakery.bsky.social")
