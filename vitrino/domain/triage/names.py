"""What a message wants, and how soon."""

from __future__ import annotations

from enum import StrEnum

from vitrino.domain.message import Message, say


class Intent(StrEnum):
    """What a message is; it may be several. In the order in which a reader cares."""

    THREAT = "threat"
    HATE = "hate"
    ABUSE = "abuse"
    COMPLAINT = "complaint"
    REQUEST = "request"
    PURCHASE = "purchase"
    QUESTION = "question"
    PRAISE = "praise"
    COURTESY = "courtesy"
    SPAM = "spam"
    OFF_TOPIC = "off_topic"


class Alarm(StrEnum):
    """Why a message is urgent."""

    DANGER = "danger"
    LEGAL = "legal"
    FRAUD = "fraud"
    TODAY = "today"
    AGAIN = "again"
    PRESSING = "pressing"
    WINDOW = "window"
    THREAT = "threat"
    COMPLAINT = "complaint"


# 3: somebody may come to harm. 2: today. 1: before other things. Source: CARE.md 4.2 (urgency: rules first).
URGENCY: dict[Alarm, int] = {
    Alarm.DANGER: 3,
    Alarm.THREAT: 3,
    Alarm.LEGAL: 2,
    Alarm.FRAUD: 2,
    Alarm.TODAY: 2,
    Alarm.AGAIN: 2,
    Alarm.WINDOW: 2,
    Alarm.PRESSING: 1,
    Alarm.COMPLAINT: 1,
}
INTENT_NAMES: dict[Intent, Message] = {
    Intent.THREAT: say("Threat"),
    Intent.HATE: say("Hatred"),
    Intent.ABUSE: say("Insult"),
    Intent.COMPLAINT: say("Complaint"),
    Intent.REQUEST: say("Request or order"),
    Intent.PURCHASE: say("Wants to buy"),
    Intent.QUESTION: say("Question"),
    Intent.PRAISE: say("Praise"),
    Intent.COURTESY: say("Courtesy"),
    Intent.SPAM: say("Spam"),
    Intent.OFF_TOPIC: say("Something else"),
}
ALARM_WORDS: dict[Alarm, Message] = {
    Alarm.DANGER: say("Somebody may be hurt or ill"),
    Alarm.THREAT: say("Somebody is threatened"),
    Alarm.LEGAL: say("It speaks of law or authorities"),
    Alarm.FRAUD: say("It speaks of fraud"),
    Alarm.TODAY: say("It is about today"),
    Alarm.AGAIN: say("The person has written before without an answer"),
    Alarm.WINDOW: say("The platform soon lets nobody answer any more"),
    Alarm.PRESSING: say("The person asks for haste"),
    Alarm.COMPLAINT: say("It is a complaint"),
}
