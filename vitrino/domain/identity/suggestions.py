"""Which contacts may be one person: proven ones first; the shop decides about the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from vitrino.domain.identity.evidence import Evidence, Profile, best, compare
from vitrino.domain.identity.people import People

# A name or link that more accounts share is common, and says nothing.
_MOST_WITH_ONE_FACT = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two contacts that may be one person, and why."""

    one: str
    other: str
    evidence: Evidence


def suggestions(people: People, profiles: Iterable[Profile]) -> list[Suggestion]:
    """Pairs of contacts that share something, the proven ones first; none that somebody split."""
    known = {profile.identity: profile for profile in profiles if profile.identity in people.of}
    found: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for one, other in sorted(_pairs(known.values())):
        contacts = people.of[one], people.of[other]
        if contacts[0] != contacts[1] and not people.are_kept_apart(one, other):
            low, high = sorted(contacts)
            found[low, high].append(compare(known[one], known[other]))
    made = [Suggestion(*contacts, best(evidences)) for contacts, evidences in found.items()]
    return sorted(made, key=lambda one: (not one.evidence.is_strong, -len(one.evidence.kinds), one.one, one.other))


def _pairs(profiles: Iterable[Profile]) -> set[tuple[str, str]]:
    """Identities that share a fact; found by the fact, so that time doesn't grow with the square of people."""
    by_fact: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for profile in profiles:
        for fact in profile.facts:
            if fact.normal:
                by_fact[fact.kind, fact.normal].add(profile.identity)
    return {pair for same in by_fact.values() for pair in _combined(same)}


def _combined(same: set[str]) -> Iterator[tuple[str, str]]:
    return combinations(sorted(same), 2) if len(same) <= _MOST_WITH_ONE_FACT else iter(())
