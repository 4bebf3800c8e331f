"""What a platform is and can do, as dated facts: data, never code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Generic, Literal, TypeVar, get_args

from vitrino.domain.fit.facts import Draw, Format, Usage
from vitrino.domain.message import Message
from vitrino.domain.text import TextRule
from vitrino.domain.text.adapt import LinkPlace, TextForm, Tone

T = TypeVar("T")

Capability = Literal[
    "publish.text", "publish.image", "publish.video", "publish.carousel", "publish.story", "publish.poll",
    "publish.thread", "first_comment", "edit", "delete",
    "read.comments", "read.messages", "read.mentions", "read.reviews", "read.search",
    "read.likes", "read.shares", "read.follows", "read.others",
    "reply.public", "reply.private", "hide", "block", "mute", "report",
    "metrics.post", "metrics.account", "read.own_posts",
]  # fmt: skip
CAPABILITIES: frozenset[str] = frozenset(get_args(Capability))

RetrySafety = Literal["keyed", "idempotency-key", "staged", "read-back", "blind"]
# key: a place is searched with a key of the shop's; none: anybody may read it.
AuthKind = Literal["oauth2", "app-password", "bot-token", "key", "none"]
OPEN_PLACES: frozenset[AuthKind] = frozenset({"key", "none"})
ProofLevel = Literal["A", "B", "C", "D"]
MetricName = Literal["views", "reach", "likes", "comments", "shares", "saves", "clicks", "follows", "watch_time_s"]
MediaKind = Literal["image", "gif", "video", "document"]
Transport = Literal["bytes", "resumable", "pull-public-url", "pull-verified-domain"]


@dataclass(frozen=True)
class Fact(Generic[T]):
    """A value somebody looked up: where, and when. `checked` is False for general knowledge nobody confirmed."""

    value: T
    source: str
    checked_on: date
    checked: bool = True


@dataclass(frozen=True)
class MediaRule:
    """What one post may carry of one kind. Sizes in bytes, lengths in seconds, aspect as width / height.

    max_edge: the longer side in pixels. max_frames: single pictures of an animation. max_fps: pictures per second.
    """

    kind: MediaKind
    max_count: int
    mime_types: tuple[str, ...]
    max_bytes: int | None = None
    min_aspect: float | None = None
    max_aspect: float | None = None
    min_s: float | None = None
    max_s: float | None = None
    max_edge: int | None = None
    max_frames: int | None = None
    max_fps: float | None = None
    alt_text_max: int | None = None
    transport: Transport = "bytes"


@dataclass(frozen=True)
class RateRule:
    """At most `calls` of `operation` in `window_s` seconds."""

    operation: str
    calls: int
    window_s: int


@dataclass(frozen=True)
class PriceRule:
    """What one call costs, in thousandths of a US dollar (mills). operation: "write", "write.link" for a text with a
    link in it, "read" for each thing that is read."""

    operation: Literal["write", "write.link", "read"]
    usd_mills: int


@dataclass(frozen=True)
class RetiredMetric:
    """A number that a platform told once and tells no more: it answers an error or nothing at all.

    names: as the platform called it. metric: ours, which is missing since then unless another name took its place
    (instead); instead "" when nothing did.
    """

    names: tuple[str, ...]
    metric: MetricName
    since: date
    source: str
    instead: str = ""


@dataclass(frozen=True)
class Export:
    """A file with numbers that the platform itself hands out.

    marks: headings, in small plain letters, that stand together in no other platform's file; one set for each language
    and kind of file. own_id: what its ids are here; {id} from the file, {account} the channel's. also: what headings
    mean in this file and nowhere else, "" for one that must not be taken.
    """

    name: str
    marks: tuple[frozenset[str], ...]
    own_id: str = "{id}"
    also: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PollRule:
    """What a question with answers to choose from may be. Lengths of answers by `option`, times in seconds."""

    least_options: int
    most_options: int
    option: TextRule
    least_s: int
    most_s: int
    can_be_multiple: bool = False


@dataclass(frozen=True)
class CadenceDefault:
    """How many posts a week do a shop good here (MISSION M5)."""

    low_per_week: float
    high_per_week: float


@dataclass(frozen=True)
class ConnectField:
    """One thing to ask for when the channel is connected."""

    name: str
    label: Message
    hint: Message
    is_secret: bool = False
    is_optional: bool = False
    placeholder: str = ""


@dataclass(frozen=True)
class Gate:
    """Something the platform demands of an app or account first, and what holds until then."""

    name: str
    effect: Message


@dataclass(frozen=True)
class Manifest:
    """All facts about one platform.

    retry_safety: capability -> class A..E of RELIABILITY.md 2.2, in words.
    settle_s / send_deadline_s: windows of the publishing protocol for this platform.
    profile_url_patterns: regular expressions with one group `handle`, for links found on a shop's website.
    A nested group `exact` says that the handle's case matters; a group `host` makes it `handle@host`.
    profile_url: template with `{handle}` for the link to a profile.
    public_feed: template with `{handle}` or `{url}`: a feed or page that shows the newest posts without an account.
    icon: name of the brand mark in the icon set.
    also_called: other names people and tools use for it, in small letters.
    name_form: a regular expression, in small letters, for names with @ that work in a text; "" where nobody knows.
    turns: what people say only there, folded; marks: the same as regular expressions on a folded text.
    link_place: where links work; nothing stated means in the text. card_beside_pictures: the card stands also where
    pictures do. good_hashtags: more of them do no good. comment_text: the length of a comment, if not that of a post.
    reply_windows: kind of arrival -> how long after the person's last word the platform lets a shop answer.
    metrics: what it tells, of posts or of the account. history_lacks: what only a question about the post itself
    tells. history_most: no older posts are told than so many. retired: what it told once. untold: why a metric it never
    told is missing, where there is more to say than that. numbers_lag_h: so many hours its numbers may be behind.
    exports: files with numbers that it hands out itself. usage: which shares of people use it; what is absent is
    unknown. draw: what people look for there. lives_on: the forms seen most, the first one foremost. for_business:
    people are there in their trade.
    """

    key: str
    name: str
    icon: str
    auth: AuthKind
    proof_level: ProofLevel
    capabilities: frozenset[Capability]
    text: Fact[TextRule]
    sources: tuple[str, ...]
    as_of: date
    also_called: tuple[str, ...] = ()
    api_version: str = ""
    api_version_ends_on: date | None = None
    scopes: tuple[str, ...] = ()
    media: tuple[Fact[MediaRule], ...] = ()
    rates: tuple[Fact[RateRule], ...] = ()
    prices: tuple[Fact[PriceRule], ...] = ()
    retry_safety: Mapping[str, RetrySafety] = field(default_factory=dict)
    idempotency_ttl_s: int | None = None
    send_deadline_s: int = 60
    settle_s: int = 300
    cadence: Fact[CadenceDefault] | None = None
    metrics: tuple[MetricName, ...] = ()
    history_lacks: tuple[MetricName, ...] = ()
    history_most: Fact[int] | None = None
    retired: tuple[RetiredMetric, ...] = ()
    untold: Mapping[MetricName, Message] = field(default_factory=dict)
    numbers_lag_h: float = 0.0
    exports: tuple[Export, ...] = ()
    usage: tuple[Usage, ...] = ()
    draw: Draw | None = None
    lives_on: Fact[tuple[Format, ...]] | None = None
    for_business: Fact[bool] | None = None
    max_hashtags: Fact[int] | None = None
    max_links: Fact[int] | None = None
    max_mentions: Fact[int] | None = None
    formality: Literal["casual", "neutral", "formal"] = "neutral"
    link_place: Fact[LinkPlace] | None = None
    card_beside_pictures: bool = False
    good_hashtags: Fact[int] | None = None
    hashtags_at_end: Fact[bool] | None = None
    capitals_in_hashtags: Fact[bool] | None = None
    name_form: str = ""
    turns: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    comment_text: Fact[TextRule] | None = None
    poll: Fact[PollRule] | None = None
    reply_windows: Mapping[str, Fact[timedelta]] = field(default_factory=dict)
    connect_fields: tuple[ConnectField, ...] = ()
    gates: tuple[Gate, ...] = ()
    profile_url_patterns: tuple[str, ...] = ()
    profile_url: str = ""
    public_feed: str = ""
    can_connect: bool = False
    can_rehearse: bool = False

    def __post_init__(self) -> None:
        unknown = set(self.capabilities) - CAPABILITIES
        if unknown:
            raise ValueError(f"{self.key}: unknown capabilities {sorted(unknown)}")

    def can(self, capability: Capability) -> bool:
        return capability in self.capabilities

    def media_rule(self, kind: MediaKind) -> MediaRule | None:
        return next((fact.value for fact in self.media if fact.value.kind == kind), None)

    def form(self, *, rule: TextRule | None = None, pictures: int = 0, tone: Tone | None = None) -> TextForm:
        """What this platform wants of a text. rule: the account's own limit; tone: where the shop decides it."""
        place = self.link_place.value if self.link_place else "text"
        comment = self.comment_text.value if self.comment_text else rule or self.text.value
        return TextForm(
            name=self.name,
            rule=rule or self.text.value,
            links="text" if place == "card" and pictures and not self.card_beside_pictures else place,
            has_threads=self.can("publish.thread"),
            comment=comment if self.can("first_comment") else None,
            most_tags=self.max_hashtags.value if self.max_hashtags else None,
            good_tags=self.good_hashtags.value if self.good_hashtags else None,
            tags_at_end=bool(self.hashtags_at_end and self.hashtags_at_end.value),
            capitals_in_tags=bool(self.capitals_in_hashtags and self.capitals_in_hashtags.value),
            tone=tone or self.formality,
        )

    def safety_of(self, capability: str) -> RetrySafety:
        """How safe a repeated write is; the most careful class where nothing is declared."""
        return self.retry_safety.get(capability, "blind")
