"""Numbers of reviews in words that don't promise more than they know."""

from __future__ import annotations

from datetime import timedelta

from vitrino.domain.message import Message, say
from vitrino.domain.reviews.asking import State
from vitrino.domain.reviews.falling import Fall
from vitrino.domain.reviews.standing import Range, Standing
from vitrino.reviews.models import Review
from vitrino.reviews.queries import Answers
from vitrino.ui.formats import duration, number, percent

REQUEST_STATES: dict[str, Message] = {
    State.SCHEDULED: say("Waits for its day"),
    State.SENT: say("Sent"),
    State.OPENED: say("Page opened"),
    State.REVIEWED: say("Says it is written"),
    State.EXPIRED: say("Over"),
    State.WITHDRAWN: say("Wants no more of them"),
    State.UNDELIVERED: say("Could not be sent"),
}
STATES: dict[str, Message] = {
    "": say("All"),
    "unanswered": say("Not answered"),
    "answered": say("Answered"),
    "praise": say("Praise not used"),
    "usable": say("Good to quote"),
    "changed": say("Changed later"),
    "gone": say("No longer there"),
}


def stars(review: Review) -> Message:
    """The stars in words, with what was written where that is another scale."""
    if review.rating is None:
        return say("no stars")
    if review.given and review.given not in (str(review.rating), f"{review.rating}/5"):
        return say("{n} of 5 ({given})", n=review.rating, given=review.given)
    return say("{n} of 5", n=review.rating)


def average(found: Standing) -> Message:
    """The rating of a source as far as it is known."""
    if found.total == 0:
        return say("No ratings in the last year.")
    if found.mean is None:
        return say("Not enough reviews yet: {n}. From {enough} on an average means something.", n=found.total,
                   enough=found.total + found.missing)  # fmt: skip
    return say("Between {low} and {high} stars, from {n} ratings of the last year.", low=number(found.mean.low, 1),
               high=number(found.mean.high, 1), n=found.total)  # fmt: skip


def share(found: Range | None, total: int) -> Message:
    """A share with what is known about it."""
    if found is None:
        return say("Nothing to answer in the last 90 days.")
    if found.high - found.low > 0.35:
        return say("{n} reviews: too few to speak of a share.", n=total)
    return say("{share} of {n} reviews of the last 90 days.", share=percent(found.value), n=total)


def answered(found: Answers) -> list[Message]:
    """How praise and criticism fare, and how fast."""
    told = []
    if found.praise[1]:
        told.append(say("Praise: {done} of {all} answered.", done=found.praise[0], all=found.praise[1]))
    if found.criticism[1]:
        told.append(say("Criticism: {done} of {all} answered.", done=found.criticism[0], all=found.criticism[1]))
    if found.typical is not None:
        told.append(say("A typical answer takes {wait}.", wait=duration(max(found.typical, timedelta(minutes=1)))))
    return told


def fallen(found: Fall) -> list[Message]:
    """What fell, on how much it rests, and how seldom chance does that."""
    return [
        say("From {before} to {now} stars.", before=number(found.before, 1), now=number(found.recent, 1)),
        say(
            "{recent} ratings of the last 90 days against {before} of the year before them, each source by itself.",
            recent=found.count_recent,
            before=found.count_before,
        ),
        say("In a steady shop such a difference comes by chance less than once in a hundred years."),
    ]
