"""First reading of what came in: kept with the conversation, shown with its reasons, corrected by people, learnt from.

It orders the queue and chooses the target of the answer. It never answers, hides or closes anything.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

from django.db import transaction
from django.db.models import Count, F, Max

from vitrino.domain.deadlines import Surface
from vitrino.domain.language import identify
from vitrino.domain.message import Message as Words
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.triage import ALARM_WORDS, INTENT_NAMES, Alarm, Intent, Triage, judge
from vitrino.domain.triage.learned import LEARNED, OWN_COUNTS, Example, Model, consult, from_json, learn, to_json
from vitrino.domain.triage.samples import base_examples, base_model
from vitrino.inbox import clocks
from vitrino.inbox.models import Conversation, Correction, Learnt, Message
from vitrino.inbox.stories import window_of
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

FIELDS = ("language", "intents", "reasons", "urgency", "is_complaint")
# Of a flood of messages the newest are read again.
MOST_READ = 10
MOST_CORRECTIONS = 200
SHOWN = 60


@dataclass(frozen=True)
class Because:
    """Why triage says so. label: the intent or alarm in words; quotes: words of the message; by: "words", "rule",
    "learned" or "person"; is_doubted: the cues say so, the shop's corrections speak against it."""

    label: Words
    quotes: tuple[str, ...]
    by: str
    message_id: int
    is_doubted: bool = False


@dataclass(frozen=True)
class Told:
    """What triage says about a conversation. is_unsure: nothing says what is wanted, a person has to look."""

    intents: tuple[Intent, ...]
    urgency: int
    language: str
    because: tuple[Because, ...]

    @property
    def is_unsure(self) -> bool:
        return not self.intents


def read(talks: Collection[Conversation], fresh: Iterable[Message], now: datetime) -> None:
    """Judge what waits in these talks, and the `fresh` messages. Sets `FIELDS`, does not save. Three queries."""
    fresh = list(fresh)
    waiting = _waiting(talks, fresh)
    models = _models({talk.workspace_id for talk in talks})
    said = {one.message_id: one.intents for one in Correction.objects.filter(message__in=_ids(waiting.values()))}
    new = {message.pk for message in fresh}
    for talk in talks:
        messages = waiting.get(talk.pk, [])
        # A word of thanks after the answer says nothing new about what it was.
        if any(message.asks for message in messages) or (messages and not talk.intents):
            _read_one(talk, messages[-MOST_READ:], models[talk.workspace_id], said, now)
            _hear_complaint(talk, new)


def triage_of(conversation: Conversation) -> Told:
    """What triage says, with its reasons. Costs a query for the texts they point into."""
    texts = dict(conversation.messages.filter(pk__in={one["message"] for one in conversation.reasons})
                 .filter(taken_back_at=None).values_list("pk", "text"))  # fmt: skip
    because = tuple(_because(one, texts.get(one["message"], "")) for one in conversation.reasons)
    return Told(tuple(map(Intent, conversation.intents)), conversation.urgency, conversation.language, because)


@transaction.atomic
def correct_triage(*, message: Message, intents: Collection[str], by: Person, now: datetime) -> Correction:
    """Somebody knows better what a message wants; later messages like it are read accordingly.

    Raises Problem for an intent that doesn't exist, or for an answer of our own.
    """
    if set(intents) - {one.value for one in Intent} or message.direction != Message.Direction.IN:
        raise Problem(say("This can't be said about a message."))
    talk = Conversation.objects.select_related("workspace", "channel", "contact").get(pk=message.conversation_id)
    correction = note_correction(talk, message, intents, by=by, now=now)
    talk.is_complaint = Intent.COMPLAINT.value in talk.intents
    clocks.refresh([talk], now, also=FIELDS)
    record("conversation.triage-corrected", workspace=talk.workspace_id, by=by, now=now, about=talk,
           intents=correction.intents)  # fmt: skip
    return correction


def note_correction(talk: Conversation, message: Message, intents: Collection[str], *, by: Person,
                    now: datetime) -> Correction:  # fmt: skip
    """Keep what somebody said, and read the talk accordingly. Sets `FIELDS`, does not save the talk."""
    wanted = [one.value for one in Intent if one in intents]
    correction, _is_new = Correction.objects.update_or_create(
        message=message,
        defaults={"workspace": talk.workspace, "was": talk.intents, "intents": wanted, "by": by, "at": now},
    )
    waiting = _waiting([talk], [message])[talk.pk][-MOST_READ:]
    said = {one.message_id: one.intents for one in Correction.objects.filter(message__in=_ids([waiting]))}
    _read_one(talk, waiting, _models({talk.workspace_id})[talk.workspace_id], said, now)
    return correction


def learn_due(now: datetime) -> int:
    """Learn anew for every shop with corrections since the last time; how many that were."""
    counts = Correction.objects.values("workspace").annotate(number=Count("pk"), last=Max("at"))
    known = {one.workspace_id: one for one in Learnt.objects.all()}
    due = [row["workspace"] for row in counts if not (old := known.get(row["workspace"])) or old.at < row["last"]
           or old.corrections != row["number"]]  # fmt: skip
    for workspace_id in due:
        _learn(workspace_id, now)
    return len(due)


