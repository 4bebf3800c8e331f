"""One idea, a text for each channel; nothing typed is ever lost."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from vitrino.domain.problem import Problem
from vitrino.media import actions as media
from vitrino.media.models import Asset
from vitrino.posts import actions, checks, composer, queries
from vitrino.posts.models import Post, Variant
from vitrino.posts.tests.composing import a_post, channel, form
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    return assemble()


def text_on(post: Post, platform: str) -> str:
    return queries.text_of(Variant.objects.select_related("post").get(post=post, channel__platform=platform))


def test_a_text_follows_the_idea_until_it_is_written(cast: Cast) -> None:
    post, client = a_post(cast), cast.client(cast.anna)
    bluesky = channel(cast, "bluesky").pk
    client.post(f"/w/zorza/posts/{post.pk}/", form(post, **{f"text-{bluesky}": "Only for Bluesky"}))
    post.refresh_from_db()
    client.post(f"/w/zorza/posts/{post.pk}/", form(post, idea="A new idea"))
    assert text_on(post, "bluesky") == "Only for Bluesky"
    assert text_on(post, "x") == "A new idea"


def test_two_people_saving_lose_nothing(cast: Cast) -> None:
    post, client = a_post(cast), cast.client(cast.anna)
    stale = form(post, idea="Anna's idea")
    client.post(f"/w/zorza/posts/{post.pk}/", form(post, idea="Bruno's idea"))
    answer = client.post(f"/w/zorza/posts/{post.pk}/", stale)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Anna" in page
    assert "Bruno" in page
    post.refresh_from_db()
    assert post.idea == "Bruno's idea"


def test_counts_and_remarks_answer_while_typing_and_save_nothing(cast: Cast) -> None:
    post = a_post(cast)
    answer = cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/sheets/", form(post, idea="x" * 290))
    page = answer.content.decode()
    assert "290 / 280" in page
    assert "290 / 300" in page
    post.refresh_from_db()
    assert post.idea == "Fresh rye bread from seven"


def test_the_same_text_on_two_channels_is_noticed(cast: Cast) -> None:
    post = a_post(cast)
    sheets = composer.context(post, composer.stored(post))["sheets"]
    assert any("same text" in str(warning) for sheet in sheets for warning in sheet.warnings)


@pytest.mark.parametrize(
    ("platform", "text", "words"),
    [
        ("x", "x" * 281, "Too long for X by 1"),
        ("bluesky", "👨‍👩‍👧‍👦" * 167, "Too long for Bluesky"),
        ("instagram", "A text without a picture", "needs a picture"),
        ("instagram", "#a " * 31, "30 hashtags at most"),
        ("x", "   ", "no text yet"),
    ],
)
def test_what_keeps_a_text_from_going_out_is_said_before(cast: Cast, platform: str, text: str, words: str) -> None:
    found = checks.examine(channel(cast, platform), text)
    assert any(words in str(problem) for problem in found.problems)


def test_hidden_characters_are_shown(cast: Cast) -> None:
    found = checks.examine(channel(cast, "x"), "Pay \u202eereh\u202c now")
    assert found.warnings


def test_a_deleted_post_can_be_taken_back(cast: Cast) -> None:
    post, client = a_post(cast), cast.client(cast.anna)
    answer = client.post(f"/w/zorza/posts/{post.pk}/removal/", follow=True)
    assert "Undo" in answer.content.decode()
    assert not queries.posts_of(cast.bakery).exists()
    client.post(f"/w/zorza/posts/{post.pk}/removal/?undo=1")
    assert queries.posts_of(cast.bakery).exists()


def test_a_look_at_a_new_post_makes_nothing(cast: Cast) -> None:
    channel(cast, "x")
    assert cast.client(cast.anna).get("/w/zorza/posts/new/").status_code == 200
    assert not Post.objects.exists()


def jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "wheat").save(buffer, "JPEG")
    return buffer.getvalue()


def upload(client: Client, post: Post, content: bytes, name: str) -> Any:
    return client.post(
        f"/w/zorza/posts/{post.pk}/pictures/", {"pictures": SimpleUploadedFile(name, content)}, follow=True
    )


def test_a_picture_is_kept_under_our_own_name_and_asks_for_a_description(cast: Cast) -> None:
    post, client = a_post(cast), cast.client(cast.anna)
    page = upload(client, post, jpeg(), "../../evil.php").content.decode()
    asset = Asset.objects.get()
    assert str(asset.file.name).endswith(".jpeg")
    assert "evil" not in str(asset.file.name)
    assert "description" in page
    shown = client.get(f"/w/zorza/posts/{post.pk}/pictures/{asset.pk}/")
    assert shown["Content-Type"] == "image/jpeg"
    assert "sandbox" in shown["Content-Security-Policy"]


def test_what_is_no_picture_is_refused_and_the_post_stays(cast: Cast) -> None:
    post, client = a_post(cast), cast.client(cast.anna)
    page = upload(client, post, b"<script>alert(1)</script>", "photo.jpg").content.decode()
    assert "not a picture" in page
    assert not Asset.objects.exists()


def test_the_same_picture_is_stored_once(cast: Cast) -> None:
    client = cast.client(cast.anna)
    for post in (a_post(cast), a_post(cast)):
        upload(client, post, jpeg(), "a.jpg")
    assert Asset.objects.count() == 1


def test_what_is_published_is_what_is_shown(cast: Cast) -> None:
    post = a_post(cast)
    upload(cast.client(cast.anna), post, jpeg(), "a.jpg")
    variant = queries.variants_of(post)[0]
    content = actions.content_of(variant)
    [read] = media.read_media(content["media"], variant.channel)
    assert content["text"] == "Fresh rye bread from seven"
    assert (read.mime_type, read.width) == ("image/jpeg", 60)


def test_a_text_beyond_all_limits_is_refused_not_cut(cast: Cast) -> None:
    post = a_post(cast)
    with pytest.raises(Problem, match="100000 characters"):
        actions.save_post(post=post, version=1, draft=actions.Draft("x" * 100_001), by=cast.anna, now=NOW)


def test_a_responder_does_not_write_posts(cast: Cast) -> None:
    post = a_post(cast)
    assert cast.client(cast.bruno).get(f"/w/zorza/posts/{post.pk}/").status_code == 403
