"""The profiles the shop's website links to, as the rules about them want them."""

from __future__ import annotations

from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel, SiteLink
from vitrino.checkup.profiles import Profile
from vitrino.connect import registry
from vitrino.workspace.models import Workspace


def profiles_of(workspace: Workspace) -> tuple[Profile, ...]:
    """Without those let go. Two queries."""
    own = [one for one in channels.channels_of(workspace) if workspace.is_sample or not one.is_rehearsal]
    return tuple(_profile(link, own) for link in channels.site_links(workspace))


def _profile(link: SiteLink, own: list[Channel]) -> Profile:
    manifest = registry.manifests().get(link.platform)
    channel = next((one for one in own if is_same(link, one)), None)
    return Profile(
        platform=link.platform,
        platform_name=manifest.name if manifest else link.platform,
        handle=link.handle,
        url=link.url,
        found_on=link.found_on,
        last_activity_at=link.last_activity_at,
        is_gone=link.is_broken,
        pk=link.pk,
        channel_pk=channel.pk if channel else 0,
        needs_sign_in=channel is not None and channel.state == Channel.State.NEEDS_SIGN_IN,
        can_connect=manifest is not None and manifest.can_connect,
    )


def is_same(link: SiteLink, channel: Channel) -> bool:
    """Does a link of the website lead to this channel?"""
    if link.platform != channel.platform:
        return False
    return _plain(link.handle) == _plain(channel.handle) or (
        bool(channel.url) and _bare(link.url) == _bare(channel.url)
    )


def _plain(handle: str) -> str:
    return handle.casefold().lstrip("@")


def _bare(url: str) -> str:
    return url.casefold().partition("://")[2].removeprefix("www.").rstrip("/")
