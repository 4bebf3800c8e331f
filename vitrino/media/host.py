"""Where platforms that fetch pictures themselves find them: this installation's own address, or a bucket."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

from django.conf import settings

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.connect.errors import AddressRefused, ConnectError
from vitrino.connect.http import HttpDoor, Limits
from vitrino.connect.wire import Request
from vitrino.domain.message import Message, say
from vitrino.media import links, store
from vitrino.media.bucket import Bucket, bucket_from
from vitrino.media.models import HostCheck, Rendition

FRESH_FOR = timedelta(hours=24)
TEST_PICTURE = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeX"
    "BkeFxlZ2P/wAALCAABAAEBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIh"
    "MUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhI"
    "WGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/ACv/"
    "2Q=="
)
JPEG = "image/jpeg"
_LIMITS = Limits(total_s=15, max_bytes=64 * 1024, retries=1)


def bucket() -> Bucket | None:
    """The bucket this installation uses, None when it lends under its own address."""
    return bucket_from(settings.VITRINO_S3_URL)


def address() -> str:
    """What was, or is to be, proven reachable."""
    found = bucket()
    return found.address if found else str(settings.BASE_URL)


def lend(made: Rendition, now: datetime) -> str:
    """An address under which anybody can fetch this rendition for two days. Raises ConnectError without the bucket."""
    found = bucket()
    if found is None:
        return f"{settings.BASE_URL}{links.path_for(made, now)}"
    name = store.name_for(made.sha256, made.mime_type)
    found.put(_door(), name, store.read_rendition(made), made.mime_type)
    return found.link(name, links.LIFE)


def check(now: datetime) -> HostCheck:
    """Try it out as a platform would: fetch a test picture from outside through the guarded door."""
    trouble = _trouble(now)
    stored = {"template": trouble.template, "values": trouble.stored()} if trouble else {}
    made, _is_new = HostCheck.objects.update_or_create(
        address=address(), defaults={"is_reachable": trouble is None, "trouble": stored, "at": now}
    )
    return made


def is_needed() -> bool:
    """True while a channel is connected whose platform fetches pictures or films itself."""
    return any(fetches(channel) for channel in channels.channels_to_measure())


def fetches(channel: Channel) -> bool:
    """True when this channel's platform fetches something from us rather than being given it."""
    rules = channels.manifest_of(channel).media
    return not channel.is_rehearsal and any(fact.value.transport.startswith("pull") for fact in rules)


def last_check() -> HostCheck | None:
    """The newest result for the address in use now."""
    return HostCheck.objects.filter(address=address()).first()


def trouble_of(found: HostCheck | None, platform: str, now: datetime) -> Message | None:
    """What stands against publishing where a platform fetches; None when the address was proven lately."""
    if found is None or now - found.at > FRESH_FOR:
        return say("Nobody has tried yet whether {platform} can fetch pictures from here. Try it under Settings, "
                   "Address for pictures.", platform=platform)  # fmt: skip
    if not found.is_reachable:
        return say("{platform} fetches pictures itself, and can't reach them here. See Settings, Address for pictures.",
                   platform=platform)  # fmt: skip
    return None


def _trouble(now: datetime) -> Message | None:
    found = bucket()
    if found is None and not str(settings.BASE_URL).startswith("https://"):
        return say("{address} is not an address with https://, which platforms demand. Set VITRINO_URL to the address "
                   "under which the whole internet reaches this Vitrino.", address=address())  # fmt: skip
    try:
        answer = _door().send(Request("GET", _test_link(found, now)))
    except AddressRefused:
        return say("{address} leads into a private network, so no platform can reach it. Use a public address, or a "
                   "bucket.", address=address())  # fmt: skip
    except ConnectError as error:
        return say("{address} did not answer: {why}", address=address(), why=error.message)
    if answer.status != 200 or answer.body != TEST_PICTURE:
        return say("{address} answered, but not with our test picture (status {status}). Does the address lead to this "
                   "Vitrino?", address=address(), status=answer.status)  # fmt: skip
    return None


def _test_link(found: Bucket | None, now: datetime) -> str:
    if found is None:
        return f"{settings.BASE_URL}{links.path_of(links.TEST_PK, JPEG, now)}"
    found.put(_door(), "test.jpeg", TEST_PICTURE, JPEG)
    return found.link("test.jpeg", timedelta(minutes=10))


def _door() -> HttpDoor:
    return HttpDoor(allow_private=settings.VITRINO_ALLOW_PRIVATE, limits=_LIMITS)
