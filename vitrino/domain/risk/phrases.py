"""The words of a language: what claims, denies and proves, read from its file once."""

from __future__ import annotations

import pkgutil
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from vitrino.domain.matcher import key
from vitrino.domain.tone.phrases import PhraseIndex, compile_phrase

LANGUAGES = ("en", "pl", "eo")
_NOT_CLAIMS = frozenset({"sets", "said", "topics"})


@dataclass(frozen=True)
class Group:
    """How one kind of claim is made, when the same words are none, and other words for it."""

    phrases: PhraseIndex
    unless: PhraseIndex
    better: str


@dataclass(frozen=True)
class Vocabulary:
    """Everything known of a language. asks: what customers are to do. ours: what the shop does. topics: by name."""

    claims: Mapping[str, Group]
    proofs: PhraseIndex
    negations: frozenset[str]
    asks: PhraseIndex
    ours: PhraseIndex
    doubts: frozenset[str]
    topics: Mapping[str, tuple[str, ...]]

    def denies(self, word: str) -> bool:
        return word in self.negations or word.endswith("n't")


@cache
def vocabulary(language: str) -> Vocabulary:
    """Of one of LANGUAGES."""
    content = pkgutil.get_data(__package__, f"words/{language}.toml") or b""
    said = tomllib.loads(content.decode("utf-8"))
    sets = said["sets"]
    return Vocabulary(
        {name: _group(group, sets) for name, group in said.items() if name not in _NOT_CLAIMS},
        _index(said["said"]["proofs"], sets),
        frozenset(map(key, said["said"]["negations"])),
        _index(said["said"]["asks"], sets),
        _index(said["said"]["ours"], sets),
        frozenset(map(key, said["said"]["doubts"])),
        {name: tuple(words) for name, words in said["topics"].items()},
    )


def _group(group: Mapping[str, Any], sets: Mapping[str, Sequence[str]]) -> Group:
    return Group(_index(group["phrases"], sets), _index(group.get("unless", ()), sets), group["better"])


def _index(phrases: Iterable[str], sets: Mapping[str, Sequence[str]]) -> PhraseIndex:
    return PhraseIndex(phrase for source in phrases for phrase in compile_phrase(source, sets))
