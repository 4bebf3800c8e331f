"""Declaring the policy, climbing the ladder step by step, and deciding about appeals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from vitrino.conduct import measures, policy, queries, talks, ties
from vitrino.conduct.hiding import hide as hide
from vitrino.conduct.hiding import show_again as show_again
from vitrino.conduct.measures import DONE_THERE
from vitrino.conduct.models import AbuseRecord, Measure, PolicyVersion, Standing
from vitrino.conduct.policy import LANGUAGES, LONGEST, SPOKEN
from vitrino.conduct.talks import Said, Talk
from vitrino.domain import abuse
from vitrino.domain.abuse import AbuseEvent, AbuseKind, AbuseState, Evidence, Situation
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.engine import actions as engine
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

E = AbuseEvent
SILENCING = frozenset({E.MUTE, E.BLOCK, E.BLOCK_AT_ONCE})
ENDING = frozenset({E.MUTE_OVER, E.LIFT})


@transaction.atomic
def declare_policy(*, workspace: Workspace, texts: Mapping[str, str], by: Person, now: datetime) -> PolicyVersion:
    """A new version of the public text; the earlier ones stay for the steps that named them. Raises Problem."""
    kept = {language: text for language in LANGUAGES if (text := texts.get(language, "").strip()[:LONGEST])}
    if not kept:
        raise Problem(say("Write the text in at least one language."))
    before = queries.policy_of(workspace.pk)
    if before is not None and before.texts == kept:
        return before
    number = before.number + 1 if before else 1
    made = PolicyVersion.objects.create(workspace=workspace, number=number, texts=kept, by=by, at=now)
    record("conduct.policy-declared", workspace=workspace, by=by, now=now, about=made, number=number)
    return made


def take_step(*, talk: Talk, event: AbuseEvent, message_id: str, kind: AbuseKind, by: Person, now: datetime,
              text: str = "") -> AbuseRecord:  # fmt: skip
    """Take the next step because of one message of the person; text: what is said to them, where something is said.

    Raises Problem in words when the ladder, the policy or the sending objects, and then nothing happened.
    """
    with transaction.atomic():
        message = talks.message_of(talk, message_id)
        evidence = talks.evidence_of(message, kind)
        standing = _locked(talk, now)
        version = queries.policy_of(talk.workspace_id)
        if version is None:
            raise Problem(say("Write down your rules first, so that people can know them."))
        situation = Situation(_facts(standing), now, str(by.pk), evidence, policy_version=version.number)
        said = _say(event, situation, talk, text, by, now) if event in SPOKEN else None
        made = _take(standing, event, situation, by=by, talk=talk, said=said, evidence=evidence, version=version)
        _do_there(standing, event, message, by, now)
        return made


@transaction.atomic
def report(*, talk: Talk, by: Person, now: datetime, reference: str = "") -> AbuseRecord | Measure:
    """Report a blocked person to the platform: through its connector, or by hand and then with its number or link."""
    standing = _locked(talk, now)
    last = standing.records.exclude(evidence="").order_by("-at", "-pk").first()
    if not reference.strip() and last is not None and measures.offers(talk.channel, "report"):
        situation = Situation(_facts(standing), now, str(by.pk), text="report")
        abuse.take(E.REPORT, situation)  # asked of the ladder first
        arrival = talks.message_of(talk, str(last.evidence_message_id)).arrival
        if arrival is not None:
            return measures.ask(arrival=arrival, action="report", by=by, now=now, standing=standing)
    return _note_report(standing, reference, by, now)


@transaction.atomic
def appeal(*, talk: Talk, message_id: str, by: Person, now: datetime) -> AbuseRecord:
    """The person says in a message that we were wrong; a person of the shop has to decide."""
    message = talks.message_of(talk, message_id)
    standing = _locked(talk, now)
    situation = Situation(_facts(standing), now, message_id=str(message.pk))
    return _take(standing, E.APPEAL, situation, by=by, talk=talk, said=message.pk)


@transaction.atomic
def decide_appeal(*, standing: Standing, is_lifted: bool, reason: str, by: Person, now: datetime) -> AbuseRecord:
    """Hold on to the step, or take everything back, also on the platform. The reason is written down."""
    standing = Standing.objects.select_for_update().get(pk=standing.pk)
    situation = Situation(_facts(standing), now, str(by.pk), text=reason)
    event = E.LIFT if is_lifted else E.UPHOLD
    made = _take(standing, event, situation, by=by)
    if is_lifted:
        _end(standing, by, now)
    return made


@transaction.atomic
def end_mute(*, standing: Standing, now: datetime) -> AbuseRecord:
    """Thirty days are over: the person is heard again, with the last warning still standing."""
    standing = Standing.objects.select_for_update().get(pk=standing.pk)
    made = _take(standing, E.MUTE_OVER, Situation(_facts(standing), now), by=None)
    _end(standing, None, now)
    return made


def end_mutes(now: datetime) -> int:
    """End every mute that is over; how many."""
    over = list(Standing.objects.filter(state=AbuseState.MUTED.value, muted_until__lte=now))
    for standing in over:
        end_mute(standing=standing, now=now)
    return len(over)


def carry_out(*, measure: Measure, now: datetime) -> datetime | None:
    """Do a measure on its platform; a report that was taken is the next step of the ladder. When to try again."""
    due_at = measures.carry_out(measure, now)
    if measure.state == Measure.State.DONE and measure.action == "report" and measure.standing is not None:
        _reported(measure, now)
    return due_at


@transaction.atomic
def try_again(*, measure: Measure, by: Person, now: datetime) -> Measure:
    """Have something done after all; a person has looked."""
    if measure.state not in (Measure.State.FAILED, Measure.State.UNSURE):
        raise Problem(say("This can't be done with it as it is now. Please load the page again."))
    measure.state, measure.tries, measure.due_at, measure.by = Measure.State.WAITING, 0, now, by
    measure.save(update_fields=["state", "tries", "due_at", "by"])
    record("conduct.measure-repeated", workspace=measure.workspace_id, by=by, now=now, about=measure)
    engine.ring()
    return measure


@transaction.atomic
def note_done(*, measure: Measure, by: Person, now: datetime) -> Measure:
    """Somebody did it on the platform's own page."""
    if measure.state in (Measure.State.DONE, Measure.State.WAITING):
        raise Problem(say("This can't be done with it as it is now. Please load the page again."))
    measure.state, measure.done_at, measure.by = Measure.State.DONE_BY_HAND, now, by
    measure.save(update_fields=["state", "done_at", "by"])
    record("conduct.measure-by-hand", workspace=measure.workspace_id, by=by, now=now, about=measure)
    return measure


