"""Links on their way out: tagged and shortened as the shop, or the post, wants it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.conf import settings

from vitrino.campaigns.queries import Campaign
from vitrino.channels.queries import Channel
from vitrino.domain.tagging import TagRule, host_of, is_on, mark_of_post, tag, with_links
from vitrino.links.models import LinkSettings, ShortLink
from vitrino.workspace.models import Workspace

CODE_LETTERS = "23456789abcdefghijkmnpqrstuvwxyz"  # no 0 o 1 l, so that a link can be read out
CODE_LENGTH = 7
PLAIN, TAGGED, SHORT = "plain", "tagged", "short"


@dataclass(frozen=True)
class Words:
    """All of a post in which links stand."""

    text: str
    link: str = ""
    parts: tuple[str, ...] = ()
    first_comment: str = ""

    def each(self, change: Callable[[str], str]) -> Words:
        """The same with every link as `change` gives it back."""
        return replace(
            self,
            text=with_links(self.text, change),
            link=change(self.link) if self.link else "",
            parts=tuple(with_links(part, change) for part in self.parts),
            first_comment=with_links(self.first_comment, change),
        )


@dataclass(frozen=True)
class Stands:
    """Where links stand: in which post, of what kind, for which campaign. wish: what the post wants with its links."""

    post_id: int | None = None
    campaign: Campaign | None = None
    kind: str = ""
    wish: str = ""


NOWHERE = Stands()


def settings_of(workspace: Workspace) -> LinkSettings:
    """The shop's settings; those of a shop that never chose are the defaults. Costs a query."""
    found = LinkSettings.objects.filter(workspace=workspace).first() or LinkSettings(workspace=workspace)
    found.workspace = workspace
    return found


def can_shorten() -> bool:
    """A short link only leads somewhere when this Vitrino has a public address."""
    host = urlsplit(settings.BASE_URL).hostname or ""
    return settings.IS_HTTPS and "." in host


def use_of(chosen: LinkSettings, stands: Stands) -> str:
    """What becomes of links: the post's wish, else what its campaign needs to be counted, else the shop's.

    As far as it is possible here.
    """
    use = stands.wish or (SHORT if stands.campaign else str(chosen.use))
    return TAGGED if use == SHORT and not can_shorten() else use


def rule_of(chosen: LinkSettings, campaign: Campaign | None = None) -> TagRule:
    """What the tags say; a campaign has a name of its own."""
    return TagRule(chosen.source, chosen.medium, campaign.tag if campaign else chosen.campaign, chosen.content)


def changer(
    channel: Channel, chosen: LinkSettings, stands: Stands, shorten: Callable[[str], str]
) -> Callable[[str], str]:
    """What to do with one address: nothing, tag it if it leads to the shop's own site, and shorten it by `shorten`."""
    use, rule = use_of(chosen, stands), rule_of(chosen, stands.campaign)
    about = {"platform": channel.platform, "channel": channel.handle, "kind": stands.kind,
             "post": mark_of_post(stands.post_id)}  # fmt: skip
    hosts = hosts_of(chosen.workspace)

    def change(url: str) -> str:
        if use == PLAIN or url.startswith(f"{settings.BASE_URL}/l/"):
            return url
        tagged = tag(url, rule, about).url if is_on(url, hosts) else url
        return shorten(tagged) if use == SHORT else tagged

    return change


def hosts_of(workspace: Workspace) -> frozenset[str]:
    """Where tags tell the shop something: its own website."""
    return frozenset(filter(None, [host_of(workspace.website)]))


def stand_in(url: str) -> str:
    """An address as long as the short one will be, for counting."""
    return f"{settings.BASE_URL}/l/{hash_of(url)[:CODE_LENGTH]}"


def address_of(link: ShortLink) -> str:
    """As it is given to people."""
    return f"{settings.BASE_URL}/l/{link.code}"


def hash_of(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
