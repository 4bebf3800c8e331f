"""A post in the form of each channel: adapted and told, threads, comments, polls, and two people at once."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from vitrino.connect.manifest import Manifest
from vitrino.links.models import Preview
from vitrino.links.outgoing import hash_of
from vitrino.posts import actions, checks, composer, queries
from vitrino.posts.models import Post, Variant
from vitrino.posts.tests.composing import a_post, channel, form
from vitrino.posts.typed import DAY_S
from vitrino.workspace.models import Membership
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db

LONG = "We bake at five in the morning, every single day. " * 8
POLL = {"options": ["Rye", "Wheat"], "duration_s": DAY_S, "multiple": False}


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    return assemble()


@pytest.fixture
def everything_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every platform had what the test is about."""
    monkeypatch.setattr(Manifest, "can", lambda self, capability: True)


def fields_of(page: str) -> dict[str, Any]:
    """The hidden and text fields of the composer as a browser would send them back."""
    found: dict[str, Any] = {"channel": re.findall(r'name="channel" value="(\d+)" checked', page)}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page):
        found[name] = html.unescape(value)
    for name, text in re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL):
        found[name] = html.unescape(text).replace("\n", "\r\n")
    link = re.search(r'name="link" value="([^"]*)"', page)
    return found | {"link": html.unescape(link[1]) if link else ""}


def page_of(cast: Cast, post: Post, person: Any = None) -> dict[str, Any]:
    return fields_of(cast.client(person or cast.anna).get(f"/w/zorza/posts/{post.pk}/").content.decode())


def variant(post: Post, platform: str) -> Variant:
    return Variant.objects.select_related("post", "channel").get(post=post, channel__platform=platform)


def press(cast: Cast, post: Post, platform: str, way: str, **changes: Any) -> str:
    where = channel(cast, platform).pk
    data = page_of(cast, post) | {"way": way} | changes
    answer = cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/channels/{where}/form/", data)
    assert answer.status_code == 200
    return answer.content.decode()


def test_adapting_splits_saves_and_tells_and_can_be_taken_back(cast: Cast) -> None:
    post = a_post(cast, LONG)
    page = press(cast, post, "x", "adapt")
    assert "Split into 2 posts" in page
    assert len(variant(post, "x").parts) == 1
    undo = fields_of(page)[f"undo-{channel(cast, 'x').pk}"]
    press(cast, post, "x", "undo", **{f"undo-{channel(cast, 'x').pk}": undo})
    assert variant(post, "x").parts == []
    assert not variant(post, "x").is_own


