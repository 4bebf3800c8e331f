"""Entries: below the contest's posts, by hand and from files; which of them take part, and why not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from django.db import transaction
from django.db.models import Q, QuerySet

from vitrino.channels import queries as channels
from vitrino.contests.making import locked
from vitrino.contests.models import Contest, ContestPost, Entry
from vitrino.domain import contests as rules
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.imports.reading import RawRow, read
from vitrino.inbox.people import queries as people
from vitrino.publishing import queries as publishing
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person

if TYPE_CHECKING:
    from vitrino.channels.queries import Arrival

KINDS = ("comment", "mention")
# How entries that came by no platform are called in the list.
BY_HAND = "shop"
MOST = 50_000
LONGEST_TEXT = 5_000
_PLATFORM = re.compile(r"[^a-z0-9_-]+")
HEADINGS = {
    "author": ("author", "name", "autor", "imię i nazwisko", "uczestnik", "aŭtoro", "nomo"),
    "account": ("account", "handle", "e-mail", "email", "konto", "retpoŝto"),
    "platform": ("platform", "platforma", "platformo"),
    "time": ("time", "date", "at", "czas", "data", "tempo", "dato"),
    "text": ("text", "comment", "answer", "tekst", "komentarz", "odpowiedź", "teksto", "komento", "respondo"),
}


@transaction.atomic
def gather(*, contest: Contest, now: datetime) -> int:
    """Take in what stands below the contest's posts, follow edits and deletions, judge all anew; how many there are.

    Does nothing once the list is closed.
    """
    found = Contest.objects.select_for_update().select_related("workspace").get(pk=contest.pk)
    if found.state != Contest.State.RUNNING:
        return found.entries.count()
    known = {one.arrival_id: one for one in found.entries.exclude(arrival=None)}
    left_out = _left_out(found)
    arrivals = list(_below(found)[:MOST])
    fresh = [_entry(found, one, left_out) for one in arrivals if one.pk not in known]
    changed = [known[one.pk] for one in arrivals if one.pk in known and _follow(known[one.pk], one, found)]
    Entry.objects.bulk_create(fresh)
    Entry.objects.bulk_update(changed, ["text", "edited_at", "removed_at"])
    if fresh or changed:
        judge(found)
    return len(known) + len(fresh) + found.entries.filter(arrival=None).count()


@transaction.atomic
def add_entry(*, contest: Contest, author: str, account: str, text: str, at: datetime, by: Person, now: datetime,
        platform: str = BY_HAND) -> Entry:  # fmt: skip
    """An entry that came another way: in the shop, by letter. Raises Problem without a name, or from the future."""
    found = locked(contest, Contest.State.RUNNING)
    made = _made(found, author, account, platform, at, text, Entry.Source.HAND, now)
    made.save()
    judge(found)
    record("contest.entry-added", workspace=found.workspace_id, by=by, now=now, about=found, entries=1)
    return made


@transaction.atomic
def bring_entries(*, contest: Contest, content: bytes, by: Person, now: datetime) -> int:
    """Entries from a table with the columns author, account, platform, time and text; how many. All of them or none."""
    found = locked(contest, Contest.State.RUNNING)
    table = read(content)
    places = _columns(table.headings)
    if "author" not in places and "account" not in places:
        raise Problem(say("The table needs a column called author or account."), "file")
    made = [_row(found, row, places, now) for row in table.rows]
    Entry.objects.bulk_create(made)
    judge(found)
    record("contest.entry-added", workspace=found.workspace_id, by=by, now=now, about=found, entries=len(made))
    return len(made)


@transaction.atomic
def rule_entry(*, contest: Contest, entry: Entry, ruling: Literal["", "in", "out"], note: str, by: Person,
         now: datetime) -> Entry:  # fmt: skip
    """Take an entry out, or let one in that lacks the word; with a reason, which stays. "" takes a ruling back."""
    found = locked(contest, Contest.State.RUNNING)
    if ruling and not note.strip():
        raise Problem(say("Say why; the reason is kept with the entry."), "note")
    entry.ruling, entry.note = ruling, note.strip()[:300] if ruling else ""
    entry.save(update_fields=["ruling", "note"])
    judge(found)
    record("contest.entry-ruled", workspace=found.workspace_id, by=by, now=now, about=entry, ruling=ruling)
    entry.refresh_from_db()
    return entry


def judge(contest: Contest) -> None:
    """Store for every entry whether it takes part. A few queries, however many there are."""
    entries = list(contest.entries.order_by("at", "pk"))
    persons = persons_of(contest, entries)
    judged = rules.judge([_entered(one, persons[one.pk]) for one in entries], terms_of(contest))
    changed = []
    for entry, state in zip(entries, judged, strict=True):
        if entry.state != state:
            entry.state = state
            changed.append(entry)
    Entry.objects.bulk_update(changed, ["state"])


def terms_of(contest: Contest) -> rules.Terms:
    """What an entry must be like."""
    words = tuple(word.strip() for word in contest.words.splitlines() if word.strip())
    return rules.Terms(contest.opens_at, contest.closes_at, words, contest.limit)


def persons_of(contest: Contest, entries: Iterable[Entry]) -> dict[int, str]:
    """Entry id -> a key that all entries of one person share; accounts joined in the inbox are one person."""
    rows = list(entries)
    joined = people.contacts_of_accounts(contest.workspace, [one.account for one in rows if one.account])
    return {one.pk: _person(one, joined) for one in rows}


def _person(entry: Entry, joined: Mapping[tuple[str, str], int]) -> str:
    if not entry.account:
        return f"entry {entry.pk}"
    contact = joined.get((entry.platform, entry.account))
    return f"{entry.platform} {entry.account}" if contact is None else f"contact {contact}"


def _entered(entry: Entry, person: str) -> rules.Entered:
    return rules.Entered(
        person, entry.at, entry.text, is_own=entry.is_own, is_removed=entry.removed_at is not None,
        ruling="in" if entry.ruling == "in" else "out" if entry.ruling == "out" else "",
    )  # fmt: skip


def _below(contest: Contest) -> QuerySet[Arrival]:
    """What was written directly below the invitations, oldest first."""
    invitations = contest.posts.filter(role=ContestPost.Role.INVITATION).values_list("post", flat=True)
    heads = publishing.of_posts(list(invitations)).exclude(remote_id="")
    ids: dict[int, set[str]] = defaultdict(set)
    for rows in publishing.parts_of(heads).values():
        for row in rows:
            ids[row.channel_id] |= {one for one in (row.remote_id, *row.extra_remote_ids) if one}
    wanted = Q(pk__in=[])
    for channel, texts in ids.items():
        wanted |= Q(channel=channel, parent_id__in=texts) | Q(channel=channel, parent_id="", thread_id__in=texts)
    return channels.arrivals_of(contest.workspace).filter(wanted, kind__in=KINDS).select_related("channel").defer(
        "raw"
    ).order_by("at", "pk")  # fmt: skip


def _entry(contest: Contest, arrival: Arrival, left_out: frozenset[str]) -> Entry:
    handle = arrival.author_handle.strip().lstrip("@").casefold()
    return Entry(
        contest=contest, arrival=arrival, platform=arrival.channel.platform, account=arrival.author_id,
        author=arrival.author_name, handle=arrival.author_handle, text=arrival.text[:LONGEST_TEXT], url=arrival.url,
        at=arrival.at, edited_at=arrival.edited_at, removed_at=arrival.deleted_at,
        is_own=arrival.is_own or arrival.author_id in left_out or handle in left_out,
    )  # fmt: skip


def _follow(entry: Entry, arrival: Arrival, contest: Contest) -> bool:
    """Take over what its author changed in time; whether that was anything. Sets, does not save."""
    was = (entry.text, entry.edited_at, entry.removed_at)
    entry.edited_at, entry.removed_at = arrival.edited_at, arrival.deleted_at
    if arrival.edited_at is not None and arrival.edited_at < contest.closes_at and arrival.deleted_at is None:
        entry.text = arrival.text[:LONGEST_TEXT]
    return (entry.text, entry.edited_at, entry.removed_at) != was


def _left_out(contest: Contest) -> frozenset[str]:
    """Accounts that may not take part: the shop's own, and those the owner names."""
    own = channels.every_channel_of(contest.workspace).values_list("remote_id", "handle")
    named = (line.strip().lstrip("@").casefold() for line in contest.left_out.splitlines())
    return frozenset({one for pair in own for one in (pair[0], pair[1].lstrip("@").casefold())} | set(named)) - {""}


