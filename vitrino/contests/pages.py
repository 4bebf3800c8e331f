"""What the pages of contests show, in finished words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vitrino.contests import proving, queries, telling, wording
from vitrino.contests.models import Award, Contest, ContestPost
from vitrino.domain import contests as rules
from vitrino.domain.message import Message, say
from vitrino.inbox import queries as talks
from vitrino.publishing import queries as publishing

State = Contest.State
SHOWN_LINES, SHOWN_ENTRIES = 300, 200
STATES: dict[str, Message] = {
    "in": say("takes part"), "early": say("came too early"), "late": say("came too late"),
    "limit": say("took part already"), "word": say("lacks what was asked for"), "own": say("may not take part"),
    "removed": say("taken back by its author"), "ruled-out": say("ruled out by you"),
}  # fmt: skip
TONES = {State.RUNNING: "accent", State.CLOSED: "warn", State.DRAWN: "good", State.DRAFT: "dashed"}
PASSED = {
    Award.Passed.NO_ANSWER: say("did not answer in time"), Award.Passed.REFUSED: say("does not want the prize"),
    Award.Passed.NOT_ALLOWED: say("may not take part by the rules"),
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A drawn place as it is shown. talk: the winner's conversation, 0 for none. message: the words for them."""

    award: Award
    is_holding: bool
    is_late: bool
    talk: int
    message: str
    passed: Message | None


def standing(contest: Contest, now: datetime) -> Message:
    """Where it stands and what comes next, in one sentence."""
    if contest.state == State.DRAFT:
        return say("A draft. Read the rules, then publish: from then on the terms stay as they are.")
    if contest.state == State.RUNNING and now < contest.closes_at:
        return say("Entries are open until {when}.", when=wording.moment(contest, contest.closes_at))
    if contest.state == State.RUNNING:
        return say("Entries are over. Look through them, then close the list before {when}.",
                   when=wording.moment(contest, contest.draw_at))  # fmt: skip
    if contest.state == State.CLOSED:
        return say("The list is closed for good. The draw is on {when}.", when=wording.moment(contest, contest.draw_at))
    if contest.state == State.DRAWN:
        return say("It is drawn, and everybody can check it.")
    return say("It was called off.")


def home(contests: list[Contest], now: datetime) -> list[dict[str, Any]]:
    """The list of contests."""
    return [{"row": one, "line": standing(one, now), "tone": TONES.get(State(one.state), "")} for one in contests]


def one(contest: Contest, now: datetime) -> dict[str, Any]:
    """A contest's own page."""
    posts = list(queries.posts_of(contest))
    out = {row.variant.post_id for row in publishing.of_posts([one.post_id for one in posts]).select_related("variant")
           if row.variant and row.remote_id}  # fmt: skip
    counts = queries.counts_of(contest)
    return {
        "contest": contest, "sentence": standing(contest, now), "tone": TONES.get(State(contest.state), ""),
        "posts": [(one, one.get_role_display(), one.post_id in out) for one in posts],
        "has_invitation_out": any(one.post_id in out for one in posts if one.role == ContestPost.Role.INVITATION),
        "entries": sum(counts.values()), "taking_part": counts.get("in", 0),
        "address": wording.address_of(contest) if contest.announcement else "",
        "code": wording.code(rules.hash_of(contest.announcement)) if contest.announcement else "",
        "is_over": now >= contest.closes_at, "times": times(contest),
    }  # fmt: skip


def times(contest: Contest) -> list[tuple[Message, str]]:
    """Its three times, in words."""
    return [
        (say("Opens"), wording.moment(contest, contest.opens_at)),
        (say("Closes"), wording.moment(contest, contest.closes_at)),
        (say("Draw"), wording.moment(contest, contest.draw_at)),
    ]


def entries(contest: Contest, state: str) -> dict[str, Any]:
    """The entries, all or those in one state; what happened to them since the list was closed."""
    counts = queries.counts_of(contest)
    found = queries.entries_of(contest)
    rows = list((found.filter(state=state) if state in STATES else found)[:SHOWN_ENTRIES])
    return {
        "contest": contest, "chosen": state if state in STATES else "", "all": sum(counts.values()),
        "groups": [(key, name, counts[key]) for key, name in STATES.items() if counts.get(key)],
        "rows": [{"entry": one, "state": STATES[one.state], "since": _since(contest, one)} for one in rows],
        "is_open": contest.state == State.RUNNING, "shown": SHOWN_ENTRIES,
    }  # fmt: skip


def _since(contest: Contest, entry: Any) -> Message | None:
    """What its author did after the list was closed; it changes nothing any more."""
    if entry.arrival is None or contest.closed_at is None:
        return None
    if entry.arrival.deleted_at is not None and entry.removed_at is None:
        return say("taken back after the list was closed")
    edited_at = entry.arrival.edited_at
    return say("edited after the list was closed") if edited_at and edited_at > contest.closed_at else None


def places(contest: Contest, now: datetime) -> list[Place]:
    """Everybody drawn, winners first."""
    awards = telling.awards_of(contest)
    holding = {one.pk for one in telling.holding(contest)}
    conversations = talks.talks_of_arrivals([one.entry.arrival_id for one in awards if one.entry.arrival_id])
    return [
        Place(one, one.pk in holding, bool(one.answer_by and now >= one.answer_by and not one.accepted_at),
              _talk(conversations, one), telling.message_to(one) if one.told_at else "",
              PASSED[Award.Passed(one.passed)] if one.passed else None)
        for one in awards
    ]  # fmt: skip


def _talk(conversations: dict[int, Any], award: Award) -> int:
    found = conversations.get(award.entry.arrival_id or 0)
    return found.pk if found is not None else 0


def proof(contest: Contest) -> dict[str, Any]:
    """The open page: the rules, and everything for whoever wants to check."""
    told = proving.proof_of(contest)
    lines = told.lines or ()
    return {
        "contest": contest, "proof": told, "verdict": rules.check(told), "hash": rules.hash_of(told.announcement),
        "rules": [(one, one.text.strip().split("\n\n")) for one in queries.rules_of(contest)],
        "lines": lines[:SHOWN_LINES], "more_lines": max(0, len(lines) - SHOWN_LINES),
        "sentence": _public_sentence(contest), "drawn": _drawn(contest),
        "is_closed_late": contest.chance != Contest.Chance.NONE and contest.closed_at is not None
        and contest.closed_at >= contest.draw_at,
    }  # fmt: skip


def _public_sentence(contest: Contest) -> Message:
    if contest.state == State.CALLED_OFF:
        return say("This contest was called off: {why}", why=contest.called_off_why)
    if contest.state == State.DRAWN:
        return say("The winners are drawn. You can check everything here.")
    if contest.state == State.CLOSED:
        return say("Entries are closed. The draw is on {when}.", when=wording.moment(contest, contest.draw_at))
    return say("You can take part until {when}.", when=wording.moment(contest, contest.closes_at))


def _drawn(contest: Contest) -> list[tuple[int, int, Message, str]]:
    """Place, number of the line, what became of it, and the name of whoever agreed to be named."""
    holding = {one.pk for one in telling.holding(contest)}
    return [
        (one.place, one.entry.number, _fate(one, one.pk in holding),
         (one.entry.handle or one.entry.author) if one.is_named and not one.passed else "")
        for one in telling.awards_of(contest)
    ]  # fmt: skip


def _fate(award: Award, is_holding: bool) -> Message:
    if award.passed:
        return PASSED[Award.Passed(award.passed)]
    return say("wins") if is_holding else say("reserve")
