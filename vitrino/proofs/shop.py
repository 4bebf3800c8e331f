"""The shop whose posts are at stake: a workspace with a channel on each platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone
from PIL import Image

from vitrino.channels import actions as channel_actions
from vitrino.channels import credentials, installation
from vitrino.channels.models import Channel
from vitrino.connect import registry
from vitrino.connect.records import Credentials
from vitrino.connect.secret import Secret
from vitrino.media import actions as media
from vitrino.media.pictures import Picture
from vitrino.proofs import worker
from vitrino.proofs.network import Network
from vitrino.proofs.patience import patiently
from vitrino.proofs.shape import Entrant
from vitrino.publishing import actions, deciding
from vitrino.publishing.models import Publication
from vitrino.workspace.models import Person, Workspace


class Shop:
    """One workspace, its channels, and the posts it has planned so far."""

    def __init__(self, name: str, entrants: tuple[Entrant, ...], network: Network) -> None:
        now = timezone.now()
        self.workspace = Workspace.objects.create(name=name, slug=name, created_at=now, onboarding_step=0)
        installation.check(now)
        self.planned = 0
        self.channels = {one: self._channel(one, network.places[one.key]) for one in entrants}

    def _channel(self, entrant: Entrant, place: Mapping[str, Any]) -> Channel:
        channel = Channel.objects.create(workspace=self.workspace, platform=entrant.key, remote_id=entrant.key,
                                         handle="zorza", connected_at=timezone.now())  # fmt: skip
        secrets = {name: Secret(text) for name, text in place["secrets"].items()}
        credentials.store(channel, Credentials(secrets, place["public"]))
        return channel

    def plan(self, count: int) -> None:
        """That many more posts, all due now, in turn on all channels."""
        patiently(partial(self._plan_all, range(self.planned, self.planned + count)))
        self.planned += count

    @transaction.atomic
    def _plan_all(self, numbers: range) -> None:
        if not numbers or self._has_planned(numbers[-1]):  # a commit whose answer was cut off is a commit
            return
        for number in numbers:
            entrant, channel = list(self.channels.items())[number % len(self.channels)]
            plan(entrant, channel, text_of(number))

    def _has_planned(self, number: int) -> bool:
        return Publication.objects.filter(workspace=self.workspace, content__text=text_of(number)).exists()

    def release(self) -> int:
        """The owner confirms that this database is the one to go on with, and lets go what was held. How many."""
        owner, _is_new = Person.objects.get_or_create(email="anna@example.com", defaults={"name": "Anna"})
        installation.let_go(by=owner, now=timezone.now())
        return deciding.release_all(workspace=self.workspace, by=owner, now=timezone.now())


def text_of(number: int) -> str:
    return f"Bread «{number}»"


def plan(entrant: Entrant, channel: Channel, text: str) -> Publication:
    """One post, due now."""
    content: dict[str, Any] = {"text": text}
    if entrant.has_picture:
        content["media"] = [_picture(channel.workspace)]
    now = timezone.now()
    return actions.plan(channel=channel, kind="post", content=content, publish_at=now, by=None, now=now)


def _picture(workspace: Workspace) -> dict[str, Any]:
    """One small picture that all posts with a picture share."""
    content = BytesIO()
    Image.new("RGB", (64, 64), "wheat").save(content, "JPEG")
    picture = Picture(content.getvalue(), "image/jpeg", 64, 64)
    asset = media.keep_asset(workspace=workspace, picture=picture, now=timezone.now())
    return {"asset": asset.pk, "alt_text": "", "sha256": asset.sha256}


def warm_up(entrants: tuple[Entrant, ...]) -> None:
    """One post on each platform's twin inside this process, which has to stay without other threads."""
    now = timezone.now()
    workspace = Workspace.objects.create(name="warm-up", slug="warm-up", created_at=now, onboarding_step=0)
    for entrant in entrants:
        if not registry.manifest(entrant.key).can_rehearse:
            continue
        rehearsal = channel_actions.rehearse(workspace=workspace, platform=entrant.key, handle="warm-up", name="",
                                             by=None, now=now)  # fmt: skip
        worker.warm_up(plan(entrant, rehearsal, "Good morning"))


def lift_allowances(entrants: tuple[Entrant, ...]) -> None:
    """A hundred posts in a quarter of an hour are plenty for a shop, but not here."""
    manifests = registry.manifests()
    for entrant in entrants:
        manifests[entrant.key] = replace(manifests[entrant.key], rates=())  # type: ignore[index]
