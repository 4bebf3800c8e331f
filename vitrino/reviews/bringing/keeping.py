"""Bringing reviews: keep a file to look at, read it another way, and make its rows arrivals like any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice

from django.db import transaction

from vitrino.channels import actions as channels
from vitrino.channels import queries as places
from vitrino.channels.queries import Channel
from vitrino.connect.reading import link
from vitrino.connect.records import Arrival, Author
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.reviews.scales import Rating
from vitrino.reviews import following
from vitrino.reviews.bringing import meaning, preview
from vitrino.reviews.bringing.mails import site_of
from vitrino.reviews.bringing.matching import Matched, match
from vitrino.reviews.bringing.meaning import Written
from vitrino.reviews.models import Upload
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

CHUNK = 500
MOST_PROBLEMS = 500
# More than these the sweep takes up, a few in each transaction, so that nothing else waits for the database.
AT_ONCE = 200


@transaction.atomic
def bring(*, workspace: Workspace, kind: str, name: str, site: str, site_url: str, content: bytes, by: Person,
          now: datetime) -> Upload:  # fmt: skip
    """Keep a file or mail and find out what is in it; nothing is a review yet. Raises Problem for what can't be read.

    site may be empty where a mail says whom it is from.
    """
    site = " ".join(site.split()) or (site_of(content) if kind == Upload.Kind.MAIL else "")
    if not site:
        raise Problem(say("Which site are these reviews from?"), "site")
    upload = Upload(workspace=workspace, by=by, kind=kind, name=name[-200:], site=site[:80],
                    site_url=link(site_url)[:500], content=content, created_at=now)  # fmt: skip
    table = preview.table_of(upload)
    upload.encoding, upload.delimiter = table.encoding, table.delimiter
    upload.columns = dict(meaning.guess(table.headings))
    Upload.objects.filter(workspace=workspace, state=Upload.State.SHOWN, by=by).delete()
    upload.save()
    return upload


@transaction.atomic
def read_so(*, upload: Upload, columns: Mapping[str, str], date_order: str, scale: str, encoding: str = "",
            delimiter: str = "") -> Upload:  # fmt: skip
    """Read the file another way, or say what its columns mean. Raises Problem when it can't be read so."""
    was = (upload.encoding, upload.delimiter)
    upload.encoding, upload.delimiter = encoding or upload.encoding, delimiter or upload.delimiter
    table = preview.table_of(upload)
    kept = {n: field for n, field in columns.items() if field in meaning.FIELDS[1:] and int(n) < len(table.headings)}
    upload.columns = kept if was == (upload.encoding, upload.delimiter) else dict(meaning.guess(table.headings))
    upload.date_order, upload.scale = date_order, scale
    upload.save(update_fields=["encoding", "delimiter", "columns", "date_order", "scale"])
    return upload


@transaction.atomic
def keep(*, upload: Upload, by: Person, now: datetime) -> Upload:
    """The person confirmed what they saw: all good rows, at once. A second click changes nothing. Raises Problem."""
    fresh = Upload.objects.select_for_update().get(pk=upload.pk)
    if fresh.state != Upload.State.SHOWN:
        return fresh
    fresh.workspace = upload.workspace
    seen = preview.look(fresh, now=now)
    if seen.asks_for_order:
        raise Problem(say("Say first what 03/04/2026 means here."), "date_order")
    if not seen.good:
        raise Problem(say("No row can be read as a review yet. The list says why."))
    channel = open_site(workspace=upload.workspace, site=fresh.site, url=fresh.site_url, by=by, now=now)
    store(channel, [row.found for row in seen.good], now)
    counts = seen.counts
    fresh.made, fresh.changed = counts["new"], counts["changed"]
    fresh.known = counts["known"] + counts["twice"]
    fresh.problems = [one.stored() for one in seen.spoiled[:MOST_PROBLEMS]]
    fresh.state, fresh.content = Upload.State.DONE, b""
    fresh.save()
    record("reviews.brought", workspace=upload.workspace_id, by=by, now=now, about=fresh, new=fresh.made,
           changed=fresh.changed)  # fmt: skip
    return fresh


