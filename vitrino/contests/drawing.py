"""Closing the list, drawing, and what becomes of the places."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from vitrino.contests import collecting, proving, telling
from vitrino.contests.making import kind_of, locked, seed_of
from vitrino.contests.models import Award, Contest, Entry
from vitrino.domain import contests as rules
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.inbox import actions as inbox
from vitrino.inbox import queries as talks
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

State = Contest.State


@transaction.atomic
def close(*, contest: Contest, by: Person | None, now: datetime) -> Contest:
    """Fix the list for good and say so in a draft. by None: nobody did it in time, so Vitrino does.

    Raises Problem while entries are open still, and when nobody takes part.
    """
    collecting.gather(contest=contest, now=now)
    found = locked(contest, State.RUNNING)
    collecting.judge(found)  # people may have been joined since
    if now < found.closes_at:
        raise Problem(say("Entries are still open. The list can be closed when their time is over."))
    entries = _numbered(found)
    if not any(one.state == "in" for one in entries):
        raise Problem(say("Nobody takes part. Call the contest off, or look whether somebody was left out wrongly."))
    Entry.objects.bulk_update(entries, ["number", "salt", "person_mark", "text_mark"], batch_size=500)
    lines = [proving.line_of(one).written for one in entries]
    found.list_hash = rules.hash_of_list(rules.hash_of(found.announcement), lines)
    found.state, found.closed_at = State.CLOSED, now
    found.save(update_fields=["list_hash", "state", "closed_at"])
    if (author := by or found.by) is not None:
        telling.tell_list(found, len(entries), by=author, now=now)
    record("contest.closed", workspace=found.workspace_id, by=by, now=now, about=found, entries=len(entries))
    return found


@transaction.atomic
def draw(*, contest: Contest, value: str, by: Person, now: datetime) -> Contest:
    """Open the seed and draw. value: the public number, as typed or pasted; "" where none was announced.

    Raises Problem when it can't be the announced one, and when the list is not what was published.
    """
    found = locked(contest, State.CLOSED)
    entries = list(found.entries.order_by("number"))
    lines = [proving.line_of(one) for one in entries]
    if rules.hash_of_list(rules.hash_of(found.announcement), [one.written for one in lines]) != found.list_hash:
        raise Problem(say("The entries are no longer those of the published list. Nothing was drawn."))
    beacon = rules.Beacon(kind_of(found), found.chance_name)
    if beacon.kind != "none" and now < found.draw_at:
        raise Problem(say("The public number is not out yet. Draw at the announced time or later."))
    found.value, found.signature = rules.look_at_value(beacon, value)
    found.seed = seed_of(found)
    found.places = rules.draw(seed=found.seed, list_hash=found.list_hash, value=found.value, lines=lines,
                              places=found.winners + found.reserves)  # fmt: skip
    found.state, found.drawn_at = State.DRAWN, now
    found.save(update_fields=["value", "signature", "seed", "places", "state", "drawn_at"])
    numbered = {one.number: one for one in entries}
    Award.objects.bulk_create(
        [Award(contest=found, place=place, entry=numbered[number]) for place, number in enumerate(found.places, 1)]
    )
    record("contest.drawn", workspace=found.workspace_id, by=by, now=now, about=found, places=len(found.places))
    return found


@transaction.atomic
def tell(*, award: Award, by: Person, now: datetime) -> Award:
    """Their time to answer begins; the words for them lie as a note in their conversation, for somebody to send."""
    _held(award)
    award.told_at, award.answer_by = now, now + timedelta(days=award.contest.answer_days)
    award.save(update_fields=["told_at", "answer_by"])
    talk = talks.talks_of_arrivals([award.entry.arrival_id or 0]).get(award.entry.arrival_id or 0)
    if talk is not None:
        inbox.note(conversation=talk, text=telling.message_to(award), by=by, now=now)
    record("contest.winner-told", workspace=award.contest.workspace_id, by=by, now=now, about=award, place=award.place)
    return award


@transaction.atomic
def accept(*, award: Award, is_named: bool, by: Person, now: datetime) -> Award:
    """The winner answered. is_named: they agree to be named."""
    _held(award)
    award.accepted_at, award.is_named = now, is_named
    award.save(update_fields=["accepted_at", "is_named"])
    record("contest.winner-accepted", workspace=award.contest.workspace_id, by=by, now=now, about=award,
           place=award.place)  # fmt: skip
    return award


@transaction.atomic
def pass_over(*, award: Award, reason: str, by: Person, now: datetime) -> Award:
    """The next reserve moves up. Raises Problem without a reason of the list, and before the time to answer is over."""
    _held(award)
    if reason not in Award.Passed.values:
        raise Problem(say("Choose why."), "reason")
    is_early = award.answer_by is None or now < award.answer_by
    if reason == Award.Passed.NO_ANSWER and is_early:
        raise Problem(say("Their time to answer is not over yet."), "reason")
    award.passed, award.passed_at, award.is_named = reason, now, False
    award.save(update_fields=["passed", "passed_at", "is_named"])
    record("contest.winner-passed", workspace=award.contest.workspace_id, by=by, now=now, about=award,
           place=award.place, reason=reason)  # fmt: skip
    return award


def announce_winners(*, contest: Contest, by: Person, now: datetime) -> int:
    """A draft of the post about the winners; the id of the post."""
    if contest.state != State.DRAWN:
        raise Problem(say("Nobody is drawn yet."))
    return telling.tell_winners(contest, by=by, now=now).post_id


def _held(award: Award) -> None:
    """Raises Problem for somebody who holds no prize now."""
    Contest.objects.select_for_update().get(pk=award.contest_id)
    award.refresh_from_db()
    if award.pk not in {one.pk for one in telling.holding(award.contest)}:
        raise Problem(say("This place holds no prize at the moment."))


def _numbered(contest: Contest) -> list[Entry]:
    """All entries with their numbers, salts and marks, in the order of the list. Sets, does not save."""
    entries = list(contest.entries.order_by("at", "pk"))
    persons = collecting.persons_of(contest, entries)
    salts: dict[str, str] = {}
    marks: dict[str, str] = {}
    for one in entries:
        key = persons[one.pk]
        one.salt = salts.setdefault(key, secrets.token_hex(32))
        one.person_mark = marks.setdefault(key, rules.person_mark(one.salt, one.platform, one.account))
        one.text_mark = rules.text_mark(one.salt, one.text)
    entries.sort(key=lambda one: (rules.stamp(one.at), one.person_mark, one.text_mark))
    for number, one in enumerate(entries, 1):
        one.number = number
    return entries
