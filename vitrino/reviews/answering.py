"""Answering a review: a thank-you with a word of one's own, or a note that it was answered on the site itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from vitrino.domain.matcher import key
from vitrino.domain.message import say
from vitrino.domain.placeholders import GAPS, check_template, fill_reply, gaps_in, leftovers
from vitrino.domain.problem import Problem
from vitrino.domain.reviews.standing import CRITICISM
from vitrino.inbox import actions as inbox
from vitrino.reviews import following
from vitrino.reviews.bringing import keeping
from vitrino.reviews.models import PersonalWord, Review, ThankYou
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

PERSONAL = "personal"
ALLOWED = (*GAPS, PERSONAL)
# What may stand in a thank-you without being asked for.
FILLED = ("customer_name", "shop_name", "my_name", PERSONAL)
LEAST_WORDS = 3
REMEMBERED = 50


@transaction.atomic
def keep_thanks(*, workspace: Workspace, title: str, text: str, by: Person, now: datetime) -> ThankYou:
    """Save a thank-you. Raises Problem for one without room for a personal word, or with a gap nobody can fill."""
    check_template(text, ALLOWED)
    gaps = gaps_in(text)
    if PERSONAL not in gaps:
        raise Problem(say("Leave room for a personal word: write {gap} where it goes.", gap="{personal}"), "text")
    unknown = [gap for gap in gaps if gap not in FILLED]
    if unknown:
        raise Problem(say("A thank-you can't fill {gap}.", gap="{" + unknown[0] + "}"), "text")
    made = ThankYou.objects.create(workspace=workspace, title=title.strip()[:80], text=text.strip(), created_at=now)
    record("reviews.thanks-kept", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def drop_thanks(*, thanks: ThankYou, by: Person, now: datetime) -> None:
    record("reviews.thanks-dropped", workspace=thanks.workspace_id, by=by, now=now, about=thanks)
    thanks.delete()


def wording(thanks: ThankYou, review: Review, personal: str, by: Person) -> str:
    """The finished thank-you. Raises Problem for a gap without a value, or words that are not personal."""
    _check_personal(review, personal)
    name = review.author.split()[0] if review.author else ""
    values = {PERSONAL: personal, "customer_name": name, "shop_name": review.workspace.name, "my_name": by.name}
    return fill_reply(thanks.text, values, ALLOWED)


@transaction.atomic
def thank(*, review: Review, thanks: ThankYou, personal: str, by: Person, now: datetime,
          overruled: Collection[str] | None = ()) -> str:  # fmt: skip
    """Thank for a review through the inbox; gives the words sent.

    Raises Problem: for criticism (that wants an answer of its own), for words used before, and as the inbox does.
    """
    text = _fit(review, wording(thanks, review, personal, by))
    assert review.conversation is not None
    inbox.reply(conversation=review.conversation, text=text, by=by, now=now, overruled=overruled)
    _remember(review, personal, now)
    record("reviews.thanked", workspace=review.workspace_id, by=by, now=now, about=review)
    return text


@transaction.atomic
def note_answer(*, review: Review, text: str, by: Person, now: datetime) -> None:
    """It was answered on the page of its site; the words are kept, and nobody waits any more. Raises Problem."""
    text = text.strip()
    if not text:
        raise Problem(say("Paste what you answered there, so that the others can read it."), "text")
    if gaps := leftovers(text):
        raise Problem(say("Fill this gap first: {gap}", gap=", ".join(gaps)), "text")
    if not review.channel.listens_only:
        raise Problem(say("Answers on this platform come in by themselves."), "text")
    keeping.note_answer(channel=review.channel, remote_id=review.arrival.remote_id, text=text, now=now)
    inbox.take_in(now)
    following.follow(now)
    record("reviews.answered-there", workspace=review.workspace_id, by=by, now=now, about=review)


def _fit(review: Review, text: str) -> str:
    if review.rating is not None and review.rating <= CRITICISM:
        raise Problem(say("This is criticism. It deserves an answer of its own, not a saved thank-you."), "thanks")
    if review.conversation is None:
        raise Problem(say("The inbox takes this review up in a moment. Please try again then."))
    return text


def _check_personal(review: Review, personal: str) -> None:
    if len(personal.split()) < LEAST_WORDS:
        raise Problem(say("Write at least {n} words about what this person said.", n=LEAST_WORDS), "personal")
    recent = PersonalWord.objects.filter(workspace=review.workspace_id).exclude(review=review).order_by("-at", "-pk")
    if key(personal)[:300] in recent.values_list("text_key", flat=True)[:REMEMBERED]:
        raise Problem(say("You said exactly this to somebody else already. Say something to this person."), "personal")


def _remember(review: Review, personal: str, now: datetime) -> None:
    PersonalWord.objects.create(review=review, workspace=review.workspace, text_key=key(personal)[:300], at=now)
