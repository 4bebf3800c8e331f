"""Cases in words: where one stands, what was done, what a button says."""

from __future__ import annotations

from collections.abc import Mapping

from vitrino.domain.cases import CaseEvent, CaseState, PromiseState
from vitrino.domain.message import Message, say

E, S = CaseEvent, CaseState

# What a step is called: on its button, and in a word about it.
NAMES: Mapping[CaseEvent, Message] = {
    E.ACKNOWLEDGE: say("Apologise"),
    E.MOVE_PRIVATE: say("Give a way to reach us"),
    E.PROMISE: say("Promise a time"),
    E.PROMISE_ANEW: say("Promise another time"),
    E.PROMISE_PASSED: say("The promised time is over"),
    E.BEGIN_WORK: say("Begin to work on it"),
    E.GIVE_REMEDY: say("Put it right"),
    E.ASK: say("Ask whether they are happy"),
    E.REMIND: say("Ask once more"),
    E.SAY_HAPPY: say("They are happy"),
    E.SAY_NOT_HAPPY: say("They are not happy"),
    E.CLOSE_UNCONFIRMED: say("Close without an answer"),
    E.CLOSE_WITH_REASON: say("Close for another reason"),
    E.NOTE_PUBLICLY: say("Say in public how it ended"),
    E.SKIP_NOTE: say("End it without a public word"),
    E.RECORD_LESSON: say("Write down the lesson"),
}

# The same as something that happened.
DONE: Mapping[CaseEvent, Message] = {
    E.ACKNOWLEDGE: say("Apologised"),
    E.MOVE_PRIVATE: say("Gave a way to reach us"),
    E.PROMISE: say("Promised a time"),
    E.PROMISE_ANEW: say("Promised another time"),
    E.PROMISE_PASSED: say("The promised time passed: the promise is broken"),
    E.BEGIN_WORK: say("Began to work on it"),
    E.GIVE_REMEDY: say("Put it right"),
    E.ASK: say("Asked whether they are happy"),
    E.REMIND: say("Asked once more"),
    E.SAY_HAPPY: say("The customer is happy"),
    E.SAY_NOT_HAPPY: say("The customer is not happy"),
    E.CLOSE_UNCONFIRMED: say("Closed without an answer"),
    E.CLOSE_WITH_REASON: say("Closed for another reason"),
    E.NOTE_PUBLICLY: say("Said in public how it ended"),
    E.SKIP_NOTE: say("Ended without a public word"),
    E.RECORD_LESSON: say("Wrote down the lesson"),
}

# Where a case stands, with the tone of its tag.
STATES: Mapping[CaseState, tuple[Message, str]] = {
    S.RECEIVED: (say("Waits for an apology"), "bad"),
    S.ACKNOWLEDGED: (say("Apologised"), "warn"),
    S.MOVED_PRIVATE: (say("Can reach us"), "warn"),
    S.PROMISED: (say("Promised"), "warn"),
    S.IN_WORK: (say("In work"), "warn"),
    S.REMEDY_GIVEN: (say("Put right, not asked yet"), "accent"),
    S.CONFIRM_ASKED: (say("Asked whether they are happy"), "accent"),
    S.NO_ANSWER: (say("Asked twice, no answer"), "accent"),
    S.HAPPY: (say("Happy"), "good"),
    S.NOT_HAPPY: (say("Not happy"), "bad"),
    S.CLOSED_UNCONFIRMED: (say("Closed, not confirmed"), ""),
    S.PUBLIC_CLOSING_NOTE: (say("Ended in public"), "good"),
    S.LESSON_RECORDED: (say("Done, with a lesson"), "good"),
}

PROMISES: Mapping[PromiseState, tuple[Message, str]] = {
    PromiseState.OPEN: (say("open"), "warn"),
    PromiseState.KEPT: (say("kept"), "good"),
    PromiseState.RENEWED: (say("renewed in time"), ""),
    PromiseState.BROKEN: (say("broken"), "bad"),
    PromiseState.WITHDRAWN: (say("withdrawn"), ""),
}
