"""Where a shop may listen besides its own accounts, and seeing to it that every place is heard."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from vitrino.channels import actions as channels
from vitrino.channels import queries as places
from vitrino.channels.queries import Channel, Source
from vitrino.connect import registry
from vitrino.connect.errors import ConnectError
from vitrino.connect.http import check_url
from vitrino.connect.manifest import OPEN_PLACES, ConnectField, Manifest
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.engine import actions as engine
from vitrino.intake.models import HookAddress
from vitrino.notify import actions as notify
from vitrino.workspace import queries as workspaces
from vitrino.workspace.models import Person, Workspace

Way = Literal["address", "search", "key", "network", "website"]
MOST_ADDRESSES = 20
# A place is alarming after five of its rounds, but nobody is called for a short outage.
ROUNDS = 5
SHORTEST_ALARM = timedelta(hours=1)
# Of so many deliveries the usual pause between two is judged.
JUDGED_BY = 20
FEWEST = 6


@dataclass(frozen=True)
class Offer:
    """Something to listen to. key: of the platform. fields: what to ask for first."""

    key: str
    name: str
    way: Way
    fields: tuple[ConnectField, ...] = ()


def offers(workspace: Workspace) -> list[Offer]:
    """What can still be opened; feeds again and again."""
    open_keys = set(places.open_places_of(workspace).values_list("platform", flat=True))
    found = [Offer(key, registry.manifest(key).name, "network") for key in registry.firehoses()]
    for key, manifest in registry.manifests().items():
        if manifest.auth in OPEN_PLACES and manifest.can("read.search"):
            found.append(Offer(key, manifest.name, _way(manifest), manifest.connect_fields))
    found += [Offer(key, hook.name, "website") for key, hook in registry.hooks().items() if hook.is_unbound]
    return [offer for offer in found if offer.way == "address" or offer.key not in open_keys]


@transaction.atomic
def listen(*, workspace: Workspace, platform: str, by: Person, now: datetime, url: str = "",
           secrets: Mapping[str, str] | None = None) -> Channel:  # fmt: skip
    """Listen to a network, a search (with `secrets` where it wants a key), or the feed at `url`. Raises Problem."""
    offer = next((one for one in offers(workspace) if one.key == platform and one.way != "website"), None)
    if offer is None:
        raise Problem(say("Vitrino listens there already, or can't."))
    if offer.way == "address":
        return _follow_address(workspace, offer, url.strip(), by, now)
    public = {"terms": _terms(workspace)} if offer.way in ("search", "key") else {}
    place = channels.open_place(workspace=workspace, platform=platform, remote_id=offer.way, name=offer.name, by=by,
                                now=now, public=public, secrets=_given(offer, secrets or {}))  # fmt: skip
    engine.ring_bell("places", now=now)
    return place


def refresh_terms() -> int:
    """Searches look for the names the shops have now; how many changed."""
    changed = 0
    searched = [key for key, one in registry.manifests().items() if one.auth in OPEN_PLACES and _way(one) != "address"]
    for place in Channel.objects.filter(listens_only=True, platform__in=searched).select_related("workspace"):
        terms = _terms(place.workspace)
        if "terms" in place.public and place.public["terms"] != terms:
            Channel.objects.filter(pk=place.pk).update(public={**place.public, "terms": terms})
            changed += 1
    return changed


def alarm(now: datetime) -> int:
    """Tell the shop of every source that could not be read for five rounds; how many there are."""
    sources = Source.objects.filter(channel__state=Channel.State.CONNECTED, due_at__isnull=False)
    silent = [
        source
        for source in sources.select_related("channel__workspace")
        if source.last_ok_at is not None
        and now - source.last_ok_at > max(SHORTEST_ALARM, ROUNDS * timedelta(seconds=source.every_s))
    ]
    for source in silent:
        _tell(source, now)
    return len(silent)


def ask_the_quiet(now: datetime) -> int:
    """An address that was called often and then no more may have been forgotten by its platform: what it would have
    brought is read now. How many there are."""
    quiet = [address for address in HookAddress.objects.filter(closed_at=None) if is_quiet(address, now)]
    for address in quiet:
        if address.channel is not None:
            kinds = Source.objects.filter(channel=address.channel, due_at__isnull=False).values_list("kind", flat=True)
            channels.read_soon(address.channel, kinds, now)
    return len(quiet)


def is_quiet(address: HookAddress, now: datetime) -> bool:
    """Did nothing come for five times the usual pause? Costs a query."""
    newest = address.deliveries.order_by("-received_at").values_list("received_at", flat=True)[:JUDGED_BY]
    times = list(newest)
    if len(times) < FEWEST:
        return False
    pauses = sorted(later - earlier for later, earlier in pairwise(times))
    return now - times[0] > max(SHORTEST_ALARM, ROUNDS * pauses[len(pauses) // 2])


def _way(manifest: Manifest) -> Way:
    if manifest.auth == "key":
        return "key"
    return "address" if manifest.connect_fields else "search"


def _given(offer: Offer, secrets: Mapping[str, str]) -> dict[str, str]:
    """What the search asks for. Raises Problem where something is missing."""
    given = {field.name: secrets.get(field.name, "").strip()[:300] for field in offer.fields}
    for name, value in given.items():
        if not value:
            raise Problem(say("Without it the search lets nobody in."), name)
    return given


def _follow_address(workspace: Workspace, offer: Offer, url: str, by: Person, now: datetime) -> Channel:
    try:
        check_url(url, any_port=settings.VITRINO_ALLOW_PRIVATE)
    except ConnectError as error:
        raise Problem(error.message, "url") from error
    mine = places.open_places_of(workspace).filter(platform=offer.key)
    if len(url) > 200 or mine.count() >= MOST_ADDRESSES:
        raise Problem(say("At most {n} feeds, please, and no address longer than 200 signs.", n=MOST_ADDRESSES), "url")
    name = url.partition("://")[2].strip("/")
    return channels.open_place(workspace=workspace, platform=offer.key, remote_id=url, name=name, by=by, now=now,
                               url=url, public={"url": url})  # fmt: skip


def _terms(workspace: Workspace) -> str:
    return json.dumps([name.text for name in workspaces.brand_names(workspace)], ensure_ascii=False)


def _tell(source: Source, now: datetime) -> None:
    channel = source.channel
    notify.alert(
        workspace=channel.workspace,
        kind="channel",
        key=f"silent:{source.pk}:{source.last_ok_at:%Y%m%d%H%M}",
        message=say("Vitrino hears nothing from {name} any more. Please look what it says.", name=str(channel)),
        url=reverse("intake:home", kwargs={"slug": channel.workspace.slug}),
        now=now,
        urgency="high",
    )
