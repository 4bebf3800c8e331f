"""What must hold before a case moves, and the words for the person when it doesn't."""

from __future__ import annotations

from datetime import datetime, timedelta

from vitrino.domain.cases.facts import Said, Situation
from vitrino.domain.cases.names import CaseEvent
from vitrino.domain.cases.names import CaseGuard as G
from vitrino.domain.machine import Rule
from vitrino.domain.message import say

SHORTEST_REASON = 10
FURTHEST_PROMISE = timedelta(days=90)


def _is_written(s: Situation) -> bool:
    """A reason is a sentence, not a dash."""
    return sum(map(str.isalpha, s.text)) >= SHORTEST_REASON


def _is_ahead(s: Situation) -> bool:
    return all(s.now < due <= s.now + FURTHEST_PROMISE for due in s.dues)


def _has_waited(s: Situation, since: Said | None, event: CaseEvent) -> bool:
    return since is not None and s.now >= waited_at(s, since.at, event)


def waited_at(s: Situation, since: datetime, event: CaseEvent) -> datetime:
    """Since when an automatic or repeated step may be taken."""
    return since + s.playbook.step(event).within.length


RULES: dict[G, Rule[Situation]] = {
    G.BY_PERSON: Rule(lambda s: bool(s.person), say("Somebody of the shop has to do this.")),
    G.SAID: Rule(lambda s: bool(s.message_id), say("Send the message first: a step counts when it was said.")),
    G.IS_PUBLIC: Rule(lambda s: s.facts.is_public, say("This conversation is private already.")),
    G.CONTACT_GIVEN: Rule(
        lambda s: bool(s.contact.strip()),
        say("Name an address, a number or a link by which the customer reaches you."),
    ),
    G.ONE_DUE: Rule(
        lambda s: len(s.dues) == 1,
        say("A promise has exactly one time. Say by when, and say only one time."),
    ),
    G.DUE_AHEAD: Rule(_is_ahead, say("Promise a time that is still to come, at most 90 days away.")),
    G.PROMISE_OPEN: Rule(lambda s: s.facts.promise is not None, say("There is no promise to keep here.")),
    G.DUE_PASSED: Rule(
        lambda s: s.facts.promise is not None and s.now >= s.facts.promise.due_at,
        say("The promise isn't due yet."),
    ),
    G.REMEDY_NAMED: Rule(lambda s: bool(s.text.strip()), say("Write down what the customer got.")),
    G.ANSWER_WAITED: Rule(
        lambda s: _has_waited(s, s.facts.asked, CaseEvent.REMIND),
        say("Give the customer some time to answer first."),
    ),
    G.REMINDER_WAITED: Rule(
        lambda s: _has_waited(s, s.facts.reminded, CaseEvent.CLOSE_UNCONFIRMED),
        say("The customer was reminded only lately. Wait a little longer."),
    ),
    G.REASON_WRITTEN: Rule(_is_written, say("Write down in a sentence why.")),
    G.ENDED_IN_PUBLIC: Rule(
        lambda s: not s.facts.is_public or s.facts.note is not None or s.facts.skipped is not None,
        say("Others have read the complaint. Say there how it ended, or write down why not."),
    ),
    G.LESSON_WRITTEN: Rule(_is_written, say("Write down in a sentence what the shop learns from it.")),
}