@transaction.atomic
def write_down(*, workspace: Workspace, site: str, site_url: str, author: str, text: str, rating: Rating | None,
               at: datetime, url: str, by: Person, now: datetime) -> Matched:  # fmt: skip
    """One review typed in by hand. Written down twice it is there once; with other words of the same day it changes."""
    if not text.strip() and rating is None:
        raise Problem(say("Write down the text, the stars, or both."), "text")
    channel = open_site(workspace=workspace, site=site, url=site_url, by=by, now=now)
    written = Written(" ".join(author.split())[:200], text.strip(), rating, at, link(url))
    found = match([written], preview.known_of(channel))[0]
    store(channel, [found], now)
    record("reviews.written-down", workspace=workspace, by=by, now=now, about=channel)
    return found


@transaction.atomic
def note_answer(*, channel: Channel, remote_id: str, text: str, now: datetime) -> None:
    """What was answered on the page of the site itself; whoever waited waits no more."""
    channels.take_in(channel, [_answer(channel, remote_id, text, now, now)], now)


def open_site(*, workspace: Workspace, site: str, url: str, by: Person, now: datetime) -> Channel:
    """The channel that stands for a site; the same name is the same site."""
    known = preview.channel_of(workspace, site)
    if known is not None and known.is_usable and (not link(url) or known.url == link(url)):
        return known
    return channels.open_place(
        workspace=workspace, platform=preview.by_hand(), remote_id=preview.site_key(site),
        name=known.name if known else site, by=by, now=now, url=link(url),
    )  # fmt: skip


def store(channel: Channel, found: Sequence[Matched], now: datetime) -> None:
    """New and changed reviews, and the answers that were given there, as arrivals; few are reviews at once."""
    arrivals = [_arrival(channel, one, now) for one in found if one.fate in ("new", "changed")]
    arrivals += _answers(channel, found, now)
    for chunk in _chunks(arrivals):
        channels.take_in(channel, chunk, now)
    if len(arrivals) <= AT_ONCE:
        following.follow(now)


def _chunks(arrivals: Iterable[Arrival]) -> Iterable[list[Arrival]]:
    rest = iter(arrivals)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _arrival(channel: Channel, one: Matched, now: datetime) -> Arrival:
    row = one.written
    return Arrival(
        kind="review", remote_id=one.remote_id, text=row.text, at=row.at, thread_id=one.remote_id,
        # Nobody can be recognised on a site without accounts: each review has an author of its own.
        author=Author(f"{channel.pk}:{one.remote_id}", row.author, row.author),
        url=row.url or channel.url, rating=row.rating.stars if row.rating else None,
        raw={"given": row.rating.given if row.rating else "", "key": row.key},
        edited_at=now if one.fate == "changed" else None,
    )  # fmt: skip


def _answers(channel: Channel, found: Sequence[Matched], now: datetime) -> list[Arrival]:
    """Those we do not know yet, or know otherwise."""
    own = places.arrivals_of(channel.workspace).filter(channel=channel, is_own=True)
    known = dict(own.values_list("remote_id", "text"))
    given = [(one.remote_id, one.written) for one in found if one.remote_id and one.written.answer]
    return [
        _answer(channel, remote_id, row.answer, row.answered_at or row.at, now)
        for remote_id, row in given
        if known.get(f"{remote_id}/answer") != row.answer
    ]


def _answer(channel: Channel, remote_id: str, text: str, at: datetime, now: datetime) -> Arrival:
    return Arrival(
        kind="review", remote_id=f"{remote_id}/answer", text=text, at=at, thread_id=remote_id,
        author=Author(channel.remote_id, channel.name, channel.name), url=channel.url, edited_at=now,
    )  # fmt: skip
