"""Ideas for the other side: found, offered once, written or put aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from vitrino.balance.history import text_for
from vitrino.balance.kinds import key_of, ordered, teller
from vitrino.balance.models import Offer
from vitrino.balance.queries import partners
from vitrino.domain.balance import GIVES, Kind
from vitrino.domain.balance.prompts import prompts, trade_of
from vitrino.domain.links import clean_url
from vitrino.domain.message import Message, fill, say
from vitrino.domain.problem import Problem
from vitrino.imports import queries as imports
from vitrino.insight import queries as insight
from vitrino.plan import queries as plan
from vitrino.recurring import queries as recurring
from vitrino.workspace.models import Workspace

if TYPE_CHECKING:
    from vitrino.insight.models import KnownPost

# So many wait at a time: enough for a choice, few enough to look at.
WAITING = 12
MOST_ARTICLES, MOST_PRODUCTS, MOST_AGAIN = 12, 3, 4
# A product that fewer orders hold could tell who bought it.
FEWEST_ORDERS = 3
FORGOTTEN = timedelta(days=180)
A_YEAR, AROUND = timedelta(days=365), timedelta(days=4)
POLL_S = 86_400


@dataclass(frozen=True)
class Candidate:
    """An idea before it is offered. idea_id: of the note it comes from."""

    key: str
    kind: Kind
    text: str
    why: Message
    credit: str = ""
    link: str = ""
    poll: dict[str, Any] = field(default_factory=dict)
    idea_id: int | None = None


def find_ideas(workspace: Workspace, now: datetime, *, most: int = WAITING) -> int:
    """Fill up what waits, each kind of source in turn; how many are new. What was offered once never comes again."""
    room = most - Offer.objects.filter(workspace=workspace, state=Offer.State.OPEN).count()
    if room <= 0:
        return 0
    known = set(Offer.objects.filter(workspace=workspace).values_list("key", flat=True))
    fresh = [one for one in candidates(workspace, now) if one.key not in known][:room]
    made = [
        Offer(workspace=workspace, key=one.key, kind=one.kind, text=one.text, credit=one.credit[:200],
              link=one.link[:500], poll=one.poll, template=one.why.template, values=one.why.stored(),
              idea_id=one.idea_id, at=now + timedelta(microseconds=-place))
        for place, one in enumerate(fresh)
    ]  # fmt: skip
    Offer.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def candidates(workspace: Workspace, now: datetime) -> list[Candidate]:
    """From every source, taking turns, so that the first few are not all of one kind."""
    ready = list(_ready(workspace))
    of_kind = [[one for one in ready if one.kind is kind] for kind in (Kind.ASKS, Kind.TEACHES, Kind.NEWS)]
    rest = (list(_evergreens(workspace, now)), list(_again(workspace, now)), of_kind[2])
    sources = (list(_articles(workspace)), of_kind[0], list(_care(workspace)), of_kind[1], *rest)
    return [one for one in chain.from_iterable(zip_longest(*sources)) if one is not None]


def _ready(workspace: Workspace) -> Iterator[Candidate]:
    """Texts that fit the trade, then those that fit everybody; with the answers of a poll where they have some."""
    trade = trade_of(workspace.sells, workspace.language)
    for name, one in prompts(workspace.language, trade):
        if one.needs_product:
            continue
        poll = {"options": list(one.options), "duration_s": POLL_S, "multiple": False} if one.options else {}
        yield Candidate(f"ready:{name}", one.kind, one.text, _WHY[one.kind], poll=poll)


def _care(workspace: Workspace) -> Iterator[Candidate]:
    """Care for what people bought: names of products and in how many orders they are, nothing of who ordered."""
    trade = trade_of(workspace.sells, workspace.language)
    ready = [(name, one) for name, one in prompts(workspace.language, trade) if one.needs_product]
    often = [(name, n) for name, n in ordered(workspace).most_common(MOST_PRODUCTS) if n >= FEWEST_ORDERS]
    for place, (product, n) in enumerate(often):
        name, one = ready[place % len(ready)]
        stamp = blake2b(product.casefold().encode(), digest_size=6).hexdigest()
        yield Candidate(f"care:{name}:{stamp}", Kind.CUSTOMERS, fill(one.text, {"product": product}),
                        say("It is in {n} of your newest orders; whoever has it is glad of a hint.", n=n))  # fmt: skip


def _articles(workspace: Workspace) -> Iterator[Candidate]:
    """Notes from feeds: those of partners with their credit, others with the name of the feed."""
    names = _hosts(workspace)
    for idea in plan.ideas(workspace).filter(pillar=None)[: 5 * MOST_ARTICLES]:
        title, _gap, rest = idea.text.partition("\n\n")
        link = idea.text.rpartition("\n\n")[2].strip()
        found = next((names[host] for host in names if _is_of(link, host)), None) if link.startswith("http") else None
        if rest and found:
            name, credit = found
            yield Candidate(f"idea:{idea.pk}", Kind.CURATED, title[:300],
                            say("New at {name}. Say in your own words why it is worth reading.", name=name),
                            credit, _safe(link), idea_id=idea.pk)  # fmt: skip


def _evergreens(workspace: Workspace, now: datetime) -> Iterator[Candidate]:
    for one in recurring.ready_evergreens(workspace, now)[:MOST_AGAIN]:
        pillar = one.post.pillar
        if one.post.idea and not (pillar and pillar.is_promotional):
            yield Candidate(f"evergreen:{one.pk}:{one.used_count}", Kind.TEACHES, one.post.idea,
                            say("It is evergreen, and has rested long enough."), link=one.post.link)  # fmt: skip


def _again(workspace: Workspace, now: datetime) -> Iterator[Candidate]:
    """What stood here a year ago this week, and what was answered most of all that is long forgotten."""
    mine = insight.known_posts(workspace).exclude(text="").filter(at__lt=now - FORGOTTEN)
    then = list(mine.filter(at__gt=now - A_YEAR - AROUND, at__lt=now - A_YEAR + AROUND)[:MOST_AGAIN])
    best = list(mine.filter(engagement__gt=0).order_by("-engagement", "-pk")[: 2 * MOST_AGAIN])
    tells = teller(workspace, [one.text for one in (*then, *best)])
    for post, why in (*((one, True) for one in then), *((one, False) for one in best)):
        told = tells.tell(text_for(post.pillar, post.text))
        if told.kind in (*GIVES, Kind.NEWS, Kind.OTHER):
            yield _repeated(post, told.kind, is_year=why)


def _repeated(post: KnownPost, kind: Kind, *, is_year: bool) -> Candidate:
    why = say("A year ago this week. What has changed since?") if is_year else say(
        "One of your most answered posts: {n} answers. Say it anew.", n=post.engagement or 0)  # fmt: skip
    return Candidate(f"again:{key_of(post.text)}", kind, post.text, why)


def _hosts(workspace: Workspace) -> dict[str, tuple[str, str]]:
    """Host -> (name, credit) of partners, and of other feeds that are followed."""
    found = {host: (one.name, one.credit) for one in partners(workspace) if (host := _host(one.url))}
    for feed in imports.feeds_of(workspace):
        host = _host(feed.url)
        if host and not any(_is_of(feed.url, known) for known in found):
            found[host] = (feed.title or host, f"via {feed.title or host}")
    return found


def _host(url: str) -> str:
    """Without what only says which server it is; "" for what is no address."""
    try:
        host = (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""
    for front in ("www.", "feeds.", "rss."):
        host = host.removeprefix(front)
    return host


def _is_of(url: str, host: str) -> bool:
    there = _host(url)
    return there == host or there.endswith(f".{host}")


def _safe(link: str) -> str:
    """The address without tracking; "" where it is none."""
    try:
        return clean_url(link).url
    except Problem:
        return ""


_WHY = {
    Kind.ASKS: say("A question gives people something to say."),
    Kind.TEACHES: say("Something to take home, whether they buy or not."),
    Kind.NEWS: say("People like to see who stands behind a shop."),
    Kind.CUSTOMERS: say("For those who bought already."),
}