def test_a_part_answers_alone_when_the_page_is_already_there(cast: Cast) -> None:
    post, where = a_post(cast, LONG), channel(cast, "x").pk
    data = page_of(cast, post) | {"way": "adapt"}
    answer = cast.client(cast.anna).post(
        f"/w/zorza/posts/{post.pk}/channels/{where}/form/", data, headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert page.lstrip().startswith("<article")
    assert 'name="base"' in page


def test_every_channel_can_be_adapted_at_once(cast: Cast) -> None:
    post = a_post(cast, LONG)
    page = cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/form/", page_of(cast, post)).content.decode()
    assert page.count("Split into 2 posts") == 2


def test_a_text_that_suits_is_left_alone_and_that_is_said(cast: Cast) -> None:
    post = a_post(cast)
    assert "Nothing to change" in press(cast, post, "x", "adapt")
    assert not variant(post, "x").is_own


def test_posts_are_added_to_a_thread_and_taken_out(cast: Cast) -> None:
    post, pk = a_post(cast), channel(cast, "x").pk
    page = press(cast, post, "x", "add")
    assert f'name="part-{pk}-0"' in page
    data = fields_of(page) | {f"part-{pk}-0": "And on Sunday too."}
    cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/", data)
    assert variant(post, "x").parts == ["And on Sunday too."]
    assert actions.content_of(variant(post, "x"))["parts"] == ["And on Sunday too."]
    press(cast, post, "x", "remove-0")
    assert variant(post, "x").parts == []
    assert "parts" not in actions.content_of(variant(post, "x"))


def test_a_thread_becomes_one_text_again(cast: Cast) -> None:
    post = a_post(cast, LONG)
    press(cast, post, "x", "adapt")
    press(cast, post, "x", "join")
    assert variant(post, "x").parts == []
    assert variant(post, "x").text.split() == LONG.split()


@pytest.mark.parametrize(
    ("platform", "besides", "words"),
    [
        ("facebook", checks.Besides(parts=["More"]), "has no threads"),
        ("x", checks.Besides(parts=["More", "x" * 281]), "Post 3 of the thread is too long for X by 1"),
    ],
)
def test_what_else_keeps_a_post_from_going_out(cast: Cast, platform: str, besides: checks.Besides, words: str) -> None:
    found = checks.examine(channel(cast, platform), "A text", besides=besides)
    assert any(words in str(problem) for problem in found.problems)


def test_a_first_comment_needs_a_platform_that_takes_one(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    besides = checks.Besides(first_comment="y" * 281)
    monkeypatch.setattr(Manifest, "can", lambda self, capability: capability != "first_comment")
    [problem] = checks.examine(channel(cast, "x"), "A text", besides=besides).problems
    assert "first comment can't be sent" in str(problem)
    monkeypatch.setattr(Manifest, "can", lambda self, capability: True)
    [problem] = checks.examine(channel(cast, "x"), "A text", besides=besides).problems
    assert "first comment is too long for X by 1" in str(problem)


@pytest.mark.usefixtures("everything_can")
@pytest.mark.parametrize(
    ("poll", "words"),
    [
        ({**POLL, "options": ["Rye"]}, "has 2 to 4 answers; here are 1"),
        ({**POLL, "options": ["a", "b", "c", "d", "e"]}, "has 2 to 4 answers; here are 5"),
        ({**POLL, "options": ["Rye", "rye"]}, "answers of the poll are the same"),
        ({**POLL, "options": ["Rye", "x" * 26]}, "is too long for X by 1"),
        ({**POLL, "duration_s": 30 * DAY_S}, "can't run that long"),
        ({**POLL, "multiple": True}, "only one answer"),
    ],
)
def test_a_poll_the_platform_would_refuse_is_said_before(cast: Cast, poll: dict[str, Any], words: str) -> None:
    found = checks.examine(channel(cast, "x"), "Which one?", besides=checks.Besides(poll=poll))
    assert any(words in str(problem) for problem in found.problems)


@pytest.mark.usefixtures("everything_can")
def test_a_poll_and_pictures_do_not_go_together(cast: Cast) -> None:
    found = checks.examine(channel(cast, "x"), "Which one?", pictures=1, besides=checks.Besides(poll=POLL))
    assert any("either pictures or a poll" in str(problem) for problem in found.problems)
    assert not checks.examine(channel(cast, "x"), "Which?", besides=checks.Besides(poll=POLL)).problems


def test_a_poll_is_written_kept_and_published_where_it_can_be_asked(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = a_post(cast)
    data = page_of(cast, post) | {"poll-0": "Rye", "poll-1": " Wheat ", "poll-2": "", "poll-days": "3"}
    cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/", data)
    post.refresh_from_db()
    assert post.poll == {"options": ["Rye", "Wheat"], "duration_s": 3 * DAY_S, "multiple": False}
    monkeypatch.setattr(Manifest, "can", lambda self, capability: self.key == "x")
    assert actions.content_of(variant(post, "x"))["poll"] == post.poll
    assert "poll" not in actions.content_of(variant(post, "bluesky"))


def test_a_form_without_the_new_fields_leaves_them_as_they_are(cast: Cast) -> None:
    post = a_post(cast, LONG)
    press(cast, post, "x", "adapt")
    post.refresh_from_db()
    cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/", form(post))
    assert len(variant(post, "x").parts) == 1


def test_a_link_that_would_get_lost_is_said_and_adapting_keeps_it(cast: Cast) -> None:
    post = a_post(cast)
    data = page_of(cast, post) | {"link": "https://zorza.eu/rye"}
    cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/", data)
    found = composer.context(post, composer.stored(Post.objects.get(pk=post.pk)))["sheets"]
    missing = {sheet.platform for sheet in found if any("not in the text" in str(one) for one in sheet.warnings)}
    assert missing == {"X"}
    press(cast, post, "x", "adapt")
    assert variant(post, "x").text.endswith("https://zorza.eu/rye")


def test_a_shop_that_speaks_formally_does_so_everywhere(cast: Cast) -> None:
    cast.bakery.brand.formality = "formal"
    cast.bakery.brand.save()
    post = a_post(cast, "Hi! Fresh rye 🍞 Come by!!!")
    press(cast, post, "x", "adapt")
    assert variant(post, "x").text == "Hello! Fresh rye. Come by!"


def both(cast: Cast) -> Post:
    Membership.objects.filter(person=cast.bruno).update(role="editor")
    return a_post(cast)


def test_two_people_changing_different_things_lose_nothing(cast: Cast) -> None:
    post = both(cast)
    anna, bruno = page_of(cast, post), page_of(cast, post, cast.bruno)
    x = channel(cast, "x").pk
    cast.client(cast.bruno).post(f"/w/zorza/posts/{post.pk}/draft/", bruno | {"link": "https://zorza.eu/"})
    answer = cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/draft/", anna | {f"text-{x}": "For X alone"})
    post.refresh_from_db()
    assert "Bruno" not in post.idea
    assert post.link == "https://zorza.eu/"
    assert queries.text_of(variant(post, "x")) == "For X alone"
    assert "Both changes are kept" in answer.content.decode()


def test_what_somebody_else_changed_is_not_undone_by_the_next_save_of_an_old_page(cast: Cast) -> None:
    post = both(cast)
    anna, bruno = page_of(cast, post), page_of(cast, post, cast.bruno)
    cast.client(cast.bruno).post(f"/w/zorza/posts/{post.pk}/draft/", bruno | {"link": "https://zorza.eu/"})
    for idea in ("One", "Two"):
        answer = cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/draft/", anna | {"idea": idea})
        anna |= fields_of(answer.content.decode()) | {"idea": idea, "channel": anna["channel"], "link": ""}
    post.refresh_from_db()
    assert (post.idea, post.link) == ("Two", "https://zorza.eu/")


def test_the_same_words_changed_by_both_are_shown_and_chosen(cast: Cast) -> None:
    post = both(cast)
    anna, bruno = page_of(cast, post), page_of(cast, post, cast.bruno)
    cast.client(cast.bruno).post(f"/w/zorza/posts/{post.pk}/", bruno | {"idea": "Bruno's idea"})
    answer = cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/", anna | {"idea": "Anna's idea"})
    assert answer.status_code == 409
    post.refresh_from_db()
    assert post.idea == "Bruno's idea"
    mine = fields_of(answer.content.decode())
    cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/", mine)
    post.refresh_from_db()
    assert post.idea == "Anna's idea"


def test_people_see_who_else_is_here_and_that_something_was_saved(cast: Cast) -> None:
    post = both(cast)
    actions.visit(post=post, by=cast.bruno, now=NOW)
    assert actions.visit(post=post, by=cast.anna, now=NOW + timedelta(seconds=30)) == [cast.bruno]
    assert actions.visit(post=post, by=cast.anna, now=NOW + timedelta(minutes=5)) == []
    cast.client(cast.bruno).post(f"/w/zorza/posts/{post.pk}/draft/", page_of(cast, post) | {"idea": "New"})
    answer = cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/presence/", {"version": post.version})
    assert "Bruno saved a change" in answer.content.decode()


@pytest.mark.parametrize("undo", ["", "null", "[]", '{"text": 1, "parts": 2, "comment": 3}', "{"])
def test_an_undo_that_was_tampered_with_changes_nothing(cast: Cast, undo: str) -> None:
    post, pk = a_post(cast), channel(cast, "x").pk
    press(cast, post, "x", "undo", **{f"undo-{pk}": undo})
    assert queries.text_of(variant(post, "x")) == post.idea


@pytest.mark.parametrize("base", ["", "[]", "{", json.dumps({"idea": 5})])
def test_a_form_with_a_broken_base_overwrites_nobody(cast: Cast, base: str) -> None:
    post = both(cast)
    anna, bruno = page_of(cast, post), page_of(cast, post, cast.bruno)
    cast.client(cast.bruno).post(f"/w/zorza/posts/{post.pk}/", bruno | {"idea": "Bruno's idea"})
    answer = cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/", anna | {"idea": "Mine", "base": base})
    assert answer.status_code == 409
    post.refresh_from_db()
    assert post.idea == "Bruno's idea"


def test_a_stored_post_is_judged_as_a_whole(cast: Cast) -> None:
    post = a_post(cast)
    assert composer.problems_of(variant(post, "x")) == ()
    Variant.objects.filter(post=post).update(parts=["x" * 281], first_comment="y" * 301)
    found = [str(problem) for problem in composer.problems_of(variant(post, "x"))]
    assert "Post 2 of the thread is too long for X by 1." in found


@pytest.mark.usefixtures("everything_can")
def test_parts_and_comments_are_counted_while_typing(cast: Cast) -> None:
    post, pk = a_post(cast), channel(cast, "x").pk
    data = page_of(cast, post) | {f"parts-{pk}": "1", f"part-{pk}-0": "z" * 270, f"comment-{pk}": "c" * 44}
    page = cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/sheets/", data).content.decode()
    assert "270 / 280" in page
    assert "44 / 280" in page
    assert variant(post, "x").parts == []


def test_the_title_of_the_page_goes_out_with_its_link(cast: Cast) -> None:
    post, client, url = a_post(cast), cast.client(cast.anna), "https://zorza.eu/rye"
    Preview.objects.create(
        workspace=cast.bakery, url=url, url_hash=hash_of(url), title="Rye, slowly", fetched_at=timezone.now()
    )
    client.post(f"/w/zorza/posts/{post.pk}/", form(post, link=url))
    variant = Variant.objects.select_related("post__workspace", "channel").filter(post=post)[0]
    assert actions.content_of(variant)["link_title"] == "Rye, slowly"
    post.refresh_from_db()
    client.post(f"/w/zorza/posts/{post.pk}/", form(post, link="https://zorza.eu/wheat"))
    variant.post.refresh_from_db()
    assert "link_title" not in actions.content_of(variant)
