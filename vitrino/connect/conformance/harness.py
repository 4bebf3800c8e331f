"""What the cases stand on: a twin in memory, a clock one can set, a door that remembers, and the ways to use them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Protocol, cast
from unittest import SkipTest

from vitrino.connect.connector import Connector, Platform
from vitrino.connect.errors import ConnectError
from vitrino.connect.manifest import Capability, Manifest
from vitrino.connect.records import (
    Arrival,
    ArrivalKind,
    Credentials,
    OutgoingMedia,
    OutgoingPost,
    Pending,
    Published,
    Reference,
    Sighting,
)
from vitrino.connect.registry import platform
from vitrino.connect.rehearsal import Rehearsal
from vitrino.connect.twin import Fault, FaultKind, SqliteTwinStore, Twin, TwinDoor
from vitrino.connect.wire import Door, Request, Response

START = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
KINDS: Mapping[ArrivalKind, Capability] = {
    "mention": "read.mentions",
    "comment": "read.comments",
    "message": "read.messages",
    "review": "read.reviews",
}


@dataclass
class SetClock:
    """A clock that goes only when told to."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class WorldPost:
    """An own post as it really stands in the twin's world."""

    remote_id: str
    text: str
    alt_texts: tuple[str, ...] = ()
    parent_id: str = ""
    options: tuple[str, ...] = ()


class RehearsalTwin(Rehearsal, Protocol):
    """A twin one can rehearse on and break."""

    store: Any
    faults: list[Fault]
    lock: AbstractContextManager[Any]


@dataclass
class RecordingDoor:
    """Passes on and remembers what was sent."""

    inner: Door
    sent: list[Request] = field(default_factory=list)

    def send(self, request: Request) -> Response:
        self.sent.append(request)
        return self.inner.send(request)


@dataclass
class Harness:
    """One shop on one fresh twin."""

    platform: Platform
    twin: RehearsalTwin
    clock: SetClock
    door: RecordingDoor
    credentials: Credentials

    def connector(self, door: Door | None = None) -> Connector:
        """Made anew each time, as in real use."""
        assert self.platform.connector is not None, "the platform has a connector"
        return self.platform.connector(door or self.door, self.credentials, self.clock)


