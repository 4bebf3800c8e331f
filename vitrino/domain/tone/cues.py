"""The cue phrases of a rule in a language: data in TOML, found in a text in time linear in its length.

A file `cues/<language>/<rule>.toml` holds groups of phrases; the example is a whole file:

    [sets]                                  # names for alternatives, used as @you
    you = ["you", "u"]

    [blame]                                 # a group; rules ask `cues.find(reply.words, "blame")`
    phrases = ["@you should have", "your own? fault|mistake"]
    unless = ["you should have received"]   # drops a hit that shares a word with one of these
    unless_in_sentence = ["our fault"]      # drops a hit when one of these stands in its sentence
    negation = 3                            # drops a hit with a negator among the 3 words before it; 0 (default): never
    better = "Here is what went wrong, and what we will do about it."

    [values]                                # anything else a rule needs: cues.value("acronyms")

In a phrase: `fault|mistake` alternatives, `apolog*` a beginning, `*liśmy` an ending, `own?` may be missing, `..` up to
three words, `..6` up to six, `#` a word with a digit, `=sąd` written with just these accents (in a text that has any),
`^` first the beginning and `$` last the end of a sentence, `@you` a set of this file or of `_common.toml`, `~if` a word
that follows without a comma or a dash. Everything else is compared folded: without accents and capitals. A phrase never
reaches over the end of a sentence, and never counts inside a quotation of the customer. The groups, sets and values of
`_common.toml` belong to every rule.
"""

from __future__ import annotations

import pkgutil
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from vitrino.domain.tone.finding import Span
from vitrino.domain.tone.phrases import Phrase, PhraseIndex, compile_phrase
from vitrino.domain.tone.words import Words

LANGUAGES = ("en", "pl", "eo")
_COMMON = "_common"
_NOT_GROUPS = frozenset({"sets", "values"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found: words [first, last] of the text, code points [start, end)."""

    group: str
    phrase: str
    first: int
    last: int
    sentence: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Group:
    """One group of a file, ready to search."""

    phrases: PhraseIndex
    unless: PhraseIndex
    unless_in_sentence: PhraseIndex
    negation: int
    better: str | None


@dataclass(frozen=True)
class Cues:
    """Everything a rule knows about a language. Of an unknown language it knows nothing and finds nothing."""

    language: str
    groups: Mapping[str, Group] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    negators: frozenset[str] = frozenset()

    def find(self, words: Words, *groups: str) -> list[Hit]:
        """Every cue of the groups, by place; of overlapping hits the first, and of those the longest."""
        hits = [hit for name in groups if name in self.groups for hit in self._in_group(words, name)]
        return _apart(hits)

    def better(self, group: str) -> str | None:
        """The better wording the group proposes."""
        return self.groups[group].better if group in self.groups else None

    def value(self, name: str, default: Any = ()) -> Any:
        return self.values.get(name, default)

    def is_negated(self, words: Words, first: int, window: int) -> bool:
        """Whether a "not", "nie", "ne" stands among the `window` words before word `first`, with no comma between."""
        for place in range(first, max(0, first - window), -1):
            if not words.words[place].follows_tightly:
                return False
            before = words.words[place - 1].folded
            if before in self.negators or before.endswith("n't"):
                return True
        return False

    def _in_group(self, words: Words, name: str) -> Iterable[Hit]:
        group = self.groups[name]
        found = group.phrases.find(words)
        if not found:
            return
        excepted = {place for first, last, _ in group.unless.find(words) for place in range(first, last + 1)}
        spared = {words.words[first].sentence for first, _, _ in group.unless_in_sentence.find(words)}
        for first, last, phrase in found:
            inside = words.words[first : last + 1]
            if inside[0].sentence in spared or any(word.is_quoted for word in inside):
                continue
            if excepted.isdisjoint(range(first, last + 1)) and not self.is_negated(words, first, group.negation):
                yield Hit(name, phrase, first, last, inside[0].sentence, inside[0].start, inside[-1].end)


def cues(rule: str, language: str) -> Cues:
    """The cues of a rule; `language` may be "pl" or "pl-PL". Reads each file once."""
    return _load(rule, language.replace("_", "-").split("-")[0].lower())


@cache
def _load(rule: str, language: str) -> Cues:
    if language not in LANGUAGES:
        return Cues(language)
    common, own = _common(language), _read(language, rule)
    sets = {**common.sets, **own.get("sets", {})}
    groups = {**common.groups, **_groups(own, sets)}
    values = {**common.values, **own.get("values", {})}
    return Cues(language, MappingProxyType(groups), MappingProxyType(values), frozenset(values["negators"]))


@dataclass(frozen=True)
class _Common:
    sets: Mapping[str, list[str]]
    groups: Mapping[str, Group]
    values: Mapping[str, Any]


@cache
def _common(language: str) -> _Common:
    tables = _read(language, _COMMON)
    return _Common(tables["sets"], _groups(tables, tables["sets"]), tables["values"])


def _groups(tables: Mapping[str, Any], sets: Mapping[str, list[str]]) -> dict[str, Group]:
    return {name: _group(table, sets) for name, table in tables.items() if name not in _NOT_GROUPS}


def _read(language: str, name: str) -> dict[str, Any]:
    """One file of the package; {} where a rule needs none in this language."""
    try:
        content = pkgutil.get_data(__package__, f"cues/{language}/{name}.toml")
    except FileNotFoundError:
        return {}
    return tomllib.loads((content or b"").decode("utf-8"))


def _group(table: Mapping[str, Any], sets: Mapping[str, list[str]]) -> Group:
    def index(name: str) -> PhraseIndex:
        return PhraseIndex(_compiled(table.get(name, ()), sets))

    return Group(
        phrases=index("phrases"),
        unless=index("unless"),
        unless_in_sentence=index("unless_in_sentence"),
        negation=table.get("negation", 0),
        better=table.get("better"),
    )


def _compiled(phrases: Iterable[str], sets: Mapping[str, list[str]]) -> list[Phrase]:
    return [reading for phrase in phrases for reading in compile_phrase(phrase, sets)]


def _apart(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if not kept or hit.first > kept[-1].last:
            kept.append(hit)
    return kept
