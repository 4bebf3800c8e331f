"""The books: complete in every language, and fit for the platforms they are written for."""

from __future__ import annotations

from dataclasses import fields

import pytest

from vitrino.connect import registry
from vitrino.connect.twin import SqliteTwinStore
from vitrino.demo.book import Book
from vitrino.demo.rhythm import past_posts
from vitrino.demo.scenes import SCENES
from vitrino.demo.texts import BOOKS, book_for
from vitrino.domain.names import forms
from vitrino.domain.placeholders import check_template
from vitrino.domain.signals import complaint
from vitrino.domain.text import count
from vitrino.workspace.tests.cast import NOW

ALL = pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)


def shape(book: Book) -> dict[str, object]:
    """How long each chapter is; texts count as one."""
    chapters = {one.name: getattr(book, one.name) for one in fields(book)}
    return {name: sorted(value) if isinstance(value, dict) else len(value) for name, value in chapters.items()
            if isinstance(value, (dict, tuple))}  # fmt: skip


def test_every_language_tells_the_same_story() -> None:
    names = len(BOOKS["en"].names), len(BOOKS["en"].context_words)
    assert names[0] == 2
    shapes = {language: {**shape(book), "context_words": 0} for language, book in BOOKS.items()}
    assert shapes["pl"] == shapes["en"]
    assert shapes["eo"] == shapes["en"]
    assert book_for("fr").language == "en"


@ALL
def test_the_scenes_find_their_words(book: Book) -> None:
    assert set(book.talks) == set(SCENES)
    answered = {name for name, scene in SCENES.items() if scene.answered_after_h is not None}
    assert {name for name, talk in book.talks.items() if talk.answer} == answered
    assert max(scene.who for scene in SCENES.values()) < len(book.neighbours)


@ALL
@pytest.mark.parametrize("name", ["late order", "wrong cake"])
def test_complaints_read_as_complaints(book: Book, name: str) -> None:
    assert complaint(book.talks[name].text)
    assert not complaint(book.talks["birthday cake"].text)


@ALL
def test_every_past_post_fits_its_platform(book: Book) -> None:
    written = past_posts(book, NOW)
    too_long = [one.text for one in written if not count(one.text, registry.manifest(one.platform).text.value).fits]
    assert too_long == []
    assert written == past_posts(book, NOW)
    assert all(one.at < NOW for one in written)


@ALL
def test_names_and_gaps_are_ones_the_product_knows(book: Book) -> None:
    assert forms([book.shop, *book.names])
    for _title, text in book.saved_replies:
        check_template(text)


def test_clearing_a_world_leaves_its_neighbours_alone() -> None:
    worlds = [SqliteTwinStore(":memory:", "1:x:"), SqliteTwinStore(":memory:", "11:x:")]
    worlds[1]._db = worlds[0]._db
    for store in worlds:
        store.put("post", "a", {"text": "hello"})
    worlds[0].clear()
    assert worlds[0].items("post") == []
    assert worlds[1].get("post", "a") == {"text": "hello"}
