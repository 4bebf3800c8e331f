"""A shop with one rehearsal channel, a clock one can set, and ways to look into the world behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from PIL import Image

from vitrino.channels import actions as channels
from vitrino.channels import gateway
from vitrino.channels.clock import running_from
from vitrino.channels.models import Channel
from vitrino.channels.queries import manifest_of
from vitrino.connect.twin import Fault, FaultKind, Twin
from vitrino.media import actions as media
from vitrino.media.pictures import Picture
from vitrino.publishing import actions, policies, sending
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast, assemble


@dataclass
class Stage:
    """One shop, one channel, one clock."""

    cast: Cast
    channel: Channel
    now: datetime = NOW

    @property
    def twin(self) -> Twin:
        return gateway.twin_of(self.channel)

    def plan(self, text: str = "Fresh rye bread from seven o'clock.", **fields: Any) -> Publication:
        """A post that is due now unless said otherwise."""
        made = {"kind": "post", "publish_at": self.now, **fields}
        content = {"text": text, "media": [] if manifest_of(self.channel).can("publish.text") else [self.picture()]}
        return actions.plan(channel=self.channel, content=content, by=self.cast.anna, now=self.now, **made)

    def picture(self) -> dict[str, Any]:
        """A small true picture, as a content names it."""
        file = BytesIO()
        Image.new("RGB", (64, 64), "wheat").save(file, "JPEG")
        picture = Picture(file.getvalue(), "image/jpeg", 64, 64)
        asset = media.keep_asset(workspace=self.cast.bakery, picture=picture, now=self.now)
        return {"asset": asset.pk, "alt_text": "A loaf of rye", "sha256": asset.sha256}

    def work(self, row: Publication) -> Publication:
        """Do what is due with the row now, as the engine would; the row as it is then."""
        row = fresh(row)
        due_at = sending.work_off(row, self.now)
        Publication.objects.filter(pk=row.pk).update(due_at=due_at)
        return fresh(row)

    def later(self, **span: float) -> Stage:
        self.now += timedelta(**span)
        return self

    def work_until(self, row: Publication, *states: str, most: int = 60) -> Publication:
        """Let time pass from one due time to the next until the row is in one of these states."""
        row = fresh(row)
        for _turn in range(most):
            if row.state in states:
                return row
            assert row.due_at is not None, f"{row.state} waits for nobody"
            self.now = max(self.now, row.due_at) + timedelta(milliseconds=10)
            row = self.work(row)
        raise AssertionError(f"still {row.state} after {most} turns")

    def breaks(self, kind: FaultKind, method: str = "POST", times: int = 1, wait_s: float = 0.0,
               path: str = "") -> None:  # fmt: skip
        self.twin.faults.append(Fault(kind, path, method, times, wait_s))

    def out(self) -> list[str]:
        """The texts that really stand on the channel, oldest first."""
        with running_from(self.now):
            return [post.text for post in reversed(gateway.history(self.channel, 100))]


def set_up(platform: str = "mastodon") -> Stage:
    cast = assemble()
    channel = channels.rehearse(workspace=cast.bakery, platform=platform, handle="zorza", name="Zorza", by=cast.anna,
                                now=NOW)  # fmt: skip
    return Stage(cast, channel)


def fresh(row: Publication) -> Publication:
    return Publication.objects.select_related("channel", "workspace", "parent").get(pk=row.pk)


@contextmanager
def policy(platform: str, **fields: Any) -> Iterator[None]:
    """Other numbers for one platform while inside."""
    before: Mapping[str, Any] = policies.SCALED.get(platform, {})
    policies.SCALED[platform] = {**before, **fields}
    try:
        yield
    finally:
        policies.SCALED[platform] = before
