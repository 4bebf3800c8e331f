"""What happens on the official Bluesky servers is in Vitrino within seconds, and what the shop does is seen there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.journeys.street import Street, naming, open_street
from tests.peers.bluesky.network import BlueskyNetwork
from vitrino.channels import queries as channels
from vitrino.conduct import actions as conduct
from vitrino.conduct import queries as ladder
from vitrino.conduct.models import Standing
from vitrino.conduct.policy import defaults
from vitrino.domain.abuse import AbuseEvent, AbuseKind, AbuseState
from vitrino.inbox import queries as talks

if TYPE_CHECKING:
    from vitrino.channels.queries import Arrival

pytestmark = [
    pytest.mark.bluesky,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("log_emptied"),
]

PROMISED_S = 10.0


@dataclass
class Scene:
    """The street, and the shop's own post everything happens to."""

    street: Street
    post: Mapping[str, Any]

    def say(self, **post: Any) -> str:
        return str(self.street.network.post(self.street.customer, **post)["uri"])

    def arrival(self, uri: str) -> Arrival | None:
        return channels.arrivals_of(self.street.cast.bakery).filter(remote_id=uri).first()

    def hear(self, text: str) -> str:
        """A comment below the post, taken in by the inbox; the number of its message."""
        uri = self.say(text=text, reply={"root": self.post, "parent": self.post})
        self.street.work_until(lambda: self._message(uri), PROMISED_S)
        return str(self._message(uri).pk)

    def step(self, event: AbuseEvent, message_id: str, kind: AbuseKind = AbuseKind.INSULT) -> None:
        conduct.take_step(talk=self.talk, event=event, message_id=message_id, kind=kind, by=self.street.cast.anna,
                          now=timezone.now())  # fmt: skip

    @property
    def talk(self) -> Any:
        return talks.conversations_of(self.street.cast.bakery).get()

    def _message(self, uri: str) -> Any:
        found = talks.conversations_of(self.street.cast.bakery).first()
        return talks.messages_of(found).filter(arrival__remote_id=uri).first() if found else None


@pytest.fixture
def scene(bluesky_network: BlueskyNetwork, settings: Settings) -> Scene:
    """A connected shop that has read all there was, with a post that everybody on the network has seen."""
    settings.VITRINO_ALLOW_PRIVATE = True
    street = open_street(bluesky_network)
    street.connect()
    made = bluesky_network.post(street.shop, "Rye is back")
    street.work()
    return Scene(street, {"uri": made["uri"], "cid": made["cid"]})


def test_what_a_customer_does_arrives_within_ten_seconds(scene: Scene) -> None:
    quoted = {"$type": "app.bsky.embed.record", "record": scene.post}
    deeds: dict[str, tuple[str, Callable[[], str]]] = {
        "mention": ("mention", lambda: scene.say(**naming(scene.street.shop, "best bread!"))),
        "reply": ("comment", lambda: scene.say(text="Any left?", reply={"root": scene.post, "parent": scene.post})),
        "quote": ("mention", lambda: scene.say(text="Look at this!", embed=quoted)),
        "quote without a word": ("share", lambda: scene.say(text="", embed=quoted)),
        "like": ("like", lambda: scene.street.add("app.bsky.feed.like", subject=scene.post)),
        "repost": ("share", lambda: scene.street.add("app.bsky.feed.repost", subject=scene.post)),
        "follow": ("follow", lambda: scene.street.add("app.bsky.graph.follow", subject=scene.street.shop.did)),
    }
    for name, (kind, do) in deeds.items():
        uri = do()
        seconds = scene.street.work_until(lambda uri=uri: scene.arrival(uri), PROMISED_S)  # type: ignore[misc]
        arrival = scene.arrival(uri)
        assert arrival is not None
        assert (arrival.kind, arrival.author_id) == (kind, scene.street.customer.did), name
        print(f"{name}: {seconds:.1f} s")  # noqa: T201 - the measurement, shown by -s or -rA
    scene.street.work()
    waiting = sorted((one.surface, one.last_text) for one in talks.waiting(scene.street.cast.bakery))
    handle = f"@{scene.street.shop.handle}"
    assert waiting == [("comment", "Any left?"), ("mention", f"{handle} best bread!"), ("mention", "Look at this!")]


def test_what_the_shop_does_against_abuse_is_seen_by_the_servers(scene: Scene) -> None:
    """Hide, mute, block and report as the inbox does them; each is asked back from the servers, and so is their end."""
    street, anna, shop = scene.street, scene.street.cast.anna, scene.street.cast.bakery
    conduct.declare_policy(workspace=shop, texts=defaults(), by=anna, now=timezone.now())

    first = scene.hear("You are idiots")
    hiding = conduct.hide(talk=scene.talk, message_id=first, reason=None, by=anna, now=timezone.now())
    scene.step(AbuseEvent.DECLARE_POLICY, first)
    scene.step(AbuseEvent.WARN, scene.hear("Still idiots"))
    street.work()
    (gate,) = street.records("app.bsky.feed.threadgate")
    (hidden,) = gate["value"]["hiddenReplies"]
    assert hidden == hiding.measures.get().reference["remote_id"]
    street.network.settle()
    seen = street.network.ask("app.bsky.feed.getPostThread", account=street.customer, uri=scene.post["uri"])
    assert seen["thread"]["post"]["threadgate"]["record"]["hiddenReplies"] == [hidden], "everybody's view knows it"
    told = street.network.ask("app.bsky.notification.listNotifications", account=street.customer)["notifications"]
    assert sum(one["reason"] == "reply" for one in told) == 2, "the rules and the last warning were said"

    scene.step(AbuseEvent.MUTE, scene.hear("Idiots for ever"))
    street.work()
    street.network.settle()
    assert _dids(street, "app.bsky.graph.getMutes", "mutes") == [street.customer.did]
    Standing.objects.update(muted_until=timezone.now())  # thirty days later
    street.work()
    street.work()
    street.network.settle()
    assert _dids(street, "app.bsky.graph.getMutes", "mutes") == [], "the mute ended by itself"

    threat = scene.hear("I will find you and hurt you")
    scene.step(AbuseEvent.BLOCK_AT_ONCE, threat, AbuseKind.THREAT)
    street.work()
    street.network.settle()
    assert _dids(street, "app.bsky.graph.getBlocks", "blocks") == [street.customer.did]
    profile = street.network.ask("app.bsky.actor.getProfile", account=street.customer, actor=street.shop.did)
    assert profile["viewer"]["blockedBy"], "the customer's view knows the block"
    (report,) = [one for one in street.network.reports() if one["createdBy"] == street.shop.did]
    assert report["event"]["reportType"].endswith("#reasonRude")
    assert ladder.step_of(scene.talk.contact_id) is AbuseState.REPORTED

    conduct.appeal(talk=scene.talk, message_id=threat, by=anna, now=timezone.now())
    standing = ladder.standing_of(scene.talk.contact_id)
    assert standing is not None
    conduct.decide_appeal(standing=standing, is_lifted=True, reason="We mixed up two people", by=anna,
                          now=timezone.now())  # fmt: skip
    street.work()
    street.network.settle()
    assert _dids(street, "app.bsky.graph.getBlocks", "blocks") == []


def _dids(street: Street, question: str, name: str) -> list[str]:
    return [one["did"] for one in street.network.ask(question, account=street.shop)[name]]
