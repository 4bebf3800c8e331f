"""How a crisis is called on pages, in its log and in notices."""

from __future__ import annotations

from collections.abc import Mapping

from vitrino.domain.crisis import CrisisRole, IncidentEvent, IncidentState
from vitrino.domain.crisis.deadlines import Wanted
from vitrino.domain.crisis.plan import ContactKind
from vitrino.domain.message import Message, say

S, E = IncidentState, IncidentEvent

STATES: Mapping[str, tuple[Message, str]] = {
    S.SUSPECTED: (say("Suspected"), "warn"),
    S.DECLARED: (say("Declared: the first public word is due"), "bad"),
    S.HOLDING: (say("First word said"), "bad"),
    S.INVESTIGATING: (say("Looking for the cause"), "bad"),
    S.IDENTIFIED: (say("Cause known"), "warn"),
    S.FIXING: (say("Being put right"), "warn"),
    S.WATCHING: (say("Put right, being watched"), "warn"),
    S.CLOSED: (say("Over: look back on it"), ""),
    S.REVIEWED: (say("Over, lessons drawn"), "good"),
    S.DISMISSED: (say("It was none"), ""),
}

# What the public reads about where things stand.
PUBLIC_STATES: Mapping[str, Message] = {
    S.HOLDING: say("We know of it and look into it."),
    S.INVESTIGATING: say("We are looking for the cause."),
    S.IDENTIFIED: say("We know the cause."),
    S.FIXING: say("We are putting it right."),
    S.WATCHING: say("It is put right. We keep watching."),
    S.CLOSED: say("It is over."),
    S.REVIEWED: say("It is over."),
}

LABELS: Mapping[str, Message] = {
    E.DECLARE: say("Declare a crisis"),
    E.DISMISS: say("It is no crisis"),
    E.STAY_QUIET: say("Say nothing in public, on purpose"),
    E.INVESTIGATE: say("We look for the cause"),
    E.IDENTIFY: say("We know the cause"),
    E.FIX: say("We put it right"),
    E.WATCH: say("It is put right; we watch"),
    E.CLOSE: say("It is over"),
    E.REOPEN: say("It has flared up again"),
    E.REVIEW: say("Finish the look back"),
}

WANTED: Mapping[Wanted, Message] = {
    "look": say("Somebody should look whether this is a crisis."),
    "take": say("Nobody has taken this crisis in hand."),
    "statement": say("The first public word is due."),
    "update": say("The public waits for a word on how it goes."),
}

ROLES: Mapping[str, Message] = {
    CrisisRole.DECIDES: say("Decides"),
    CrisisRole.SPEAKS: say("Speaks for the shop"),
    CrisisRole.LOGS: say("Keeps the log"),
}

CONTACTS: Mapping[ContactKind, Message] = {
    "press": say("Press"),
    "authority": say("Authority"),
    "insurer": say("Insurer"),
    "supplier": say("Supplier"),
    "lawyer": say("Lawyer"),
    "platform": say("Platform"),
    "other": say("Other"),
}

DONE: Mapping[str, Message] = {
    E.DECLARE: say("Declared a crisis"),
    E.DISMISS: say("Found that it is no crisis"),
    E.STAY_QUIET: say("Decided to say nothing in public"),
    E.INVESTIGATE: say("Began to look for the cause"),
    E.IDENTIFY: say("Found the cause"),
    E.FIX: say("Began to put it right"),
    E.WATCH: say("Put it right; watching"),
    E.CLOSE: say("Closed the crisis"),
    E.REOPEN: say("It flared up again"),
    E.REVIEW: say("Finished the look back"),
}
