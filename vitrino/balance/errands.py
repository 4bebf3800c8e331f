"""The day's ten minutes with people: found in what really came in, ticked off, skipped, and counted by the week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse

from vitrino.balance.models import Errand, ListDay, Offer
from vitrino.balance.queries import errands_of, offers, partners
from vitrino.domain import slots
from vitrino.domain.balance import Kind
from vitrino.domain.message import Message, say
from vitrino.domain.triage import Intent
from vitrino.inbox import queries as inbox
from vitrino.inbox.lookback import OUT
from vitrino.listening import queries as listening
from vitrino.planner.entries import quote
from vitrino.publishing import queries as publishing
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vitrino.inbox.models import Conversation

TEN_MINUTES = 10
LATELY = timedelta(days=14)
TWO_MONTHS = timedelta(days=60)
FRESH = timedelta(days=3)
KEPT = timedelta(days=30)
LOYAL = 3
MOST_OF_EACH = 5
_LEFT_ALONE = ("spam", "muted")
_BAD = (Intent.COMPLAINT, Intent.THREAT, Intent.HATE, Intent.ABUSE, Intent.SPAM)


@dataclass(frozen=True)
class Wanted:
    """One thing to do. sort: "answer", "thank", "comment", "join", "partner", "ask" or "poll"."""

    key: str
    sort: str
    title: str
    why: Message
    url: str
    minutes: int
    who: str = ""


def make_list(*, workspace: Workspace, now: datetime) -> list[Errand]:
    """Today's list, made once; asked for again, it is filled up with what is new, and what was decided stays."""
    today = now.astimezone(slots.zone(workspace.time_zone)).date()
    there = list(errands_of(workspace, now))
    room = TEN_MINUTES - sum(one.minutes for one in there)
    known = {one.key for one in there} | _decided_lately(workspace, today)
    wanted = _within(room, (one for one in found(workspace, now) if one.key not in known))
    Errand.objects.bulk_create(
        [Errand(workspace=workspace, day=today, key=one.key, sort=one.sort, title=one.title[:300], who=one.who[:120],
                template=one.why.template, values=one.why.stored(), url=one.url[:500], minutes=one.minutes,
                position=len(there) + place)
         for place, one in enumerate(wanted)],
        ignore_conflicts=True,
    )  # fmt: skip
    ListDay.objects.update_or_create(workspace=workspace, defaults={"day": today})
    return list(errands_of(workspace, now))


def clear(now: datetime) -> int:
    """Words of people are kept for a month; of what was done only the numbers stay."""
    old = Errand.objects.filter(day__lt=(now - KEPT).date())
    gone, _by_model = old.exclude(state=Errand.State.DONE).delete()
    return gone + old.exclude(title="").update(title="", values={}, url="")


def without_list(now: datetime) -> Iterator[Workspace]:
    """Shops in whose zone a day has begun that has no list yet."""
    days = dict(ListDay.objects.values_list("workspace_id", "day"))
    for one in Workspace.objects.filter(onboarding_step=0).order_by("pk").iterator():
        if days.get(one.pk) != now.astimezone(slots.zone(one.time_zone)).date():
            yield one


@transaction.atomic
def decide(*, errand: Errand, state: str, by: Person, now: datetime) -> Errand:
    """Done, skipped, or open again."""
    errand.state = state if state in Errand.State.values else Errand.State.OPEN
    is_open = errand.state == Errand.State.OPEN
    errand.decided_at, errand.decided_by = (None, None) if is_open else (now, by)
    errand.save(update_fields=["state", "decided_at", "decided_by"])
    return errand


def found(workspace: Workspace, now: datetime) -> list[Wanted]:
    """Everything one could do today, the first of every sort before the second of any."""
    sources = (
        _answers(workspace), _thanks(workspace, now), _joins(workspace, now), _comments(workspace, now),
        _loyal(workspace, now), _polls(workspace, now), _partners(workspace, now), _questions(workspace),
    )  # fmt: skip
    seen: set[str] = set()
    made = []
    for one in chain.from_iterable(zip_longest(*(list(source)[:MOST_OF_EACH] for source in sources))):
        # The same person is known on several platforms; once a day is enough.
        same = {one.key, f"{one.sort} {one.why.values.get('name') or one.title}"} if one is not None else set()
        if one is not None and not same & seen:
            seen |= same
            made.append(one)
    return made


