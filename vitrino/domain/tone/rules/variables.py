"""17: every gap of a saved reply is filled, and with the right gender."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from vitrino.domain.message import Message, say
from vitrino.domain.placeholders import leftovers
from vitrino.domain.tone.cues import Cues
from vitrino.domain.tone.finding import Finding, Rule, Span
from vitrino.domain.tone.people import gender_of, is_form_of, names_of, salutation
from vitrino.domain.tone.reply import Reply
from vitrino.domain.tone.words import Word, key

# What other tools leave behind, besides the gaps `placeholders` knows: ${name}, {0}, *|FNAME|*, ___, XXX.
_FOREIGN = re.compile(
    r"\$\{?[A-Za-z_]{2,40}\}|\*\|[A-Z_:]{2,40}\|\*|(?<!\w)_{3,}(?!\w)|\bX{3,}\b|(?<!\w)#{3,}(?!\w)|\bLorem ipsum\b"
)
# A gap that was filled with nothing: "Hi ,", "order no. .", "Dear  !"
_BEFORE_SIGN = re.compile(r"\b(\w{1,30})\.? {1,9}([,.!:;])(?=\s|$)")
_TWO_SPACES = re.compile(r"\b(\w{1,30})\.? {2,9}(?=[^\W\d_])")
# "Mr. Patel" belong together.
_TIGHT = re.compile(r"\.? {1,2}")
_NOTHING = frozenset({"none", "null", "undefined", "nan", "nil"})


def check(reply: Reply, cues: Cues) -> Iterator[Finding]:
    gaps = _gaps(reply.text, cues)
    if gaps:
        piece = reply.text[gaps[0].start : gaps[0].end]
        yield _finding(gaps, say("“{gap}” is a gap nobody filled.", gap=piece))
    empty = _empty(reply, cues)
    if empty:
        piece = reply.text[empty[0].start : empty[0].end]
        yield _finding(empty, say("Something is missing here: “{words}”.", words=piece))
    wrong = _wrong_gender(reply, cues)
    if wrong:
        piece = reply.text[wrong[0].start : wrong[0].end]
        reason = say("“{words}” is the wrong form for this customer.", words=piece)
        yield _finding(wrong, reason, salutation(reply.customer, reply.language))


def _finding(spans: list[Span], reason: Message, replacement: str | None = None) -> Finding:
    return Finding(
        rule=RULE.id,
        level=RULE.level,
        spans=tuple(spans),
        reason=reason,
        remedy=say("Fill it in or take the sentence out; one such slip says that nobody wrote this."),
        replacement=replacement,
    )


def _gaps(text: str, cues: Cues) -> list[Span]:
    """Braces, brackets and the like with the name of a gap. "[edit]" and "[the courier]" are what people write."""
    named = frozenset(cues.value("gaps"))
    found = [Span(*match.span()) for match in _FOREIGN.finditer(text)]
    place = 0
    for gap in leftovers(text):
        place = text.index(gap, place)
        words = key(gap.replace("_", " ")).split()
        if gap.startswith(("{{", "%")) or (gap[0] == "{" and " " not in gap.strip("{ }")) or named.intersection(words):
            found.append(Span(place, place + len(gap)))
        place += len(gap)
    return sorted(found)


def _empty(reply: Reply, cues: Cues) -> list[Span]:
    """A space before a comma after a word that wants something behind it; two spaces there; "Hi None,".

    Somebody who always types so is left alone.
    """
    wants, greets = frozenset(cues.value("wants")), frozenset(cues.value("greets"))
    before, wide = (list(pattern.finditer(reply.text)) for pattern in (_BEFORE_SIGN, _TWO_SPACES))
    once = [*(before if len(before) == 1 else ()), *(wide if len(wide) == 1 else ())]
    found = [Span(*match.span()) for match in once if key(match[1]) in wants]
    found += [Span(*match.span()) for match in once if key(match[1]) in greets and match[0].endswith(",")]
    for word, after in pairwise(reply.words.words):
        if after.folded in _NOTHING and word.folded in wants | greets and word.sentence == after.sentence:
            found.append(Span(word.start, after.end))
    return sorted(found)


def _wrong_gender(reply: Reply, cues: Cues) -> list[Span]:
    """Forms for the other gender with none for the right one, and both at once where it is known: Pan/Pani."""
    gender = gender_of(reply.customer)
    if gender is None:
        return []
    theirs, others = ("to_woman", "to_man") if gender == "f" else ("to_man", "to_woman")
    both = [hit.span for hit in cues.find(reply.words, "both")]
    wrong = [hit for hit in cues.find(reply.words, others) if not _is_of_another(reply, hit.first, hit.last, cues)]
    right = [hit for hit in cues.find(reply.words, theirs) if not _is_of_another(reply, hit.first, hit.last, cues)]
    return both or ([] if right else [hit.span for hit in wrong])


def _is_of_another(reply: Reply, first: int, last: int, cues: Cues) -> bool:
    """ "pan Tomek z serwisu": written small, or with somebody else's name behind."""
    words, names = reply.words.words, names_of(reply.customer)
    if cues.value("in_capitals", False) and not reply.text[words[first].start].isupper():
        return True
    behind = words[last + 1] if last + 1 < len(words) else None
    if behind is None or not _TIGHT.fullmatch(reply.text, words[last].end, behind.start):
        return False
    if not _is_a_name(behind, reply, cues):
        # "Panie kelnerki" are ladies, and not a gentleman.
        return words[last].folded in cues.value("also_ladies") and words[max(first - 1, 0)].folded not in cues.value(
            "wants"
        )
    if names:
        return not is_form_of(behind.folded, names, reply.language)
    return first == 0 or words[first - 1].folded not in (*cues.value("greets"), *cues.value("wants"))


def _is_a_name(word: Word, reply: Reply, cues: Cues) -> bool:
    return reply.text[word.start].isupper() and word.folded not in frozenset(cues.value("capitals"))


RULE = Rule(17, "variables", "block", check)
