"""Does a proof hold? Everything is computed again from the beginning; nothing in the file is believed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vitrino.domain.contests.announcement import Announcement, announced_in
from vitrino.domain.contests.drawing import draw
from vitrino.domain.contests.entries import Line, hash_of_list, line_in, listed
from vitrino.domain.contests.marks import hash_of, moment_of, person_mark
from vitrino.domain.contests.proof import Proof
from vitrino.domain.contests.randomness import clean_value, fits_signature
from vitrino.domain.message import Message, say

SHORTEST_CODE = 32


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. is_right None: can't be said yet, or only somewhere else."""

    message: Message
    is_right: bool | None = True


@dataclass(frozen=True)
class Verdict:
    """All checks of a proof. is_right None: nothing is wrong, but not everything could be looked at yet."""

    checks: tuple[Check, ...]
    is_drawn: bool

    @property
    def is_right(self) -> bool | None:
        if any(one.is_right is False for one in self.checks):
            return False
        return True if self.is_drawn else None


def check(proof: Proof, *, announced: str = "", list_hash: str = "", value: str = "") -> Verdict:
    """Look at everything. announced, list_hash, value: what was seen elsewhere (in the shop's post, at the source of
    chance), to be compared; "" for what is not at hand."""
    try:
        told = announced_in(proof.announcement)
    except ValueError:
        return Verdict((Check(say("The announcement has another form than documented."), False),), False)
    checks = [*_of_announcement(told, proof, announced.strip().lower())]
    if proof.lines is None:
        return Verdict((*checks, Check(say("Entries have not closed yet, so there is no list to check."), None)), False)
    lines, found = _lines(proof.lines)
    checks += [*found, *_of_list(told, proof, lines, list_hash.strip().lower())]
    if not proof.seed:
        return Verdict((*checks, Check(say("Nothing is drawn yet; the seed is still secret."), None)), False)
    if lines is not None:
        checks += [*_of_choice(told, lines), *_of_draw(told, proof, lines, clean_value(value)),
                   *_of_winners(told, proof, lines)]  # fmt: skip
    return Verdict(tuple(checks), True)


def _of_announcement(told: Announcement, proof: Proof, announced: str) -> Iterator[Check]:
    yield Check(say("The announcement reads as documented; its hash is {hash}.", hash=told.hash))
    if announced:
        yield _either(_is_of(announced, told.hash), say("That is the hash that you saw announced."),
                      say("You saw another hash announced: something was changed afterwards."))  # fmt: skip
    yield _either(hash_of(proof.rules) == told.rules, say("The rules are those that were announced."),
                  say("The rules are not those that were announced."))  # fmt: skip


def _is_of(seen: str, hash_: str) -> bool:
    """A post may show the beginning of a hash; 32 digits are enough that nobody finds a second text for it."""
    return len(seen) >= SHORTEST_CODE and hash_.startswith(seen)


def _lines(written: Sequence[str]) -> tuple[list[Line] | None, list[Check]]:
    found = []
    for number, one in enumerate(written, 1):
        try:
            found.append(line_in(one))
        except ValueError:
            return None, [Check(say("Line {n} of the list has another form than documented.", n=number), False)]
    return found, []


def _of_list(told: Announcement, proof: Proof, lines: list[Line] | None, seen: str) -> Iterator[Check]:
    again = hash_of_list(told.hash, proof.lines or ())
    yield _either(again == proof.list_hash,
                  say("The list of entries gives the hash that was published when entries closed."),
                  say("The list of entries gives another hash than the published one: {hash}.", hash=again),
                  )  # fmt: skip
    if seen:
        yield _either(_is_of(seen, again), say("That is the hash of the list that you saw published."),
                      say("You saw another hash of the list: an entry was changed, added or taken out."))  # fmt: skip
    if lines is None:
        return
    yield _either(listed(lines) == lines, say("Entries are numbered and in the order of their time."),
                  say("Entries are not in the documented order."))  # fmt: skip
    taking = [line for line in lines if line.state == "in"]
    yield _either(all(told.opens_at <= line.at < told.closes_at for line in taking),
                  say("Of {all} entries {n} take part, all of them in time.", all=len(lines), n=len(taking)),
                  say("An entry takes part that was not in time."))  # fmt: skip
    yield _either(_are_out_by_time(told, lines), say("Whatever is called too early or too late is so by its time."),
                  say("Something is called too early or too late that came in time."))  # fmt: skip
    most = max(Counter(line.person for line in taking).values(), default=0)
    yield _either(not told.limit or most <= told.limit, say("Nobody takes part more often than allowed."),
                  say("Somebody takes part more often than allowed: {n} times.", n=most))  # fmt: skip


