"""How states and steps are called on pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vitrino.domain.message import Message, say
from vitrino.domain.publication import AttemptOutcome, Event, PublicationState
from vitrino.publishing.models import Publication

S = PublicationState


@dataclass(frozen=True)
class Sign:
    """A word with its tone and drawing."""

    text: Message
    tone: str = ""
    icon: str = "clock"


STATES: Mapping[str, Sign] = {
    S.DRAFT: Sign(say("Waits for agreement"), "warn", "hourglass"),
    S.APPROVED: Sign(say("Draft"), icon="pencil"),
    S.READY: Sign(say("Planned"), icon="clock"),
    S.SENDING: Sign(say("On its way"), "accent", "send"),
    S.PUBLISHED: Sign(say("Published"), "good", "check"),
    S.FAILED: Sign(say("Not published"), "bad", "alert-circle"),
    S.UNKNOWN: Sign(say("Being checked"), "warn", "search"),
    S.NEEDS_DECISION: Sign(say("Needs your decision"), "bad", "help"),
    S.HELD: Sign(say("Held back"), "warn", "player-pause"),
    S.CANCELLED: Sign(say("Stopped"), icon="x"),
}

# One sentence for where it stands; more words than the tag has room for.
SENTENCES: Mapping[str, Message] = {
    S.DRAFT: say("It waits until everybody who is asked has agreed, then it is planned by itself."),
    S.APPROVED: say("This is a draft. Nothing is planned yet."),
    S.READY: say("It is planned and goes out by itself."),
    S.SENDING: say("It is being sent right now."),
    S.PUBLISHED: say("It is out."),
    S.FAILED: say("It is not out, and Vitrino will not try again by itself."),
    S.UNKNOWN: say("The answer was lost, so Vitrino is looking whether it is out. You need not do anything."),
    S.NEEDS_DECISION: say("Vitrino can't find out by itself what became of it. Please decide."),
    S.HELD: say("It is held back until you let it go."),
    S.CANCELLED: say("It was stopped and does not go out."),
}

STEPS: Mapping[str, Sign] = {
    "created": Sign(say("Written down"), icon="pencil"),
    Event.APPROVE: Sign(say("Text and pictures fixed"), icon="check"),
    Event.SCHEDULE: Sign(say("Planned"), icon="clock"),
    Event.UNSCHEDULE: Sign(say("Taken out of the plan"), icon="arrow-back-up"),
    Event.EDIT: Sign(say("Changed"), icon="pencil"),
    Event.CANCEL: Sign(say("Stopped, or asked to stop"), icon="x"),
    Event.BEGIN_SEND: Sign(say("The try was written down, then sending began"), "accent", "send"),
    Event.MISS_DEADLINE: Sign(say("Sending took too long and was stopped in time"), icon="clock"),
    Event.TOO_LATE: Sign(say("Its time was long past, so it was not sent without asking"), "warn", "help"),
    Event.TRIED_OUT: Sign(say("Tried often enough"), "warn", "help"),
    Event.GIVE_UP: Sign(say("Tried often enough; nothing of it is out"), "bad", "alert-circle"),
    Event.CONFIRMED: Sign(say("The platform confirmed it"), "good", "check"),
    Event.ACCEPTED: Sign(say("The platform took it and is still working on it"), icon="hourglass"),
    Event.REFUSED: Sign(say("The platform refused it"), "bad", "alert-circle"),
    Event.REFUSED_AFTER_UNKNOWN: Sign(say("The platform refused it, but an earlier try may be out"), "warn", "help"),
    Event.NOT_SENT: Sign(say("Nothing was sent; tried again later"), icon="refresh"),
    Event.RATE_LIMITED: Sign(say("The platform asked for a pause"), icon="hourglass"),
    Event.AUTH_LOST: Sign(say("The platform no longer lets Vitrino in"), "bad", "plug-x"),
    Event.ANSWER_LOST: Sign(say("The answer was lost"), "warn", "help"),
    Event.SENDER_LOST: Sign(say("Vitrino stopped while it was sending"), "warn", "help"),
    Event.FOUND: Sign(say("Seen on the platform"), "good", "eye"),
    Event.AMBIGUOUS: Sign(say("Seen, but another post looks the same"), "warn", "help"),
    Event.NOT_SEEN: Sign(say("Looked; it proves nothing yet"), icon="search"),
    Event.ABSENT_ONCE: Sign(say("Looked after the time it may take; not there"), icon="search"),
    Event.ABSENCE_PROVEN: Sign(say("Looked twice; not there"), "warn", "search"),
    Event.RESEND: Sign(say("Looked twice; not there, so it goes out again"), icon="refresh"),
    Event.RESEND_KEYED: Sign(say("Not there; sending it again can't make a second one"), icon="refresh"),
    Event.STOP: Sign(say("Stopped before anything was out"), icon="x"),
    Event.BLIND: Sign(say("This platform doesn't let Vitrino look"), "warn", "help"),
    Event.LOOKED_TOO_LONG: Sign(say("Looked for a long time without a clear answer"), "warn", "help"),
    Event.IT_IS_THERE: Sign(say("Somebody looked: it is there"), "good", "check"),
    Event.PUBLISH_AGAIN: Sign(say("Somebody decided to publish it again"), icon="refresh"),
    Event.PUBLISH_LATE: Sign(say("Somebody decided to publish it late"), icon="refresh"),
    Event.TRY_AGAIN: Sign(say("Somebody decided to try again"), icon="refresh"),
    Event.HOLD: Sign(say("Held back: the channel is closed at the moment"), "warn", "player-pause"),
    Event.RESTORED: Sign(say("Held back: the database was restored or copied"), "warn", "player-pause"),
    Event.RELEASE: Sign(say("Let go"), icon="player-play"),
    Event.CHECK_FIRST: Sign(say("Let go; first Vitrino looks whether it is out already"), icon="search"),
}

OUTCOMES: Mapping[str, Message] = {
    AttemptOutcome.OPEN: say("being sent"),
    AttemptOutcome.WITHOUT_EFFECT: say("nothing went out"),
    AttemptOutcome.UNKNOWN: say("nobody knows"),
    AttemptOutcome.PUBLISHED: say("out"),
}

ANSWERS: Mapping[str, Message] = {
    "confirmed": say("Yes, it is out."),
    "pending": say("Taken, it appears later."),
    "refused": say("Refused."),
    "not_sent": say("It can't be reached."),
    "rate_limited": say("Please wait."),
    "auth_lost": say("Not signed in."),
    "outcome_unknown": say("No clear answer."),
}

HELD: Mapping[str, Message] = {
    Event.HOLD: say("It waits because the channel is closed. It goes on by itself when the channel is open again."),
    Event.AUTH_LOST: say("It waits because the platform no longer lets Vitrino in. Connect the channel again."),
    Event.RESTORED: say("It waits because the database was restored or copied; it may be out already."),
}


def sign_of(publication: Publication) -> Sign:
    """Its state as a tag; a post whose text the platform changed says so."""
    if publication.taken_down_at is not None:
        return Sign(say("Taken down"), icon="trash")
    if publication.state == S.PUBLISHED and publication.is_different:
        return Sign(say("Published, but changed"), "warn", "alert-triangle")
    if publication.state == S.PUBLISHED and publication.is_late:
        return Sign(say("Published late"), "good", "check")
    return STATES[publication.state]


def sentence_of(publication: Publication) -> Message:
    """Where it stands, in one sentence."""
    if publication.state == S.HELD and publication.reason.get("is_stopped"):
        return say("It waits because everything was stopped. Look at it, then let it go.")
    if publication.state == S.READY and publication.reason.get("event") == "waits":
        return say("It waits, and goes out by itself as soon as it may.")
    if publication.state == S.HELD:
        return HELD.get(publication.reason.get("event", ""), SENTENCES[S.HELD])
    if publication.is_stop_wished and publication.state in (S.SENDING, S.UNKNOWN):
        return say("You asked to stop it. It was on its way already, so Vitrino is finding out whether it is out.")
    if publication.state == S.READY and publication.parent is not None and publication.parent.state != S.PUBLISHED:
        return say("It waits until the part before it is out.")
    return SENTENCES[publication.state]
