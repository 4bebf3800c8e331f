"""A reply before it is sent, and everything about the customer and the shop that its tone is judged by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from vitrino.domain.hours import ALWAYS, Calendar, OpeningHours
from vitrino.domain.tone.due import Due, dues
from vitrino.domain.tone.words import Words, read

Surface = Literal["comment", "message", "review", "mention", "email"]
PUBLIC_SURFACES: frozenset[Surface] = frozenset({"comment", "review", "mention"})
Formality = Literal["formal", "informal"]
Gender = Literal["f", "m"]
MAX_PUBLIC_REPLIES = 50


@dataclass(frozen=True, kw_only=True)
class Customer:
    """Whom the reply goes to, and what they wrote. Nothing is demanded: what is unknown is not judged by.

    is_complaint None: nobody has said; the words of `text` then decide. stars: of a review, 1..5.
    questions: their questions where somebody has picked them out; otherwise the sentences with a "?" count.
    private_facts: what is known about them and must not be said in public (e-mail, phone, street).
    """

    name: str = ""
    handle: str = ""
    text: str = ""
    language: str = ""
    is_complaint: bool | None = None
    is_happy: bool | None = None
    stars: int | None = None
    gender: Gender | None = None
    questions: tuple[str, ...] = ()
    order_numbers: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    private_facts: tuple[str, ...] = ()

    @cached_property
    def words(self) -> Words:
        return read(self.text, self.language)


@dataclass(frozen=True, kw_only=True)
class Shop:
    """What the shop has settled: its contacts, names, earlier replies, hours, habits and the state of the case.

    contacts: verified e-mails, phones, addresses of pages, handles. recent_public_replies: the newest first, at most 50
    count. thread_replies: what it has answered in this thread. median_answer_minutes: of cases of this kind.
    formality, max_length (characters), emoji_budget, links_work: of the channel; None where nobody has settled it.
    not_words: what it has struck out there, see `domain.tone.struck`.
    abuse_step: as in the abuse ladder ("" = no abuse); abuse_policy: its text; case_state: as in the playbook.
    is_thread_public: also when this reply isn't; None: as this reply.
    """

    name: str = ""
    brands: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    recent_public_replies: tuple[str, ...] = ()
    thread_replies: tuple[str, ...] = ()
    opening_hours: OpeningHours = ALWAYS
    zone: str = "UTC"
    median_answer_minutes: int | None = None
    formality: Formality | None = None
    max_length: int | None = None
    emoji_budget: int | None = None
    not_words: tuple[str, ...] = ()
    links_work: bool = True
    abuse_step: str = ""
    abuse_policy: str = ""
    was_policy_stated: bool = False
    case_state: str = ""
    has_closing_note: bool = False
    is_thread_public: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """The text as it would go out. `now` (aware) is needed only to judge deadlines."""

    text: str
    language: str = ""
    surface: Surface = "comment"
    is_public: bool = True
    customer: Customer = field(default_factory=Customer)
    shop: Shop = field(default_factory=Shop)
    now: datetime | None = None

    @cached_property
    def words(self) -> Words:
        """The reply taken apart; what is quoted from the customer is marked."""
        return read(self.text, self.language, quotes_of=self.customer.text)

    @cached_property
    def dues(self) -> tuple[Due, ...]:
        """The times it promises; a few milliseconds, so look for signs of a time first."""
        calendar = Calendar(self.shop.opening_hours, ZoneInfo(self.shop.zone))
        return dues(self.text, self.language, calendar, self.now)