def _within(room: int, wanted: Iterable[Wanted]) -> list[Wanted]:
    """As many as fit into the minutes; a shorter one may take what a longer one leaves."""
    chosen = []
    for one in wanted:
        if one.minutes <= room:
            chosen.append(one)
            room -= one.minutes
    return chosen


def _decided_lately(workspace: Workspace, today: date) -> set[str]:
    """What somebody skipped or did in two weeks is not brought up again, but for people who still wait."""
    past = Errand.objects.filter(workspace=workspace, day__gt=today - LATELY, day__lt=today).exclude(sort="answer")
    return set(past.exclude(state=Errand.State.OPEN).values_list("key", flat=True))


def _answers(workspace: Workspace) -> Iterator[Wanted]:
    for one in inbox.waiting(workspace)[:MOST_OF_EACH]:
        yield _talk(one, "answer", say("{name} waits for an answer.", name=_name(one)), 2)


def _thanks(workspace: Workspace, now: datetime) -> Iterator[Wanted]:
    """Praise that nobody has answered."""
    for one in _silent(workspace, now):
        if Intent.PRAISE in one.intents and not set(one.intents) & set(_BAD):
            yield _talk(one, "thank", say("{name} said something kind, and nobody has answered.", name=_name(one)), 1)


def _comments(workspace: Workspace, now: datetime) -> Iterator[Wanted]:
    """Comments that were left open."""
    for one in _silent(workspace, now):
        if one.surface == "comment" and not set(one.intents) & set(_BAD):
            yield _talk(one, "comment", say("A comment of {name} below your post stands alone.", name=_name(one)), 1)


def _loyal(workspace: Workspace, now: datetime) -> Iterator[Wanted]:
    """Who comes back again and again."""
    recent = inbox.conversations_of(workspace).filter(opened_at__gt=now - TWO_MONTHS, is_complaint=False)
    often = recent.exclude(state__in=_LEFT_ALONE).order_by().values("contact").annotate(n=Count("pk"))
    counts = dict(often.filter(n__gte=LOYAL).order_by("-n", "contact").values_list("contact", "n")[:MOST_OF_EACH])
    newest = {one.contact_id: one for one in recent.filter(contact__in=counts).order_by("last_message_at")}
    for contact, n in counts.items():
        one = newest[contact]
        why = say("{name} has written {n} times in two months. A word of your own is due.", name=_name(one), n=n)
        yield Wanted(f"loyal:{contact}", "thank", _name(one), why,
                     _url(workspace, "inbox:talk", pk=one.pk), 1, f"contact:{contact}")  # fmt: skip


def _joins(workspace: Workspace, now: datetime) -> Iterator[Wanted]:
    """Talks of others in which the shop was named."""
    recent = listening.sure(listening.mentions_of(workspace)).filter(at__gt=now - LATELY, arrival__kind="mention")
    # What became a talk of our own is answered there.
    talks = inbox.conversations_of(workspace).order_by().filter(messages__arrival__isnull=False)
    recent = recent.exclude(arrival__in=talks.values("messages__arrival"))
    theirs = recent.filter(arrival__url__startswith="https://", arrival__deleted_at=None, arrival__is_own=False)
    for one in theirs[:MOST_OF_EACH]:
        who = one.arrival.author_name or one.arrival.author_handle or "?"
        yield Wanted(f"mention:{one.pk}", "join", quote(one.arrival.text),
                     say("{name} talks about you. Say something that helps.", name=who), one.arrival.url, 2,
                     f"author:{one.arrival.author_id}"[:120])  # fmt: skip


