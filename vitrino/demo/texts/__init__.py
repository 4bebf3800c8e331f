"""What the sample shop and its neighbours say, in each language. Everybody in it is made up."""

from __future__ import annotations

from vitrino.demo.book import Book
from vitrino.demo.texts import en, eo, pl

BOOKS = {book.language: book for book in (en.BOOK, pl.BOOK, eo.BOOK)}


def book_for(language: str) -> Book:
    """The shop in this language; in English for all others."""
    return BOOKS.get(language, en.BOOK)
