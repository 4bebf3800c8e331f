"""A contest as its proof: what the open page shows and the file holds."""

from __future__ import annotations

from vitrino.contests.models import Award, Contest, Entry
from vitrino.domain import contests as rules


def line_of(entry: Entry) -> rules.Line:
    """An entry as it stands in the published list."""
    state = next(one for one in rules.STATES if one == entry.state)
    return rules.Line(entry.number, entry.at, entry.platform, entry.person_mark, entry.text_mark, state)


def lines_of(contest: Contest) -> tuple[str, ...] | None:
    """The list; None while entries are open."""
    if not contest.list_hash:
        return None
    return tuple(line_of(one).written for one in contest.entries.order_by("number"))


def proof_of(contest: Contest) -> rules.Proof:
    """As far as the contest has come. A few queries, however many entries."""
    awards = list(Award.objects.filter(contest=contest).select_related("entry").order_by("place"))
    first = contest.rules.order_by("number").first()
    beacon = rules.announced_in(contest.announcement).beacon
    return rules.Proof(
        contest.announcement, first.text if first else "", lines_of(contest), contest.list_hash, contest.seed,
        contest.value, contest.signature, beacon.source, tuple(contest.places), _passed(awards), _winners(awards),
    )  # fmt: skip


def _passed(awards: list[Award]) -> tuple[rules.Passed, ...]:
    """In the order in which it happened."""
    gone = sorted((one for one in awards if one.passed and one.passed_at), key=lambda one: (one.passed_at, one.place))
    return tuple(rules.Passed(one.place, one.passed, rules.stamp(one.passed_at)) for one in gone if one.passed_at)


def _winners(awards: list[Award]) -> tuple[rules.Winner, ...]:
    """Those who agreed to be named, and whose entry was not forgotten since."""
    named = [one for one in awards if one.is_named and not one.passed]
    theirs = Entry.objects.filter(person_mark__in=[one.entry.person_mark for one in named]) if named else ()
    opened = {
        one.person_mark: one
        for one in theirs
        if one.salt and rules.person_mark(one.salt, one.platform, one.account) == one.person_mark
    }
    return tuple(
        rules.Winner(one.place, known.platform, known.account, known.salt)
        for one in named
        if (known := opened.get(one.entry.person_mark)) is not None
    )