def _polls(workspace: Workspace, now: datetime) -> Iterator[Wanted]:
    """Polls that have ended: people want to know how they came out."""
    for one in publishing.posts(workspace).filter(state="published", published_at__gt=now - LATELY)[:50]:
        poll = one.content.get("poll") or {}
        ended = one.published_at + timedelta(seconds=poll.get("duration_s") or 0) if one.published_at else now
        if poll and now - FRESH < ended <= now:
            yield Wanted(f"poll:{one.pk}", "poll", quote(str(one.content.get("text", ""))),
                         say("The poll is over. Say how it came out, and thank everybody."),
                         _url(workspace, "publishing:publication", pk=one.pk), 3)  # fmt: skip


def _partners(workspace: Workspace, now: datetime) -> Iterator[Wanted]:
    """What partners published: a comment there is seen by their people."""
    names = {one.credit: one.name for one in partners(workspace)}
    fresh = offers(workspace).filter(credit__in=names, at__gt=now - LATELY).exclude(link="")
    for one in fresh[:MOST_OF_EACH]:
        why = say("New at {name}. A comment there is seen by their people.", name=names[one.credit])
        yield Wanted(f"partner:{one.pk}", "partner", quote(one.text), why, one.link, 2, one.credit)


def _questions(workspace: Workspace) -> Iterator[Wanted]:
    """A question to ask; one a day is enough."""
    one = offers(workspace).filter(kind=Kind.ASKS, state=Offer.State.OPEN).order_by("-at", "pk").first()
    if one is not None:
        yield Wanted(f"ask:{one.pk}", "ask", quote(one.text), say("A question gives people something to say."),
                     _url(workspace, "balance:ideas") + f"#idea-{one.pk}", 2)  # fmt: skip


def _silent(workspace: Workspace, now: datetime) -> QuerySet[Conversation]:
    """Talks of two weeks without a word of the shop in which nobody waits formally."""
    recent = inbox.conversations_of(workspace).filter(last_message_at__gt=now - LATELY, waiting_since=None)
    ours = recent.annotate(ours=Count("messages", filter=OUT)).filter(ours=0, first_reply_at=None)
    return ours.exclude(state__in=_LEFT_ALONE).exclude(Q(surface="review"))[: 4 * MOST_OF_EACH]


def _talk(one: Conversation, sort: str, why: Message, minutes: int) -> Wanted:
    return Wanted(f"talk:{one.pk}", sort, quote(one.last_text) or _name(one), why,
                  _url(one.workspace, "inbox:talk", pk=one.pk), minutes, f"contact:{one.contact_id}")  # fmt: skip


def _name(one: Conversation) -> str:
    return one.contact.name or "?"


def _url(workspace: Workspace, name: str, **arguments: int) -> str:
    return reverse(name, kwargs={"slug": workspace.slug, **arguments})


@dataclass(frozen=True)
class Week:
    """Seven days. minutes, people: of what was ticked off. said: posts that went out; talked: answers and messages to
    people. share: of talking in all that went out, 0..1; None where nothing did."""

    monday: date
    minutes: int
    people: int
    said: int
    talked: int

    @property
    def share(self) -> float | None:
        return self.talked / (self.said + self.talked) if self.said + self.talked else None


def weeks(workspace: Workspace, now: datetime, count: int = 6) -> list[Week]:
    """The newest weeks, this one first. Two queries."""
    zone = slots.zone(workspace.time_zone)
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=count - 1)
    done: dict[date, list[Errand]] = defaultdict(list)
    for one in Errand.objects.filter(workspace=workspace, day__gte=first, state=Errand.State.DONE):
        done[one.day - timedelta(days=one.day.weekday())].append(one)
    out: dict[tuple[date, bool], int] = defaultdict(int)
    sent = publishing.publications(workspace).filter(state="published")
    sent = sent.filter(published_at__gt=now - timedelta(weeks=count + 1))
    for kind, at, parent in sent.exclude(kind="comment").values_list("kind", "published_at", "parent"):
        if at is not None and (kind != "post" or parent is None):
            day = at.astimezone(zone).date()
            out[day - timedelta(days=day.weekday()), kind == "post"] += 1
    starts = [monday - timedelta(weeks=back) for back in range(count)]
    return [Week(start, sum(one.minutes for one in done[start]), len({one.who or one.key for one in done[start]}),
                 out[start, True], out[start, False]) for start in starts]  # fmt: skip
