"""Which contact each identity belongs to, changed by merges and splits that can all be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from vitrino.domain.identity.evidence import Evidence
from vitrino.domain.message import say
from vitrino.domain.problem import Problem


class ChangeKind(StrEnum):
    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Change:
    """Identities that moved from one contact to another. stayed: those that were at the other side of it.

    by: the person, "" when evidence merged by itself. undone_at, undone_by: None and "" while it holds.
    """

    number: int
    kind: ChangeKind
    source: str
    target: str
    moved: frozenset[str]
    stayed: frozenset[str]
    at: datetime
    by: str = ""
    evidence: Evidence = field(default_factory=Evidence)
    undone_at: datetime | None = None
    undone_by: str = ""


@dataclass(frozen=True)
class People:
    """of: identity -> contact. log: every change in order, undone ones too."""

    of: Mapping[str, str]
    log: tuple[Change, ...] = ()

    def identities(self, contact: str) -> frozenset[str]:
        """The accounts of a contact; none once it was merged into another."""
        return frozenset(identity for identity, owner in self.of.items() if owner == contact)

    @property
    def contacts(self) -> frozenset[str]:
        """The contacts that have an account."""
        return frozenset(self.of.values())

    @property
    def active(self) -> Iterator[Change]:
        """The changes that hold, in order."""
        return (change for change in self.log if change.undone_at is None)

    def are_kept_apart(self, one: str, other: str) -> bool:
        """Whether somebody split these identities, or took back what evidence had joined by itself, and nobody put them
        together by hand since."""
        apart = False
        for change in self.log:
            sides = ({one, other} & change.moved, {one, other} & change.stayed)
            if any(len(side) != 1 for side in sides):
                continue
            if change.undone_at is not None:
                apart |= change.kind is ChangeKind.MERGE and not change.by
            else:
                apart = change.kind is ChangeKind.SPLIT or (apart and not change.by)
        return apart


def merge(
    people: People, *, keep: str, gone: str, at: datetime, by: str = "", evidence: Evidence | None = None
) -> People:
    """All identities of `gone` belong to `keep` now; the name and notes that stay are those of `keep`.

    by: who decided; "" merges by itself, and only on strong evidence and where nobody split them before.
    Raises Problem otherwise, and for a contact without identities (merged already).
    """
    evidence = evidence or Evidence()
    moved, stayed = people.identities(gone), people.identities(keep)
    if keep == gone or not moved or not stayed:
        raise Problem(say("These are not two people any more. Please load the page again."))
    if not by and not evidence.is_strong:
        raise Problem(say("That they look alike is no proof. Somebody has to decide whether they are one person."))
    if not by and any(people.are_kept_apart(one, other) for one in moved for other in stayed):
        raise Problem(say("Somebody of the shop said that these are two people, so only a person can join them."))
    return _moved(people, Change(0, ChangeKind.MERGE, gone, keep, moved, stayed, at, by, evidence))


def split(people: People, *, contact: str, identities: Collection[str], into: str, at: datetime, by: str) -> People:
    """Some identities of a contact become a contact of their own, and are not joined again by themselves.

    Raises Problem unless a person takes some, but not all, out of it, into a contact that has none.
    """
    moved, present = frozenset(identities), people.identities(contact)
    if not by:
        raise Problem(say("Somebody of the shop has to do this."))
    if not moved or not moved < present:
        raise Problem(say("Choose some of the accounts, but not all of them."))
    if people.identities(into) or any(into in (change.source, change.target) for change in people.active):
        raise Problem(say("Take the accounts out into a new contact."))
    return _moved(people, Change(0, ChangeKind.SPLIT, contact, into, moved, present - moved, at, by))


def undo(people: People, *, number: int, at: datetime, by: str) -> People:
    """Everything is as if that change had not been made. Later changes of the same identities are undone first.

    Raises Problem when there is no such change, it was undone, or a later one must be undone before it.
    """
    change = next((one for one in people.active if one.number == number), None)
    if change is None or not by:
        raise Problem(say("This was undone already. Please load the page again."))
    if any(later.number > number and later.moved & change.moved for later in people.active):
        raise Problem(say("These accounts were moved again since. Undo the later change first."))
    undone = replace(change, undone_at=at, undone_by=by)
    log = tuple(undone if one.number == number else one for one in people.log)
    return People({**people.of, **dict.fromkeys(change.moved, change.source)}, log)


def _moved(people: People, change: Change) -> People:
    numbered = replace(change, number=len(people.log) + 1)
    return People({**people.of, **dict.fromkeys(change.moved, change.target)}, (*people.log, numbered))
