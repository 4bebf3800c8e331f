"""What the pages of channels show, in finished words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vitrino.channels import queries
from vitrino.channels.models import Channel, Gap, SiteLink, Source
from vitrino.channels.words import KINDS, PROOF, QUALITY, Sign, sign_of
from vitrino.connect import registry
from vitrino.connect.manifest import OPEN_PLACES, Manifest
from vitrino.domain.message import Message, say
from vitrino.workspace.models import Workspace


@dataclass(frozen=True)
class Offer:
    """A platform one can connect or rehearse."""

    manifest: Manifest
    proof: Message

    @property
    def is_closed(self) -> bool:
        return not (self.manifest.can_connect or self.manifest.can_rehearse)


@dataclass(frozen=True)
class Inlet:
    """One source on a channel's page."""

    source: Source
    name: Message
    is_silent: bool
    error: Message | None
    gaps: list[Gap]


@dataclass(frozen=True)
class Rule:
    """One line of the quality ledger. name: as the connector's authors call it."""

    name: str
    status: str
    verdict: Message
    reason: str


class Detail:
    """Everything one channel's page says. The channel comes from `queries.with_sources`."""

    def __init__(self, channel: Channel, now: datetime) -> None:
        self.channel = channel
        self.manifest = queries.manifest_of(channel)
        self.sign: Sign = sign_of(channel)
        self._now = now

    @property
    def sentence(self) -> Message:
        match self.channel.state:
            case Channel.State.NEEDS_SIGN_IN:
                return say("Vitrino is no longer let in, so posts for it wait and nothing is fetched.")
            case Channel.State.PAUSED:
                return say("It is paused: nothing goes out and nothing is fetched.")
            case Channel.State.DISCONNECTED:
                return say("It is disconnected. What came in and went out is kept.")
        if any(inlet.is_silent for inlet in self.inlets):
            return say("It is connected, but one of its sources has been silent for too long.")
        return say("All is well with it.")

    @property
    def why(self) -> Message | None:
        """The platform's own words about why it is closed."""
        return queries.message_of(self.channel.state_reason)

    @property
    def proof(self) -> Message:
        return PROOF[self.manifest.proof_level]

    @property
    def inlets(self) -> list[Inlet]:
        return [_inlet(source, self._now) for source in self.channel.sources.all()]

    @property
    def has_prices(self) -> bool:
        return bool(self.manifest.prices)

    @property
    def spending(self) -> Message:
        """What this month cost, and of how much."""
        spent = f"{queries.spent_usd_mills(self.channel, self._now) / 1000:.2f}"
        if self.channel.budget_usd_cents is None:
            return say("This month: {spent} USD. No budget is set.", spent=spent)
        return say("This month: {spent} of {budget} USD.", spent=spent,
                   budget=f"{self.channel.budget_usd_cents / 100:.2f}")  # fmt: skip

    @property
    def asks_when_lost(self) -> bool:
        """Does it depend on the owner what happens when an answer is lost and the post is not found?"""
        return "read-back" in self.manifest.retry_safety.values() and self.manifest.can_rehearse

    @property
    def missing_scopes(self) -> list[str]:
        return queries.missing_scopes(self.channel)

    @property
    def rules(self) -> list[Rule]:
        """The quality ledger, what is missing first."""
        ledger = queries.quality_of(self.channel).get("rules", {})
        return sorted((_rule(name, entry) for name, entry in ledger.items()), key=lambda rule: rule.status == "done")

    @property
    def done_count(self) -> int:
        return sum(rule.status == "done" for rule in self.rules)


@dataclass(frozen=True)
class Website:
    """What the shop's own site says about its profiles."""

    links: list[tuple[SiteLink, str, Message]]
    problems: list[tuple[str, Message]]
    scanned_at: datetime | None


def offers() -> list[Offer]:
    """Every platform, those one can connect for real first, then those one can rehearse."""
    found = [Offer(manifest, PROOF[manifest.proof_level]) for manifest in registry.manifests().values()
             if manifest.auth not in OPEN_PLACES]  # fmt: skip
    return sorted(found, key=lambda offer: (not offer.manifest.can_connect, not offer.manifest.can_rehearse))


def website(workspace: Workspace) -> Website:
    scan = queries.last_scan(workspace)
    links = list(queries.site_links(workspace))
    own = {(one.platform, one.handle.casefold()) for one in queries.channels_of(workspace) if not one.is_rehearsal}
    problems = [(str(one["url"]), Message(one["template"], one["values"])) for one in scan.problems] if scan else []
    return Website(
        [(link, _platform_name(link.platform), _verdict(link, own)) for link in links],
        problems,
        scan.at if scan else None,
    )


def _verdict(link: SiteLink, own: Iterable[tuple[str, str]]) -> Message:
    if link.is_broken:
        return say("The profile does not exist any more.")
    if not link.is_seen:
        return say("Your website names it to programs only; visitors see no link.")
    if (link.platform, link.handle.casefold()) not in own:
        return say("Your website sends people there, but it is not connected.")
    return say("Connected.")


def _platform_name(key: str) -> str:
    return registry.manifest(key).name if key in registry.manifests() else key


def _inlet(source: Source, now: datetime) -> Inlet:
    error = queries.message_of(source.last_error)
    return Inlet(source, KINDS[source.kind], queries.is_silent(source, now), error, list(source.gaps.all()))


def _rule(name: str, entry: str | Mapping[str, Any]) -> Rule:
    status = entry if isinstance(entry, str) else str(entry.get("status", "todo"))
    reason = "" if isinstance(entry, str) else str(entry.get("reason", ""))
    return Rule(name.replace("-", " "), status, QUALITY.get(status, QUALITY["todo"]), reason)
