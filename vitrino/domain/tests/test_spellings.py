"""What people write for a name is found where it stands, and what only looks like it is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from vitrino.domain.matcher import Matcher, Post, Term
from vitrino.domain.names import LANGUAGES, Language, forms

HERE = Path(__file__).parent
Case = tuple[str, str, tuple[Language, ...], tuple[str, ...], list[str]]


def cases(file: str) -> Iterator[Case]:
    """Blocks of a file: class, name, languages, context words, texts."""
    for block in (HERE / file).read_text(encoding="utf-8").split("\n[")[1:]:
        head, *texts = block.strip().split("\n")
        kind, _, rest = head.partition("] ")
        name, codes, *context = [part.strip() for part in rest.split("|")]
        languages = tuple(code for code in LANGUAGES if code in codes.split(","))
        yield kind, name, languages, tuple(context[0].split(", ")) if context else (), texts


SPELLINGS = list(cases("spellings.txt"))
NEAR_MISSES = list(cases("near_misses.txt"))


def matcher_of(name: str, languages: tuple[Language, ...], context: tuple[str, ...] = ()) -> Matcher:
    """What a shop that watches the name gets without touching anything."""
    return Matcher(
        [
            Term(form.text, form.text, context, is_literal=form.is_literal, is_ambiguous=form.needs_context)
            for form in forms([name], languages)
        ]
    )


def ident(case: Case) -> str:
    return f"{case[0]}: {case[1]}"


@pytest.mark.parametrize("case", SPELLINGS, ids=ident)
def test_every_spelling_is_found_where_it_stands(case: Case) -> None:
    _, name, languages, context, texts = case
    matcher = matcher_of(name, languages, context or ("*",))
    missed = []
    for marked in texts:
        start, past = marked.index("⟦"), marked.index("⟧") - 1
        text = marked.replace("⟦", "").replace("⟧", "")
        if not any((hit.start, hit.end) == (start, past) for hit in matcher.find(text)):
            missed.append(marked)
    assert missed == []


def test_the_corpus_has_five_hundred_spellings_of_fourteen_classes() -> None:
    assert sum(len(texts) for *_, texts in SPELLINGS) >= 500
    assert len({kind for kind, *_ in SPELLINGS}) >= 14


@pytest.mark.parametrize("case", NEAR_MISSES, ids=ident)
def test_what_only_looks_like_the_name_is_not_found(case: Case) -> None:
    _, name, languages, context, texts = case
    matcher = matcher_of(name, languages, context)
    found = {text: [hit.matched for hit in matcher.find(Post(text))] for text in texts}
    assert {text: hits for text, hits in found.items() if hits} == {}
