"""How the shop's own accounts say that there is something to read: by a line, or when glanced at."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet

from vitrino.channels import credentials, doors
from vitrino.channels.models import Channel
from vitrino.connect import registry
from vitrino.connect.lines import Line


def channels_that_knock() -> QuerySet[Channel]:
    """Real accounts that are connected, on platforms that offer such a line."""
    connected = Channel.objects.filter(state=Channel.State.CONNECTED, is_rehearsal=False, listens_only=False)
    return connected.filter(platform__in=list(registry.knocks()))


def channels_to_glance_at() -> QuerySet[Channel]:
    """Real accounts that are connected, on platforms where one cheap question tells whether there is something new."""
    connected = Channel.objects.filter(state=Channel.State.CONNECTED, is_rehearsal=False, listens_only=False)
    return connected.filter(platform__in=list(registry.glances()))


def open_line(channel: Channel) -> Line:
    """A line to the account. Raises ConnectError."""
    knock, sign_in = registry.knocks()[channel.platform], credentials.load(channel)
    url = knock.url(doors.door_for(channel), sign_in)
    return Line(url, knock.headers(sign_in), allow_private=settings.VITRINO_ALLOW_PRIVATE)
