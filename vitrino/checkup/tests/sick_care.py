"""The same shop's mistakes with people: how it listens, answers, promises, quarrels, and cares for its reputation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from vitrino.channels.models import Arrival, Channel, Gap, Source
from vitrino.commerce.models import Order
from vitrino.complaints.models import Case, Cause, Step
from vitrino.complaints.playbooks import current_version
from vitrino.conduct.models import Hiding, PolicyVersion
from vitrino.domain import cases
from vitrino.domain.cases.facts import Said, Written
from vitrino.inbox.models import Contact, Conversation, Message, Miss
from vitrino.listening.models import Mention
from vitrino.notify.models import Way
from vitrino.posts.models import Post
from vitrino.reviews.models import Review
from vitrino.workspace.actions import record
from vitrino.workspace.tests.cast import NOW, Cast

COMPLAINT = "The rye bread was mouldy and the parcel came late"
KIND = "Ola, your rye bread is baked again and comes tomorrow with the parcel, loaf {n}."
COLD = "Thank you for your message, we are working on it, number {n}."
SAME = "We have passed this on to the bakery and will be back with more."
HARSH = "Ola, it is not our fault that the rye bread was mouldy, you stored it wrong."
_numbers = count(1)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def fall_ill(cast: Cast, one: Channel, two: Channel) -> None:
    """After this the rules about people have something to say as well."""
    _listen_badly(one, two)
    _answer_badly(cast, one)
    _complain(cast, one)
    _quarrel(cast, one)
    _get_reviewed(cast, one)


def talk(channel: Channel, *, at: datetime, surface: str = "comment", **fields: Any) -> Conversation:
    """Somebody wrote; nobody waits any more."""
    contact = Contact.objects.create(workspace=channel.workspace, name="Ola", created_at=at)
    values = {"last_message_at": at, "opened_at": at, "last_text": COMPLAINT, "language": "en"}
    made = Conversation.objects.create(
        workspace=channel.workspace, channel=channel, contact=contact, surface=surface,
        thread_id=f"care{next(_numbers)}", **(values | fields),
    )  # fmt: skip
    say(made, COMPLAINT, at, direction="in")
    return made


def say(talk: Conversation, text: str, at: datetime, *, direction: str = "out") -> Message:
    return Message.objects.create(conversation=talk, direction=direction, text=text, at=at)


def arrival(channel: Channel, text: str, at: datetime, kind: str = "mention", **fields: Any) -> Arrival:
    number = next(_numbers)
    return Arrival.objects.create(workspace=channel.workspace, channel=channel, kind=kind, remote_id=f"care{number}",
                                  author_id=f"a{number}", text=text, at=at, received_at=at, **fields)  # fmt: skip


def case(channel: Channel, *, opened_at: datetime, facts: dict[str, Any] | None = None, **fields: Any) -> Case:
    """A complaint as a case. facts: what is known beside when it came."""
    version = current_version(channel.workspace, now=NOW)
    known = cases.Case(received_at=opened_at, **(facts or {}))
    where = talk(channel, at=opened_at, surface="message", is_complaint=True)
    return Case.objects.create(workspace=channel.workspace, conversation=where, playbook=version, opened_at=opened_at,
                               facts=cases.to_json(known), **fields)  # fmt: skip


def review(channel: Channel, stars: int, at: datetime, *, text: str = "", is_answered: bool = True) -> Review:
    made = arrival(channel, text, at, "review", rating=stars)
    return Review.objects.create(workspace=channel.workspace, channel=channel, arrival=made, text=text, rating=stars,
                                 author="Ola", at=at, noted_at=at, answered_at=at if is_answered else None)  # fmt: skip


def _listen_badly(one: Channel, two: Channel) -> None:
    heard = arrival(one, "Zorza has the best rye bread", ago(days=2))
    Mention.objects.create(workspace=one.workspace, arrival=heard, form="Zorza", rule="exact", at=heard.at,
                           seen_at=heard.at + timedelta(hours=5))  # fmt: skip
    Source.objects.create(channel=one, kind="mention", last_ok_at=ago(hours=30))
    unread = Source.objects.create(channel=two, kind="comment", last_ok_at=NOW)
    Gap.objects.create(source=unread, from_at=ago(hours=5), to_at=ago(hours=3), reason="no-answer")


def _answer_badly(cast: Cast, one: Channel) -> None:
    for number in range(6):
        late = talk(one, at=ago(days=5, hours=number), surface="message", first_reply_at=ago(days=4, hours=number))
        say(late, COLD.format(n=number), ago(days=4, hours=number))
        if number < 3:
            asked = late.messages.get(direction="in")
            Miss.objects.create(conversation=late, message=asked, kind="first", due_at=ago(days=5),
                                recorded_at=ago(days=5))  # fmt: skip
    for number in range(3):
        say(talk(one, at=ago(days=3, hours=number)), SAME, ago(days=3))
    harsh = talk(one, at=ago(days=3), surface="message", is_complaint=True)
    say(harsh, HARSH, ago(days=2))
    record("inbox.reply-overruled", workspace=one.workspace, by=cast.bruno, now=ago(days=2), about=harsh)


def _complain(cast: Cast, one: Channel) -> None:
    broken = case(one, opened_at=ago(days=9))
    Step.objects.create(case=broken, event="promise_passed", at=ago(days=4))
    helped = {"remedy": Written(ago(days=5), "a new loaf", "1"), "remedy_said": Said(ago(days=5), "1", "1")}
    case(one, opened_at=ago(days=9), facts=helped, remedy_at=ago(days=5))
    case(one, opened_at=ago(days=3), facts={"is_public": True, "acknowledged": Said(ago(days=3), "1", "1")})
    cause = Cause.objects.create(workspace=one.workspace, name="Mouldy bread", created_at=NOW)
    for number in range(3):
        case(one, opened_at=ago(days=20 + number), cause=cause, ended_at=ago(days=10), closed_at=ago(days=10))


def _quarrel(cast: Cast, one: Channel) -> None:
    argument = talk(one, at=ago(days=6), is_complaint=True)
    for number in range(3):
        say(argument, KIND.format(n=number), ago(days=6, minutes=-10 * number))
        say(argument, f"No, {number}", ago(days=6, minutes=-10 * number), direction="in")
    talk(one, at=ago(days=3), is_complaint=True, state="resolved")
    talk(one, at=ago(days=3), intents=["abuse"])
    hidden = talk(one, at=ago(days=7), is_complaint=True, surface="message")
    Hiding.objects.create(workspace=one.workspace, conversation=hidden, message=hidden.messages.first(), at=ago(days=6),
                          text=COMPLAINT, is_criticism=True, reason="spam", by=cast.bruno)  # fmt: skip


def _get_reviewed(cast: Cast, one: Channel) -> None:
    review(one, 4, ago(days=5), text="All fine but the door is hard to find", is_answered=False)
    for number in range(3):
        review(one, 5, ago(days=60), text=f"The best rye bread of the whole town, {number} times")
    for number in range(20):
        review(one, 5, ago(days=200 + number))
    for number in range(12):
        review(one, 1, ago(days=30 + number))
    for number in range(6):
        Order.objects.create(workspace=cast.bakery, source="sample", remote_id=f"o{number}", number=f"o{number}",
                             total_minor=100, currency="PLN", state="delivered", placed_at=ago(days=20),
                             delivered_at=ago(days=10))  # fmt: skip


def heal(cast: Cast) -> Iterator[str]:
    """Put one thing right after the other; the rule that must fall silent."""
    Way.objects.create(workspace=cast.bakery, person=cast.anna, kind="ntfy", created_at=NOW, proven_at=NOW)
    yield "listening.no-instant-notice"
    Mention.objects.update(seen_at=ago(days=2))
    yield "listening.missed"
    Source.objects.update(last_ok_at=NOW)
    yield "listening.source-silent"
    Gap.objects.update(backfilled_at=NOW)
    yield "care.unread-source"
    Conversation.objects.filter(misses__isnull=False).update(opened_at=ago(days=40))
    yield "care.slow"
    Message.objects.filter(text__startswith="Thank you for your message").update(text=KIND.format(n="1"))
    yield "care.impersonal"
    for number, message in enumerate(Message.objects.filter(text=SAME)):
        Message.objects.filter(pk=message.pk).update(
            text=f"Ola, the rye bread of day {number} was mouldy, we are sorry."
        )
    yield "care.repeated-reply"
    Message.objects.filter(text=HARSH).update(text=KIND.format(n=7))
    yield "care.tone"
    harsh = Conversation.objects.get(messages__text=KIND.format(n=7))
    record("inbox.reply-agreed", workspace=cast.bakery, by=cast.anna, now=ago(days=2), about=harsh)
    yield "care.unapproved-risky-reply"
    Step.objects.all().delete()
    yield "care.promise-broken"
    yield from _heal_cases(cast)
    yield from _heal_quarrels(cast)
    yield from _heal_reputation()


def _heal_cases(cast: Cast) -> Iterator[str]:
    helped = Case.objects.get(remedy_at__isnull=False)
    helped.facts["asked"] = {"at": NOW.isoformat(), "message_id": "2", "by": "1"}
    helped.save()
    yield "care.no-follow-up"
    for public in Case.objects.filter(facts__is_public=True):
        public.facts["moved_private"] = {"at": NOW.isoformat(), "message_id": "2", "by": "1"}
        public.save()
    yield "care.stays-public"
    Cause.objects.update(addressed_at=NOW)
    yield "reputation.theme-unaddressed"


def _heal_quarrels(cast: Cast) -> Iterator[str]:
    Message.objects.filter(direction="in", text__startswith="No, ").delete()
    yield "care.argument"
    for left in Conversation.objects.filter(is_complaint=True, surface="comment").exclude(messages__direction="out"):
        say(left, KIND.format(n=9), NOW)
    yield "care.criticism-unanswered"
    PolicyVersion.objects.create(workspace=cast.bakery, number=1, texts={"en": "Be kind."}, at=NOW)
    yield "abuse.no-policy"
    Conversation.objects.exclude(intents=[]).update(state="muted")
    yield "abuse.unhandled"
    Hiding.objects.update(ended_at=NOW)
    yield "abuse.criticism-removed"


def _heal_reputation() -> Iterator[str]:
    Review.objects.filter(answered_at=None).update(answered_at=NOW)
    yield "reviews.unanswered"
    Order.objects.update(delivered_at=None)
    yield "reviews.not-asked"
    Review.objects.filter(rating=5, text__startswith="The best").update(post=Post.objects.first())
    yield "reviews.praise-unused"
    Review.objects.filter(rating=1).update(rating=5)
    yield "reviews.rating-falling"
