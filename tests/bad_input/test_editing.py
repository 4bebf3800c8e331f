"""Several people, several tabs, too much of everything (rows 82 to 86)."""

from __future__ import annotations

import html
import re

import pytest

from tests.bad_input.clear import is_clear
from tests.bad_input.rows import row
from vitrino.posts import checks
from vitrino.posts import queries as posts
from vitrino.posts.models import Post
from vitrino.posts.tests.composing import a_post, channel, form
from vitrino.publishing import actions
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


@row(82)
def test_the_second_tab_is_told_and_both_texts_are_kept(cast: Cast) -> None:
    post, client = a_post(cast), cast.client(cast.anna)
    stale = form(post, idea="Kept by Bruno")
    client.post(f"/w/zorza/posts/{post.pk}/", form(post, idea="Saved by Anna"))
    answer = client.post(f"/w/zorza/posts/{post.pk}/", stale)
    shown = html.unescape(re.sub(r"<[^>]+>", "", answer.content.decode()))
    assert answer.status_code == 409
    assert "Kept by Bruno" in shown
    assert "Saved by" in shown
    assert Post.objects.get(pk=post.pk).idea == "Saved by Anna"


@row(82)
def test_a_double_click_on_publish_is_one_post(cast: Cast) -> None:
    post = a_post(cast, platforms=("bluesky",))
    [variant] = posts.variants_of(post)
    first, second = (actions.publish_now(variant=variant, by=cast.anna, now=NOW) for _click in range(2))
    assert first.pk == second.pk
    assert Publication.objects.count() == 1


@row(84)
def test_the_same_words_on_two_channels_are_allowed_and_said(cast: Cast) -> None:
    one, other = channel(cast, "bluesky"), channel(cast, "x")
    found = checks.examine(one, "Fresh rye bread from seven", others=[(other, "Fresh rye bread from seven")])
    assert found.problems == ()
    assert found.warnings
    for warning in found.warnings:
        is_clear(warning)


@row(86)
@pytest.mark.parametrize("options", [["only one"], ["x"] * 10_000, ["a", "a"], ["x" * 5_000, "y"]])
def test_a_poll_nobody_could_answer_is_refused_before_it_is_planned(cast: Cast, options: list[str]) -> None:
    besides = checks.Besides(poll={"options": options, "duration_s": 86_400, "multiple": False})
    found = checks.examine(channel(cast, "mastodon"), "Which bread?", besides=besides)
    assert found.problems
    for problem in found.problems:
        is_clear(problem)