class Cases:
    """Base of the cases. Subclasses say `key`, `commit_path` and how to look into the world."""

    key: ClassVar[str] = ""
    commit_path: ClassVar[str] = ""
    commit_method: ClassVar[str] = "POST"
    harness: Harness

    def world(self) -> list[WorldPost]:
        """The shop's own posts and answers in the twin's store, oldest first."""
        raise NotImplementedError

    def setup_method(self) -> None:
        self.harness = self.make_harness()

    def make_harness(self) -> Harness:
        found, clock = platform(self.key), SetClock()
        assert found.twin is not None, "the platform has a twin"
        twin = cast("type[Twin]", found.twin)(SqliteTwinStore(":memory:"), clock)
        person = cast("RehearsalTwin", twin)
        credentials = person.open_account("corner-bakery", "Corner Bakery", 120)
        return Harness(found, person, clock, RecordingDoor(TwinDoor(twin)), credentials)

    # Short words for what every case does

    @property
    def manifest(self) -> Manifest:
        return self.harness.platform.manifest

    @property
    def twin(self) -> RehearsalTwin:
        return self.harness.twin

    @property
    def clock(self) -> SetClock:
        return self.harness.clock

    def connector(self) -> Connector:
        return self.harness.connector()

    def need(self, *capabilities: Capability) -> None:
        missing = [name for name in capabilities if not self.manifest.can(name)]
        if missing:
            raise SkipTest(f"{self.manifest.name} does not claim {', '.join(missing)}")

    def need_look(self) -> None:
        if self.safety == "blind":
            raise SkipTest(f"{self.manifest.name} can't read back")

    @property
    def safety(self) -> str:
        return self.manifest.safety_of("publish.text" if self.manifest.can("publish.text") else "publish.image")

    def break_commit(self, kind: FaultKind, times: int = 1, wait_s: float = 0.0) -> None:
        self.twin.faults.append(Fault(kind, self.commit_path, self.commit_method, times, wait_s))

    def break_reads(self, kind: FaultKind, times: int = 1, wait_s: float = 0.0) -> None:
        self.twin.faults.append(Fault(kind, "", "GET", times, wait_s))

    def mend(self) -> None:
        self.twin.faults.clear()

    def post(self, text: str = "Fresh rye bread from seven o'clock.", key: str = "post-1", **more: Any) -> OutgoingPost:
        """A post this platform can take; with a picture where text alone is not enough."""
        if not self.manifest.can("publish.text"):
            more.setdefault("media", (picture(),))
        return OutgoingPost(key=key, text=text, created_at=self.clock(), **more)

    def prepare(self, post: OutgoingPost) -> Mapping[str, str]:
        return self.connector().prepare(post, {})

    def publish(self, post: OutgoingPost, kept: Mapping[str, str] | None = None) -> Published:
        """Through all steps; waits for platforms that publish later."""
        kept = self.prepare(post) if kept is None else kept
        outcome = self.connector().commit(post, kept)
        for _try in range(20):
            if isinstance(outcome, Published):
                return outcome
            outcome = self._wait(post, kept, outcome)
        raise AssertionError("the post never got out of waiting")

    def _wait(self, post: OutgoingPost, kept: Mapping[str, str], pending: Pending) -> Published | Pending:
        self.clock.now = max(self.clock(), pending.look_again_at) + timedelta(seconds=1)
        found = self.look(post, {**kept, "pending": pending.token}).found
        return Published(found[0].remote_id, found[0].url, found[0].extra) if found else pending

    def look(self, post: OutgoingPost, kept: Mapping[str, str] | None = None) -> Sighting:
        return self.connector().look(post, kept or {}, post.created_at)

    def outcome(self, post: OutgoingPost, kept: Mapping[str, str] | None = None) -> ConnectError | Published | Pending:
        """What commit says, errors included."""
        kept = self.prepare(post) if kept is None else kept
        try:
            return self.connector().commit(post, kept)
        except ConnectError as error:
            return error

    def kinds(self) -> list[ArrivalKind]:
        """The kinds of arrival this platform claims to read."""
        return [kind for kind, capability in KINDS.items() if self.manifest.can(capability)]

    def any_kind(self) -> ArrivalKind:
        kinds = self.kinds()
        if not kinds:
            raise SkipTest(f"{self.manifest.name} reads no texts of others")
        return kinds[0]

    def hear(self, kind: ArrivalKind, text: str = "Do you open on Sunday?", author: str = "anna",
             name: str = "Anna Nowak") -> str:  # fmt: skip
        """Somebody writes to the shop; a comment needs an own post to stand below."""
        parent = self.parent() if kind == "comment" else ""
        rating = 4 if kind == "review" else None
        return self.twin.write_as(author, name, text, self.clock(), parent, kind, rating)

    def parent(self) -> str:
        """The id of an own post, made when there is none."""
        return next((post.remote_id for post in self.world() if not post.parent_id), None) or self.twin.publish_past(
            "Good morning!", self.clock() - timedelta(hours=3)
        )

    def pull_all(self, kind: ArrivalKind, cursor: str = "", most: int = 200) -> tuple[dict[str, Arrival], str]:
        """Everything until the source says it is complete, by id; and where to go on."""
        found: dict[str, Arrival] = {}
        for _page in range(most):
            page = self.connector().pull(kind, cursor)
            cursor = page.cursor
            found |= {arrival.remote_id: arrival for arrival in page.arrivals}
            if page.complete:
                return found, cursor
        raise AssertionError("the source never becomes complete")

    def reference(self, published: Published) -> Reference:
        return Reference(published.remote_id, published.extra)

    def quietly(self) -> AbstractContextManager[Any]:
        """Many writes to the twin's store as one, where it can."""
        batch = getattr(self.twin.store, "batch", None)
        return batch() if batch else nullcontext()


def picture(alt_text: str = "A loaf of rye bread on a wooden board", width: int = 2) -> OutgoingMedia:
    """A small true PNG; another width makes another picture."""
    return OutgoingMedia(
        kind="image",
        mime_type="image/png",
        content=_png(width),
        alt_text=alt_text,
        width=width,
        height=2,
        public_url=f"https://media.example/rye-{width}.png",
    )


def _png(width: int) -> bytes:
    rows = b"".join(b"\0" + b"\x80\x40\x20" * width for _row in range(2))
    header = struct.pack(">IIBBBBB", width, 2, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
