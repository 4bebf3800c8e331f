"""From the composer to the plan: every channel or none, and what was typed stays."""

from __future__ import annotations

from typing import Any

import pytest

from vitrino.posts.tests.composing import a_post, form
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


def test_planning_refuses_what_does_not_fit_and_keeps_the_text(cast: Cast) -> None:
    post = a_post(cast)
    data = form(post, idea="x" * 290, when="2027-01-05T09:00")
    answer = cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/schedule/", data)
    assert answer.status_code == 422
    assert "x" * 290 in answer.content.decode()
    assert not Publication.objects.exists()


def test_planning_plans_every_channel_once_even_when_pressed_twice(cast: Cast) -> None:
    post, client = a_post(cast), cast.client(cast.anna)
    for _press in range(2):
        post.refresh_from_db()
        client.post(f"/w/zorza/posts/{post.pk}/schedule/", form(post, when="2027-01-05T09:00"))
    rows = Publication.objects.all()
    assert len(rows) == 2
    assert {row.publish_at.isoformat() for row in rows} == {"2027-01-05T08:00:00+00:00"}


def test_a_time_the_clocks_skip_is_moved_and_said(cast: Cast) -> None:
    post = a_post(cast)
    answer = cast.client(cast.anna).post(
        f"/w/zorza/posts/{post.pk}/schedule/", form(post, when="2027-03-28T02:30"), follow=True
    )
    assert "skip" in answer.content.decode()


def test_where_a_post_is_now_is_a_page_and_a_part_of_one(cast: Cast) -> None:
    post, client = a_post(cast), cast.client(cast.anna)
    client.post(f"/w/zorza/posts/{post.pk}/schedule/", form(post, when="2027-01-05T09:00"))
    path = f"/w/zorza/posts/{post.pk}/publications/"
    whole, part = client.get(path), client.get(path, headers={"HX-Request": "true"})
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert "Planned" in part.content.decode()