@transaction.atomic
def _learn(workspace_id: int, now: datetime) -> None:
    rows = list(Correction.objects.filter(workspace=workspace_id).select_related("message", "message__conversation")
                .order_by("-at", "-pk")[:MOST_CORRECTIONS])  # fmt: skip
    own = [_example(one) for one in reversed(rows)]
    model = learn([*base_examples(), *own * OWN_COUNTS])
    Learnt.objects.update_or_create(
        workspace_id=workspace_id,
        defaults={"words": to_json(model), "corrections": Correction.objects.filter(workspace=workspace_id).count(),
                  "at": max(now, *(one.at for one in rows))},
    )  # fmt: skip


def _example(correction: Correction) -> Example:
    message = correction.message
    found = judge(message.text, rating=message.conversation.rating)
    known = frozenset(Intent(one) for one in correction.intents if one in set(Intent))
    return Example(message.text, known, found)


def model_of(workspace_id: int) -> Model:
    """What this shop has learnt, else what every shop starts from. One query."""
    return _models({workspace_id})[workspace_id]


def _models(workspace_ids: Iterable[int]) -> dict[int, Model]:
    """What each shop has learnt, else what every shop starts from."""
    found: defaultdict[int, Model] = defaultdict(base_model)
    for workspace_id, words in Learnt.objects.filter(workspace__in=workspace_ids).values_list("workspace", "words"):
        found[workspace_id] = _model(json.dumps(words))
    return found


@lru_cache(maxsize=100)
def _model(stored: str) -> Model:
    return from_json(json.loads(stored))


def _waiting(talks: Collection[Conversation], fresh: Iterable[Message]) -> dict[int, list[Message]]:
    """What waits for an answer in each talk, the oldest first; the fresh messages in any case."""
    found: defaultdict[int, dict[int, Message]] = defaultdict(dict)
    going_on = [talk.pk for talk in talks if talk.waiting_since is not None]
    if going_on:
        rows = Message.objects.filter(
            conversation__in=going_on, direction=Message.Direction.IN, asks=True, taken_back_at=None,
            at__gte=F("conversation__waiting_since"),
        ).order_by("at", "pk").select_related("arrival")  # fmt: skip
        for message in rows:
            found[message.conversation_id][message.pk] = message
    for message in fresh:
        found[message.conversation_id].setdefault(message.pk, message)
    return {pk: sorted(by_pk.values(), key=lambda one: (one.at, one.pk)) for pk, by_pk in found.items()}


def _ids(found: Iterable[Sequence[Message]]) -> list[int]:
    return [message.pk for messages in found for message in messages]


def _read_one(talk: Conversation, messages: Sequence[Message], model: Model, said: dict[int, list[str]],
              now: datetime) -> None:  # fmt: skip
    """All messages that wait, read together: every intent, the highest urgency, each reason with its message."""
    newest = messages[-1]
    talk.language = _language(newest) or talk.language
    talk.reasons, intents, urgency = [], set[Intent](), 0
    for number, message in enumerate(messages):
        found = consult(model, message.text, _judged(talk, message, number, now))
        corrected = said.get(message.pk)
        intents |= set(found.intents) if corrected is None else {Intent(one) for one in corrected}
        urgency = max(urgency, found.urgency)
        talk.reasons += list(_reasons(message, found, corrected))
    talk.intents = [one.value for one in Intent if one in intents]
    talk.urgency = urgency


def _hear_complaint(talk: Conversation, fresh: Collection[int]) -> None:
    """What was just said may make it a complaint; only a person says that it is none."""
    said = (one for one in talk.reasons if one["message"] in fresh and not one.get("doubted"))
    talk.is_complaint = talk.is_complaint or any(one.get("intent") == Intent.COMPLAINT.value for one in said)


def _judged(talk: Conversation, message: Message, unanswered: int, now: datetime) -> Triage:
    window = window_of(talk)
    return judge(
        message.text, language=_language(message), rating=talk.rating, surface=cast(Surface, talk.surface),
        unanswered=unanswered, window_left=message.at + window - now if window else None,
    )  # fmt: skip


def _language(message: Message) -> str:
    """As the platform says, else as it reads; "" when nobody knows."""
    told = message.arrival.language.split("-")[0] if message.arrival else ""
    return told or identify(message.text).language


def _reasons(message: Message, found: Triage, corrected: list[str] | None) -> Iterable[dict[str, Any]]:
    """As a conversation keeps them. What a person said takes the place of every other sign."""
    if corrected is not None:
        yield from ({"message": message.pk, "intent": one, "rule": "person", "places": []} for one in corrected)
    else:
        for sign in (*found.signs, *found.doubted):
            yield {"message": message.pk, "intent": sign.intent.value, "rule": sign.rule,
                   "places": [list(place) for place in sign.words or ((sign.start, sign.end),) if place[1] > place[0]],
                   "doubted": sign in found.doubted}  # fmt: skip
    for reason in found.reasons:
        places = [[reason.start, reason.end]] if reason.end > reason.start else []
        yield {"message": message.pk, "alarm": reason.alarm.value, "rule": "", "places": places}


def _because(one: dict[str, Any], text: str) -> Because:
    label = INTENT_NAMES[Intent(one["intent"])] if "intent" in one else ALARM_WORDS[Alarm(one["alarm"])]
    quotes = tuple(" ".join(text[start:end].split())[:SHOWN] for start, end in one["places"] if text[start:end])
    by = {LEARNED: LEARNED, "person": "person", "": "words" if quotes else "rule"}.get(one["rule"], "rule")
    return Because(label, quotes, by, one["message"], bool(one.get("doubted")))
