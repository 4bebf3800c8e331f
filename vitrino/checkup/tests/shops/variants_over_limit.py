"""Shops with posts that would be refused, and shops within every limit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from vitrino.checkup.rules.variants_over_limit import Facts, Form, Limits
from vitrino.checkup.tests import sick
from vitrino.checkup.tests.shops import Shop
from vitrino.domain.text import TextRule
from vitrino.posts.models import Post, Variant
from vitrino.workspace.tests.cast import NOW, Cast

SHORT = Limits("Bluesky", TextRule("grapheme", 300), 4, None, needs_media=False)
PICTURES = Limits("Instagram", TextRule("codepoint", 2200), 10, 1, needs_media=True, most_tags=30, most_names=20)
TAGS = " ".join(f"#bread{number}" for number in range(31))


def facts(
    text: str, limits: Limits = SHORT, *, parts: tuple[str, ...] = (), pictures: int = 0, films: int = 0,
    is_planned: bool = True,
) -> Facts:  # fmt: skip
    return Facts((Form(7, text, limits, parts, pictures, films, is_planned),))


SHOPS = (
    Shop("one character too many", facts("b" * 301), ("limits",)),
    Shop("the second post of a thread is too long", facts("Rye", parts=("b" * 301,)), ("limits",)),
    Shop("five pictures where four are taken", facts("Rye", pictures=5), ("limits",)),
    Shop("a film where none is taken", facts("Rye", films=1), ("limits",)),
    Shop("a network of pictures, and no picture", facts("Rye", PICTURES), ("limits",)),
    Shop("thirty-one hashtags", facts(TAGS, PICTURES, pictures=1), ("limits",)),
    Shop("as long as it may be", facts("b" * 300)),
    Shop("emoji of several characters count once", facts("👩‍🍳" * 300)),
    Shop("as many pictures as it takes", facts("Rye", pictures=4)),
    Shop("a film in the place of a picture", facts("Rye", PICTURES, films=1)),
    Shop("a draft that waits for its picture", facts("Rye", PICTURES, is_planned=False)),
    Shop("a draft without a word", facts("", replace(PICTURES, needs_media=True))),
    Shop("nothing written yet", Facts(())),
)


def make_ill(cast: Cast) -> None:
    """A draft, laid aside two days ago."""
    at = NOW - timedelta(days=2)
    post = Post.objects.create(workspace=cast.bakery, idea="b" * 400, created_at=at, changed_at=at)
    Variant.objects.create(post=post, channel=sick.channel(cast.bakery, "bluesky"))


def make_well(cast: Cast) -> None:
    Variant.objects.filter(post__workspace=cast.bakery).update(is_own=True, text="Rye bread from seven o'clock.")