def _are_out_by_time(told: Announcement, lines: Sequence[Line]) -> bool:
    early = all(line.at < told.opens_at for line in lines if line.state == "early")
    return early and all(line.at >= told.closes_at for line in lines if line.state == "late")


def _of_choice(told: Announcement, lines: Sequence[Line]) -> Iterator[Check]:
    """What a list without names can't prove."""
    counts = Counter(line.state for line in lines)
    beyond = Counter(line.person for line in lines if line.state == "limit")
    taking = Counter(line.person for line in lines if line.state == "in")
    yield _either(all(taking[person] >= told.limit > 0 for person in beyond),
                  say("Whoever was left out beyond the limit takes part as often as allowed."),
                  say("Somebody was left out beyond the limit who takes part less often than allowed."))  # fmt: skip
    yield Check(say("Only the shop knows why: taken back {removed}, its own {own}, no word {word}, ruled out {out}.",
                    removed=counts["removed"], own=counts["own"], word=counts["word"], out=counts["ruled-out"]), None,
                )  # fmt: skip


def _of_draw(told: Announcement, proof: Proof, lines: list[Line], seen: str) -> Iterator[Check]:
    yield _either(hash_of(proof.seed) == told.seed_mark, say("The seed is the one that was fixed beforehand."),
                  say("The seed is not the one that was fixed beforehand."))  # fmt: skip
    yield from _of_chance(told, proof, seen)
    wanted = told.winners + told.reserves
    again = draw(seed=proof.seed, list_hash=hash_of_list(told.hash, proof.lines or ()), value=proof.value, lines=lines,
                 places=wanted)  # fmt: skip
    yield _either(again == list(proof.places),
                  say("The draw, repeated, gives the same entries: {lines}.", lines=_numbers(again)),
                  say("The draw, repeated, gives other entries: {lines}.", lines=_numbers(again)))  # fmt: skip


def _of_chance(told: Announcement, proof: Proof, seen: str) -> Iterator[Check]:
    kind = told.beacon.kind
    if kind == "none":
        yield _either(not proof.value, say("No public chance was announced: who knew the seed could know the draw."),
                      say("A public value was used that was not announced."))  # fmt: skip
        return
    yield _either(bool(proof.value) and clean_value(proof.value) == proof.value,
                  say("The public value has the right form."),
                  say("The public value is missing or malformed."))  # fmt: skip
    if kind == "drand" and proof.signature:
        yield _either(fits_signature(proof.value, proof.signature),
                      say("The public value is the hash of the signature of its round."),
                      say("The public value does not belong to its signature."))  # fmt: skip
    if seen:
        yield _either(seen == proof.value, say("That is the value that you saw at its source."),
                      say("You saw another value at its source."))  # fmt: skip
    else:
        where = told.beacon.source or told.beacon.name
        yield Check(
            say("Compare it yourself: {value} must stand at {where}.", value=proof.value[:80], where=where), None
        )


def _of_winners(told: Announcement, proof: Proof, lines: list[Line]) -> Iterator[Check]:
    passed = [one.place for one in proof.passed]
    in_turn = _is_in_turn(passed, told.winners, len(proof.places))
    yield _either(in_turn and all(_is_moment(one.at) for one in proof.passed),
                  say("Winners passed over: {n}, each with a reason; reserves moved up in their turn.", n=len(passed)),
                  say("Somebody was passed over whose turn it was not."))  # fmt: skip
    holding = [place for place in range(1, len(proof.places) + 1) if place not in passed][: told.winners]
    by_number = {line.number: line for line in lines}
    for one in proof.winners:
        line = by_number.get(proof.places[one.place - 1]) if one.place in holding else None
        is_right = line is not None and person_mark(one.salt, one.platform, one.account) == line.person
        told_as: dict[str, int | str] = {"n": one.place, "account": one.account[:100]}
        yield _either(is_right, say("Place {n} is the account “{account}”.", **told_as),
                      say("Place {n} is not the account “{account}”.", **told_as))  # fmt: skip


def _is_in_turn(passed: Sequence[int], winners: int, places: int) -> bool:
    """Only somebody who holds a prize at that time can be passed over, and once."""
    gone: set[int] = set()
    for place in passed:
        holding = [one for one in range(1, places + 1) if one not in gone][:winners]
        if place not in holding:
            return False
        gone.add(place)
    return True


def _is_moment(stamped: str) -> bool:
    try:
        moment_of(stamped)
    except ValueError:
        return False
    return True


def _numbers(lines: Sequence[int]) -> str:
    return ", ".join(str(one) for one in lines) or "–"


def _either(is_right: bool, yes: Message, no: Message) -> Check:
    return Check(yes if is_right else no, is_right)