def _columns(headings: Iterable[str]) -> dict[str, int]:
    """Which column holds what."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        plain = heading.strip().casefold()
        for field, names in HEADINGS.items():
            if plain in names:
                found.setdefault(field, place)
    return found


def _row(contest: Contest, row: RawRow, places: Mapping[str, int], now: datetime) -> Entry:
    def cell(field: str) -> str:
        return row.cells[places[field]].strip() if field in places else ""

    if row.problem is not None:
        raise Problem(row.problem, "file")
    try:
        at = datetime.fromisoformat(cell("time")) if cell("time") else now
    except ValueError:
        raise Problem(say("Line {n}: “{time}” is no time. Write it like 2026-11-21 14:00.", n=row.number,
                          time=cell("time")[:40]), "file") from None  # fmt: skip
    at = at if at.tzinfo else at.replace(tzinfo=zone(contest.time_zone))
    platform = cell("platform") or BY_HAND
    return _made(contest, cell("author"), cell("account"), platform, at, cell("text"), Entry.Source.FILE, now)


def _made(contest: Contest, author: str, account: str, platform: str, at: datetime, text: str, source: str,
          now: datetime) -> Entry:  # fmt: skip
    """Without an account the name stands for the person."""
    author, account = " ".join(author.split())[:200], account.strip()[:200]
    if not author and not account:
        raise Problem(say("Every entry needs a name or an account."), "author")
    if at > now:
        raise Problem(say("An entry can't come from the future."), "at")
    called = _PLATFORM.sub("-", platform.strip().casefold()).strip("-")[:40] or BY_HAND
    is_own = bool({account.lstrip("@").casefold(), author.casefold()} & _left_out(contest))
    return Entry(contest=contest, source=source, platform=called, account=account or author.casefold(), author=author,
                 handle=account, text=text.strip()[:LONGEST_TEXT], at=at.astimezone(UTC), is_own=is_own)  # fmt: skip