def _locked(talk: Talk, now: datetime) -> Standing:
    """Where the person of this talk stands, for one step at a time."""
    talks.hold(talk)
    found = queries.standing_of(talk.contact_id)
    if found is not None:
        return Standing.objects.select_for_update().get(pk=found.pk)
    return Standing.objects.create(
        workspace_id=talk.workspace_id, contact_id=talk.contact_id, identity_id=talk.identity_id, changed_at=now
    )


def _facts(standing: Standing) -> abuse.AbuseRecord:
    """The standing as the ladder knows it; of the steps only what it asks about."""
    steps = tuple(
        abuse.Taken(AbuseEvent(one.event), AbuseState(one.state), one.at, evidence=_evidence(one))
        for one in standing.records.order_by("at", "pk")
    )
    return abuse.AbuseRecord(AbuseState(standing.state), steps, standing.muted_until, standing.is_appealed)


def _evidence(one: AbuseRecord) -> Evidence | None:
    if one.evidence_at is None:
        return None
    return Evidence(str(one.evidence_message_id or ""), one.evidence, AbuseKind(one.evidence_kind), one.evidence_at)


def _say(event: AbuseEvent, situation: Situation, talk: Talk, text: str, by: Person, now: datetime) -> int:
    """Send the words, once the ladder has nothing against the step."""
    abuse.take(event, _with(situation, "to be said"))
    words = text.strip() or policy.spoken(SPOKEN[event], talk.language, queries.policy_link(talk.workspace))
    return ties.desk().say(conversation_id=talk.pk, text=words, by=by, now=now)


def _with(situation: Situation, message_id: str) -> Situation:
    return Situation(situation.facts, situation.now, situation.person, situation.evidence, message_id,
                     situation.text, situation.policy_version)  # fmt: skip


def _take(standing: Standing, event: AbuseEvent, situation: Situation, *, by: Person | None, talk: Talk | None = None,
          said: int | None = None, evidence: Evidence | None = None,
          version: PolicyVersion | None = None) -> AbuseRecord:  # fmt: skip
    """Advance the ladder and write the step down. Raises Problem."""
    after = abuse.take(event, _with(situation, str(said or "")))
    now = situation.now
    made = AbuseRecord.objects.create(
        standing=standing, conversation_id=talk.pk if talk else None, event=event.value, state=after.state.value, by=by,
        at=now, until=after.muted_until if event is E.MUTE else None, policy=version, message_id=said,
        evidence_message_id=int(evidence.message_id) if evidence else None,
        evidence=evidence.copy if evidence else "", evidence_kind=evidence.kind.value if evidence else "",
        evidence_at=evidence.at if evidence else None, note=situation.text.strip(),
    )  # fmt: skip
    standing.state, standing.muted_until, standing.is_appealed = after.state.value, after.muted_until, after.is_appealed
    standing.changed_at = now
    standing.save()
    record("conduct.step", workspace=standing.workspace_id, by=by, now=now, about=standing, step=event.value)
    return made


def _do_there(standing: Standing, event: AbuseEvent, message: Said, by: Person, now: datetime) -> None:
    """What the step means on the platform, and in the inbox."""
    if message.arrival is not None:
        for action in DONE_THERE.get(event, ()):
            measures.ask(arrival=message.arrival, action=action, by=by, now=now, standing=standing)
    if event in SILENCING:
        ties.desk().rest(contact_id=standing.person_id, now=now)


def _end(standing: Standing, by: Person | None, now: datetime) -> None:
    """Take back on the platform what was done there, and hear the person again."""
    for action in measures.REVERSED:
        last = standing.measures.filter(action__in=(action, measures.REVERSED[action])).order_by("-asked_at", "-pk")
        newest = last.first()
        if newest is not None and newest.action == action:
            measures.undo(newest, by=by, now=now)
    ties.desk().wake(contact_id=standing.person_id, now=now)


def _reported(measure: Measure, now: datetime) -> None:
    """The platform has taken the report."""
    standing = measure.standing
    if standing is None or measure.by is None or standing.state != AbuseState.BLOCKED.value:
        return
    with transaction.atomic():
        _note_report(standing, f"{measure.channel.platform} {now:%Y-%m-%d %H:%M} UTC", measure.by, now)


def _note_report(standing: Standing, reference: str, by: Person, now: datetime) -> AbuseRecord:
    situation = Situation(_facts(standing), now, str(by.pk), text=reference)
    return _take(standing, E.REPORT, situation, by=by)
