"""Whatever is typed or pasted into the composer (RELIABILITY rows 22-38, 82, 84): a clear word, and nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vitrino.channels.models import Channel
from vitrino.domain import text as rules
from vitrino.domain.text import graphemes
from vitrino.posts import composer, queries
from vitrino.posts.models import Post
from vitrino.posts.tests.composing import a_post, channel, form
from vitrino.posts.tests.test_composing import fields_of, page_of, press, variant
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db

FAMILY = "👨‍👩‍👧‍👦"
TEXTS = {
    "22 a text of 100,000 characters": "Bread. " * 14_285,
    "23 families": FAMILY * 300,
    "24 a family at the limit": "x" * 279 + FAMILY,
    "25 turned around": "Pay \u202eereh\u202c now",
    "25 right to left": "لخبز الطازج من الساعة السابعة " * 12,
    "26 invisible": "Zo\u200brza\U000e0041",
    "27 letters that look alike": "Zоrzа",
    "28 a pile of marks": "a" + "\u0301" * 100_000,
    "29 a lone surrogate": "a\ud800b",
    "30 NUL": "a\0b",
    "31 another form": "c\u0302iuj İ ß",
    "32 markup": '<img src=x onerror="alert(1)">',
    "33 only spaces": " \u3000\n\t ",
    "34 a dangerous address": "javascript:alert(1) data:text/html,<script>",
    "35 a template": "{u.__class__} {{ 7*7 }} %(name)s {platform}",
    "37 SQL": "'; DROP TABLE posts_post; --",
    "38 wildcards": "%_%",
}


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_any_text_is_counted_shown_escaped_adapted_and_kept(cast: Cast, text: str) -> None:
    post, client = a_post(cast), cast.client(cast.anna)
    data = form(post, idea=text.encode("utf-8", "replace").decode())
    seen = client.post(f"/w/zorza/posts/{post.pk}/sheets/", data)
    assert seen.status_code == 200
    page = seen.content.decode()
    assert "<img src=x" not in page
    assert " / 280" in page
    client.post(f"/w/zorza/posts/{post.pk}/", data)
    kept = Post.objects.get(pk=post.pk).idea
    assert graphemes(kept.strip())[:200] == graphemes(rules.clean(data["idea"]).strip())[:200]
    assert press(cast, Post.objects.get(pk=post.pk), "x", "adapt")
    whole = variant(post, "x")
    assert all(len(part) <= 280 * 25 for part in (whole.text, *whole.parts))


def test_a_text_too_long_for_a_platform_names_the_platform_and_is_never_cut(cast: Cast) -> None:
    post = a_post(cast, "x" * 5000)
    sheets = composer.context(post, composer.stored(post))["sheets"]
    assert {str(sheet.problems[0]) for sheet in sheets} == {"Too long for X by 4720.", "Too long for Bluesky by 4700."}
    assert len(queries.text_of(variant(post, "x"))) == 5000


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "//evil", "https://" + "a" * 600, "http://["]
)
def test_a_link_that_is_none_is_refused_and_what_was_typed_stays(cast: Cast, link: str) -> None:
    post = a_post(cast)
    answer = cast.client(cast.anna).post(
        f"/w/zorza/posts/{post.pk}/", page_of(cast, post) | {"link": link, "idea": "Typed just now"}
    )
    assert answer.status_code == 422
    assert "Typed just now" in answer.content.decode()
    assert Post.objects.get(pk=post.pk).link == ""


def test_a_double_click_on_save_saves_once(cast: Cast) -> None:
    post, client = a_post(cast), cast.client(cast.anna)
    data = page_of(cast, post) | {"idea": "Clicked twice"}
    answers = [client.post(f"/w/zorza/posts/{post.pk}/", data).status_code for _click in range(2)]
    assert answers == [302, 302]
    assert Post.objects.get(pk=post.pk).idea == "Clicked twice"


def test_the_same_text_twice_is_allowed_and_said(cast: Cast) -> None:
    post = a_post(cast)
    sheets = composer.context(post, composer.stored(post))["sheets"]
    assert all(not sheet.problems for sheet in sheets)
    assert all(any("same text" in str(one) for one in sheet.warnings) for sheet in sheets)


def test_a_poll_with_too_many_and_too_long_answers_is_kept_in_bounds(cast: Cast) -> None:
    post = a_post(cast)
    data = page_of(cast, post) | {f"poll-{place}": "a" * 5000 + str(place) for place in range(30)}
    cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/", data | {"poll-days": "99999999999999999999"})
    kept = Post.objects.get(pk=post.pk).poll
    assert len(kept["options"]) == 12
    assert max(map(len, kept["options"])) == 300


def test_the_page_asks_the_database_as_often_for_ten_channels_as_for_two(cast: Cast) -> None:
    def asked(post: Post) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            composer.context(post, composer.stored(post))
        return len(captured)

    few = a_post(cast)
    for number in range(8):
        Channel.objects.create(workspace=cast.bakery, platform="mastodon", remote_id=str(number), handle="z",
                               connected_at=NOW, is_rehearsal=True)  # fmt: skip
    many = a_post(cast, platforms=())
    for one in Channel.objects.filter(workspace=cast.bakery):
        many.variants.create(channel=one)
    assert asked(Post.objects.get(pk=many.pk)) == asked(Post.objects.get(pk=few.pk))
    assert channel(cast, "x")


def test_a_link_half_typed_keeps_nothing_else_from_being_saved(cast: Cast) -> None:
    post, client = a_post(cast), cast.client(cast.anna)
    data = page_of(cast, post) | {"link": "https://zo", "idea": "Typed meanwhile"}
    answer = client.post(f"/w/zorza/posts/{post.pk}/draft/", data)
    assert "is no web address" in answer.content.decode()
    kept = Post.objects.get(pk=post.pk)
    assert (kept.idea, kept.link) == ("Typed meanwhile", "")
    data |= fields_of(answer.content.decode()) | {"channel": data["channel"], "link": "https://zo"}
    assert client.post(f"/w/zorza/posts/{post.pk}/", data).status_code == 422
    assert client.post(f"/w/zorza/posts/{post.pk}/", data | {"link": "zorza.eu"}).status_code == 302
    assert Post.objects.get(pk=post.pk).link == "https://zorza.eu"
