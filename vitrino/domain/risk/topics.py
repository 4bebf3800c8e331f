"""Topics a shop avoids, found in every form a language gives their names."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from vitrino.domain.language import identify
from vitrino.domain.matcher import Matcher, Term
from vitrino.domain.message import Message, say
from vitrino.domain.names import LANGUAGES as NAMED_IN
from vitrino.domain.names import forms
from vitrino.domain.names.forms import Language
from vitrino.domain.problem import Problem
from vitrino.domain.risk.phrases import LANGUAGES, vocabulary

LONGEST_TEXT = 5_000
_MOST_TOPICS = 200


@dataclass(frozen=True, slots=True)
class TopicRisk:
    """A topic of the list, and where the text touches it. start, end: code points."""

    topic: str
    start: int
    end: int
    words: str

    @property
    def reason(self) -> Message:
        return say("“{words}”: your strategy says that you don't talk about {topic}. Publish it only if you mean to.",
                   words=self.words, topic=self.topic)  # fmt: skip


def find_topics(text: str, *, avoid: Iterable[str], language: str = "") -> tuple[TopicRisk, ...]:
    """Every topic once, at its first place. avoid: a name or a few words each ("politics", "ostatnie wybory").

    The names of whole fields ("politics", "polityka", "politiko") also stand for their usual words.
    """
    text = text[:LONGEST_TEXT]
    language = language or identify(text).language
    topics = tuple(dict.fromkeys(" ".join(topic.split()) for topic in avoid if topic.strip()))[:_MOST_TOPICS]
    if not topics or not text.strip():
        return ()
    matcher, names = _matcher(topics, language if language in NAMED_IN else "")
    found: dict[str, TopicRisk] = {}
    for hit in matcher.find(text):
        topic = names[hit.term_id]
        found.setdefault(topic, TopicRisk(topic, hit.start, hit.end, text[hit.start : hit.end]))
    return tuple(found.values())


def suggested_topics(language: str) -> tuple[tuple[str, ...], ...]:
    """Ready suggestions: politics, religion, tragedies, each with its words, the name of the field first."""
    return tuple(vocabulary(language if language in LANGUAGES else "en").topics.values())


@lru_cache(maxsize=64)
def _matcher(topics: tuple[str, ...], language: str) -> tuple[Matcher, dict[str, str]]:
    """A matcher of all forms, and which topic each belongs to."""
    languages = (cast(Language, language),) if language else NAMED_IN
    names: dict[str, str] = {}
    terms: list[Term] = []
    for topic in topics:
        for word in _words_of(topic):
            with suppress(Problem):  # too short or too long to look for
                for form in forms([word], languages):
                    key = str(len(terms))
                    names[key] = topic
                    terms.append(Term(key, form.text, is_literal=True))
    return Matcher(terms), names


def _words_of(topic: str) -> tuple[str, ...]:
    """The topic, with the usual words of the field when it is the name of one."""
    for language in LANGUAGES:
        for words in vocabulary(language).topics.values():
            if words[0].casefold() == topic.casefold():
                return words
    return (topic,)
