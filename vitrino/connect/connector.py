"""The contract: what a platform's folder offers. Conformance is judged by `vitrino.connect.conformance`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from vitrino.connect.manifest import Manifest
from vitrino.connect.records import (
    ArrivalKind,
    Credentials,
    Metrics,
    OutgoingPost,
    Page,
    PastPage,
    Pending,
    PostOverview,
    Profile,
    Published,
    Redirect,
    Reference,
    Sighting,
)
from vitrino.connect.wire import Door

Clock = Callable[[], datetime]


class Connector(Protocol):
    """Speaks to one account. Made anew for each use; holds no state of its own between calls.

    Every method may raise the errors of `vitrino.connect.errors`; only `commit`, `edit` and `act` change anything.
    """

    manifest: Manifest

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None: ...

    def probe(self) -> Profile:
        """Who we are there, and the limits the platform itself names."""

    def prepare(self, post: OutgoingPost, kept: Mapping[str, str]) -> Mapping[str, str]:
        """Upload media, open containers: all that is safe to repeat. Takes and returns what was kept of earlier tries
        (ids as text); the result is stored before `commit`. Raises Refused before anything irreversible."""

    def commit(self, post: OutgoingPost, kept: Mapping[str, str]) -> Published | Pending:
        """The one irreversible call. Raises NotSent / RateLimited / TokenExpired only when provably nothing happened,
        Refused only for a definite rejection, OutcomeUnknown for everything else."""

    def look(self, post: OutgoingPost, kept: Mapping[str, str], since: datetime) -> Sighting:
        """Read back: is the post there? Never writes."""

    def pull(self, kind: ArrivalKind, cursor: str) -> Page:
        """What came in since `cursor` ("" = start), with an overlap."""

    def measure(self, remote_ids: Sequence[str]) -> list[Metrics]:
        """Current numbers of own posts; ids the platform no longer knows are left out."""

    def measure_account(self) -> Metrics:
        """Current numbers of the account itself (followers under "follows" are a total, not a change)."""

    def history(self, limit: int) -> list[PostOverview]:
        """The account's newest own posts with their numbers, for last activity."""

    def past(self, cursor: str) -> PastPage:
        """A page of the account's own posts with their numbers, newest first, as far back as the platform goes."""

    def edit(self, target: Reference, text: str) -> None:
        """Give an own post other words; all else of it stays. Doing it twice is the same as once. Raises Unsupported
        where the manifest does not claim "edit", Refused where the post is no longer there or can't be changed."""

    def act(self, target: Reference, action: str) -> None:
        """hide, unhide, delete: the text itself. mute, unmute, block, unblock, report: its author, `author_id` in
        `target.extra`. Raises Unsupported for what the manifest does not claim. Doing it twice is the same as once."""


class Authenticator(Protocol):
    """How a channel is connected."""

    def begin(self, door: Door, fields: Mapping[str, str], redirect_uri: str, state: str) -> Credentials | Redirect:
        """Credentials at once (password kinds), or where to send the person. Raises Refused on bad fields."""

    def finish(self, door: Door, keep: Mapping[str, str], params: Mapping[str, str]) -> Credentials:
        """The person is back: `params` is the query, `keep` what `begin` asked to keep."""

    def refresh(self, door: Door, credentials: Credentials) -> Credentials:
        """New tokens for old ones. Raises AuthLost when only the person can help."""


@dataclass(frozen=True)
class Platform:
    """One platform as the registry hands it out; parts a platform does not have (yet) are None."""

    manifest: Manifest
    connector: type[Connector] | None = None
    authenticator: Authenticator | None = None
    twin: type[object] | None = None
