"""Cue phrases: what they find, what they leave alone, and where."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vitrino.domain.tone
from vitrino.domain.tone import RULES
from vitrino.domain.tone.cues import LANGUAGES, Cues, _group, cues
from vitrino.domain.tone.phrases import PhraseIndex, compile_phrase
from vitrino.domain.tone.words import read

FOLDER = Path(str(files(vitrino.domain.tone))) / "cues"
SETS = {"you": ["you", "u"]}


def found(phrase: str, text: str, language: str = "en") -> list[str]:
    words = read(text, language)
    hits = PhraseIndex(compile_phrase(phrase, SETS)).find(words)
    return [text[words.words[first].start : words.words[last].end] for first, last, _ in hits]


@pytest.mark.parametrize(
    ("phrase", "text", "pieces"),
    [
        ("you should have", "Well, YOU should have known.", ["YOU should have"]),
        ("apolog*", "We apologise, our apologies.", ["apologise", "apologies"]),
        ("fault|mistake", "No mistake, no fault", ["mistake", "fault"]),
        ("your own? fault", "your fault, your own fault", ["your fault", "your own fault"]),
        ("own? fault", "your own fault", ["own fault", "fault"]),
        ("@you ..2 wrong", "you are very wrong", ["you are very wrong"]),
        ("@you ..2 wrong", "you are so very wrong", []),
        ("you wrong", "you. Wrong!", []),
        ("within # hours", "within 24 hours", ["within 24 hours"]),
        ("^ actually", "Actually no. We actually did. Actually.", ["Actually", "Actually"]),
        ("really $", "Oh really? It really is.", ["really"]),
        ("sorry ~if", "sorry if you; sorry, if you", ["sorry if"]),
        ("że *liśmy", "to, że przyszliśmy, i że był", ["że przyszliśmy"]),
        ("don't", "We don’t and don't", ["don’t", "don't"]),
        ("przykro że", "Przykro nam. Przykro, że tak", ["Przykro, że"]),
    ],
)
def test_a_phrase_finds_its_places(phrase: str, text: str, pieces: list[str]) -> None:
    assert found(phrase, text) == pieces


def test_accents_matter_only_where_they_are_asked_for_and_written() -> None:
    assert found("sądzie", "Spotkamy się w sadzie.", "pl") == ["sadzie"]
    assert found("=sądzie", "Zbieramy jabłka w sadzie.", "pl") == []
    assert found("=sądzie", "Spotkamy sie w sadzie.", "pl") == ["sadzie"]


def test_esperanto_may_be_written_with_x() -> None:
    assert found("bedaŭr*", "Ni bedauxras tion.", "eo") == ["bedauxras"]


@pytest.mark.parametrize("phrase", ["", "..", ".. you", "you ..", "you?", "^", "^ $"])
def test_a_phrase_that_says_nothing_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="begins and ends with a word"):
        compile_phrase(phrase, SETS)


def one_group(**table: object) -> Cues:
    return Cues("en", {"one": _group(table, SETS)}, {}, frozenset({"not", "never"}))


def pieces(cues: Cues, text: str, customer: str = "") -> list[str]:
    return [text[hit.start : hit.end] for hit in cues.find(read(text, "en", quotes_of=customer), "one")]


def test_a_negated_cue_does_not_count() -> None:
    sorry = one_group(phrases=["sorry"], negation=3)
    assert pieces(sorry, "We are not sorry. I'm sorry. We aren't really sorry.") == ["sorry"]


def test_a_comma_ends_a_negation() -> None:
    assert pieces(one_group(phrases=["sorry"], negation=3), "That was not right, sorry.") == ["sorry"]


def test_exceptions_spare_the_words_they_share() -> None:
    blame = one_group(phrases=["you should have"], unless=["you should have received"])
    assert pieces(blame, "You should have received it. You should have asked.") == ["You should have"]


def test_an_exception_may_spare_a_sentence() -> None:
    blame = one_group(phrases=["your fault"], unless_in_sentence=["not ours|yours"])
    assert pieces(blame, "Your fault, not ours. Your fault.") == ["Your fault"]


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "„{}”", "«{}»", "'{}'"])
def test_a_quotation_of_the_customer_does_not_count(marks: str) -> None:
    text = f"You wrote {marks.format('You idiots')}. Idiots?"
    assert pieces(one_group(phrases=["idiots"]), text, "You IDIOTS lost my parcel") == ["Idiots"]
    assert pieces(one_group(phrases=["idiots"]), text, "You lost my parcel") == ["idiots", "Idiots"]


def test_of_overlapping_cues_the_first_and_longest_is_told() -> None:
    cues = one_group(phrases=["you are", "you are wrong", "wrong about it"])
    assert pieces(cues, "you are wrong about it") == ["you are wrong"]


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.toml")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_file_of_cues_can_be_read(path: Path) -> None:
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {"phrases", "unless", "unless_in_sentence", "negation", "better"}
    assert [
        key for name, table in tables.items() if name not in ("sets", "values") for key in table if key not in known
    ] == []
    assert cues(path.stem, path.parent.name).groups or tables.keys() <= {"sets", "values"}


def test_an_unknown_language_finds_nothing() -> None:
    assert [cues(rule.id, "de").find(read("Sie haben Unrecht, Idiot", "de"), "insult") for rule in RULES[:1]] == [[]]
    assert cues("blame", "en-GB") is not None
    assert cues("blame", "en_GB").groups.keys() == cues("blame", "en").groups.keys()


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=200), language=st.sampled_from(LANGUAGES))
def test_places_of_words_are_places_of_the_text(text: str, language: str) -> None:
    words = read(text, language, quotes_of=text).words
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)
