"""The contract of shop systems. They are read for orders and customers; nothing is published there, so they are no
channels. A folder below `platforms` offers `SHOP` in `shop.py`, and its `Client`, `authenticator`, `Twin` and news.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol, get_args

from vitrino.connect.connector import Clock
from vitrino.connect.errors import Refused
from vitrino.connect.hooks import Incoming
from vitrino.connect.manifest import ConnectField, Fact, Gate, ProofLevel
from vitrino.connect.records import Credentials
from vitrino.connect.wire import Door
from vitrino.domain.message import Message

ReadKind = Literal["orders", "customers"]
KINDS: tuple[ReadKind, ...] = get_args(ReadKind)
# waiting: not paid yet. paid: to be packed. deleted: it is no longer in the shop.
OrderState = Literal["waiting", "paid", "shipped", "delivered", "cancelled", "refunded", "failed", "deleted"]

# first: by which they came to know the shop, as far back as it remembers. last: the one that led to the order.
VisitPlace = Literal["first", "last"]


class NotAllowed(Refused):
    """The key may not read this kind of thing. Everything else is read all the same."""


@dataclass(frozen=True)
class ShopManifest:
    """All facts about one shop system. every_s: how often each kind is read. has_hooks: it can call us."""

    key: str
    name: str
    icon: str
    proof_level: ProofLevel
    fields: tuple[ConnectField, ...]
    every_s: Mapping[ReadKind, int]
    sources: tuple[str, ...]
    as_of: date
    has_hooks: bool = False
    api_version: str = ""
    api_version_ends_on: date | None = None
    page_sizes: tuple[Fact[int], ...] = ()
    gates: tuple[Gate, ...] = ()


@dataclass(frozen=True)
class ShopProfile:
    """The shop behind a key. notes: what the key does not open, in words; the rest is read all the same."""

    remote_id: str
    name: str
    url: str
    currency: str = ""
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Consent:
    """Whether somebody agreed to be written to, when, and where they said so."""

    is_given: bool
    at: datetime | None
    source: str


@dataclass(frozen=True)
class RemoteCustomer:
    """Somebody as the shop knows them. remote_id: "" for a guest who has no account."""

    remote_id: str
    name: str = ""
    email: str = ""
    phone: str = ""
    is_guest: bool = False
    consent: Consent | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True)
class RemoteItem:
    """A line of an order. price_minor: of one piece, None where nobody says."""

    name: str
    quantity: int
    price_minor: int | None = None


@dataclass(frozen=True)
class RemoteVisit:
    """A visit before an order: the tags of the link, the path of the first page, the host they came from."""

    place: VisitPlace
    source: str = ""
    medium: str = ""
    campaign: str = ""
    content: str = ""
    term: str = ""
    landing: str = ""
    referrer: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class RemoteOrder:
    """An order as the shop knows it now; amounts in minor units. updated_at orders its versions.

    visits: at most one of each place; a shop that only notes one leaves the other away. heard_of: the customer's own
    answer to how they heard of the shop.
    """

    remote_id: str
    number: str
    state: OrderState
    currency: str
    total_minor: int
    placed_at: datetime
    updated_at: datetime
    refunded_minor: int = 0
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    cancelled_at: datetime | None = None
    customer: RemoteCustomer | None = None
    items: tuple[RemoteItem, ...] = ()
    visits: tuple[RemoteVisit, ...] = ()
    coupons: tuple[str, ...] = ()
    heard_of: str = ""


@dataclass(frozen=True)
class ShopPage:
    """One read. cursor: what to hand in next time. is_complete: nothing newer is there right now.

    total: how many there are in all, where the shop says so. skipped: how many could not be understood.
    """

    cursor: str
    is_complete: bool
    orders: tuple[RemoteOrder, ...] = ()
    customers: tuple[RemoteCustomer, ...] = ()
    total: int | None = None
    skipped: int = 0


@dataclass(frozen=True)
class PersonAsked:
    """A customer asked the shop what is known about them, or to be forgotten. order_ids: the orders it concerns."""

    customer_id: str
    email: str = ""
    order_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShopNews:
    """What a webhook says. gone_*: remote ids of what was deleted. to_read: kinds of which only something new is said.

    is_leaving: the shop took our key back. erases_all: everything of this shop is to be forgotten.
    """

    orders: tuple[RemoteOrder, ...] = ()
    customers: tuple[RemoteCustomer, ...] = ()
    gone_orders: tuple[str, ...] = ()
    gone_customers: tuple[str, ...] = ()
    to_read: frozenset[ReadKind] = frozenset()
    to_show: tuple[PersonAsked, ...] = ()
    to_erase: tuple[PersonAsked, ...] = ()
    is_leaving: bool = False
    erases_all: bool = False


class ShopConnector(Protocol):
    """Speaks to one shop. Made anew for each use; only `subscribe` and `unsubscribe` change anything.

    Every method may raise the errors of `vitrino.connect.errors`.
    """

    def __init__(self, door: Door, credentials: Credentials, clock: Clock) -> None: ...

    def probe(self) -> ShopProfile:
        """Which shop this is."""

    def read(self, kind: ReadKind, cursor: str, since: datetime | None) -> ShopPage:
        """What changed since `cursor`, oldest change first, with an overlap; "" begins at `since` (None: at the very
        beginning). Never skips: what changes while pages are read comes again later."""

    def subscribe(self, url: str, secret: str) -> None:
        """Have the shop system call `url`; doing it twice is the same as once. Raises Unsupported without hooks."""

    def unsubscribe(self, url: str) -> None:
        """No more calls there; quiet when there were none."""


class ShopAuthenticator(Protocol):
    """How a shop is connected: by a key its owner pastes."""

    def open(self, door: Door, fields: Mapping[str, str]) -> Credentials:
        """Credentials from what was entered. Raises Refused on what can't be right."""

    def refresh(self, door: Door, credentials: Credentials) -> Credentials:
        """New tokens for old ones. Raises AuthLost when only a person can help."""

    def hook_secret(self, credentials: Credentials) -> str:
        """What the shop system signs its calls with, "" when Vitrino chooses."""


NewsReader = Callable[[Incoming], ShopNews]


@dataclass(frozen=True)
class ShopSystem:
    """One shop system as the registry hands it out."""

    manifest: ShopManifest
    connector: type[ShopConnector]
    authenticator: ShopAuthenticator
    twin: type[object]
    news: NewsReader | None = None


@dataclass(frozen=True)
class Placing:
    """An order somebody places in a rehearsal shop: who, what (name, quantity, price of one) and when."""

    name: str
    email: str
    items: tuple[tuple[str, int, int], ...]
    at: datetime
    phone: str = ""
    is_guest: bool = False
    consents: bool | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    visits: tuple[RemoteVisit, ...] = ()
    coupons: tuple[str, ...] = ()
    heard_of: str = ""
