"""What triage says, as the page shows it: a chip for each thing, its reasons behind it, and a way to say otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vitrino.domain.message import Message as Words
from vitrino.domain.message import say
from vitrino.domain.triage import INTENT_NAMES, Intent
from vitrino.inbox import actions, triage
from vitrino.inbox.models import Conversation
from vitrino.inbox.triage import Because

TONES = {
    Intent.THREAT: "bad", Intent.HATE: "bad", Intent.ABUSE: "bad", Intent.COMPLAINT: "bad", Intent.PRAISE: "good",
}  # fmt: skip
LEVELS = {
    3: say("Urgent: somebody may come to harm"),
    2: say("Urgent: today"),
    1: say("Before other things"),
}
LANGUAGES = {"en": say("English"), "pl": say("Polish"), "eo": say("Esperanto"), "de": say("German")}


@dataclass(frozen=True)
class Chip:
    """One thing triage says. reasons: whole sentences."""

    label: Words
    tone: str
    reasons: tuple[Words, ...]


def panel(conversation: Conversation) -> dict[str, Any]:
    """Chips, the language, and the form that corrects: every intent, those found ticked. Two queries."""
    told = triage.triage_of(conversation)
    newest = actions.newest_to_answer(conversation)
    return {
        "chips": [*_of_intents(told), *_of_urgency(told)],
        "is_unsure": told.is_unsure,
        "has_complaint": Intent.COMPLAINT in told.intents,
        "language": LANGUAGES.get(told.language),
        "message": newest.pk if newest else None,
        "options": [(one.value, INTENT_NAMES[one], one in told.intents) for one in Intent],
    }


def _of_intents(told: triage.Told) -> list[Chip]:
    return [
        Chip(INTENT_NAMES[intent], TONES.get(intent, ""), _sentences(told.because, intent)) for intent in told.intents
    ]


def _of_urgency(told: triage.Told) -> list[Chip]:
    """One chip for how urgent it is, with every alarm behind it."""
    if told.urgency not in LEVELS:
        return []
    names = [name.template for name in INTENT_NAMES.values()]
    alarms = [one for one in told.because if one.label.template not in names]
    reasons = tuple(say("{alarm}: {why}", alarm=one.label, why=_sentence(one)) for one in alarms)
    return [Chip(LEVELS[told.urgency], "bad" if told.urgency > 1 else "warn", reasons)]


def _sentences(because: tuple[Because, ...], intent: Intent) -> tuple[Words, ...]:
    """Each reason for an intent once."""
    found = [_sentence(one) for one in because if one.label.template == INTENT_NAMES[intent].template]
    return tuple({str(one): one for one in found}.values())


def _sentence(one: Because) -> Words:
    """Why, in one sentence."""
    words = " … ".join(one.quotes)
    if one.is_doubted:
        return say("“{words}” says so, but what you corrected before speaks against it.", words=words)
    match one.by:
        case "person":
            return say("Somebody of your shop said so.")
        case "words":
            return say("These words say so: “{words}”", words=words)
        case "rule":
            return say("Not the words, but the rest of the talk says so.")
    return (
        say("Learnt from your corrections: “{words}”", words=words) if words else say("Learnt from your corrections.")
    )
