"""Words bound to a version, requests and reminders, comments, links for clients, and their pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from PIL import Image

from vitrino.approval import actions, asking, queries
from vitrino.approval.models import Approval, ClientLink, Comment, Request, Version
from vitrino.channels import actions as channels
from vitrino.channels.models import Channel
from vitrino.domain.problem import Problem
from vitrino.engine.models import RateBucket
from vitrino.media import actions as media
from vitrino.media import pictures
from vitrino.notify.models import Alert
from vitrino.posts import actions as posts
from vitrino.posts.attaching import attach
from vitrino.posts.models import Post
from vitrino.workspace.models import Event, Person
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NotingPost = Callable[..., Post]


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    made = assemble()
    made.bruno.memberships.update(role="editor")
    return made


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return channels.rehearse(
        workspace=cast.bakery, platform="mastodon", handle="zorza", name="Zorza", by=cast.anna, now=NOW
    )


@pytest.fixture
def write(cast: Cast, channel: Channel) -> NotingPost:
    def made(idea: str = "Rye on Monday") -> Post:
        return posts.create_post(workspace=cast.bakery, by=cast.bruno, now=NOW, idea=idea, channels_wanted=[channel])

    return made


@pytest.fixture
def post(write: NotingPost) -> Post:
    return write()


@pytest.fixture
def asked(cast: Cast) -> None:
    actions.set_rule(workspace=cast.bakery, mode="one", people=[cast.anna.pk], by=cast.anna, now=NOW)


def edit(post: Post, idea: str, cast: Cast, channel: Channel) -> None:
    post.refresh_from_db()
    posts.save_post(
        post=post, version=post.version, draft=posts.Draft(idea, texts={channel.pk: None}), by=cast.bruno, now=NOW
    )


def seen(post: Post) -> str:
    return queries.written(post).content_hash


def give(cast: Cast, *wanted: Post, days: int = 14, name: str = "Hotel Fiołek") -> tuple[ClientLink, str]:
    return actions.give_link(workspace=cast.bakery, name=name, wanted=wanted, days=days, by=cast.anna, now=NOW)


@pytest.mark.usefixtures("asked")
def test_a_word_is_bound_to_the_version_that_was_shown(cast: Cast, post: Post, channel: Channel) -> None:
    shown = seen(post)
    edit(post, "Rye on Tuesday", cast, channel)
    with pytest.raises(actions.Changed, match="while you were reading"):
        actions.agree(post=post, seen=shown, by=cast.anna, now=NOW)
    assert not Approval.objects.exists()
    made = actions.agree(post=post, seen=seen(post), by=cast.anna, now=NOW)
    assert (made.version.number, made.version.contents[str(channel.pk)]["text"]) == (1, "Rye on Tuesday")


@pytest.mark.usefixtures("asked")
def test_a_changed_text_says_whose_agreement_it_lost(cast: Cast, post: Post, channel: Channel) -> None:
    actions.agree(post=post, seen=seen(post), by=cast.anna, now=NOW)
    edit(post, "Rye on Tuesday", cast, channel)
    page = cast.client(cast.bruno).get(f"/w/zorza/posts/{post.pk}/approval/").content.decode()
    assert "Changed since Anna agreed on" in page
    assert "It waits for Anna." in page
    assert "<del>" in page


@pytest.mark.usefixtures("asked")
def test_only_those_who_are_asked_have_a_word(cast: Cast, post: Post) -> None:
    with pytest.raises(Problem, match="not one of those"):
        actions.agree(post=post, seen=seen(post), by=cast.bruno, now=NOW)


@pytest.mark.usefixtures("asked")
def test_a_refusal_needs_a_reason_and_reaches_the_writer(cast: Cast, post: Post) -> None:
    actions.ask(post=post, by=cast.bruno, now=NOW)
    with pytest.raises(Problem, match="what should change"):
        actions.refuse(post=post, seen=seen(post), reason=" ", by=cast.anna, now=NOW)
    actions.refuse(post=post, seen=seen(post), reason="Say the price", by=cast.anna, now=NOW)
    assert Alert.objects.get(person=cast.bruno).template == "{name} asks for changes to “{text}”."
    page = cast.client(cast.bruno).get("/w/zorza/approvals/").content.decode()
    assert "Anna asks for changes." in page


@pytest.mark.usefixtures("asked")
def test_whoever_is_asked_sees_it_wait_and_agrees_on_the_page(cast: Cast, post: Post) -> None:
    actions.ask(post=post, by=cast.bruno, now=NOW)
    anna = cast.client(cast.anna)
    assert "1 post waits for you." in anna.get("/w/zorza/approvals/").content.decode()
    answer = anna.post(f"/w/zorza/posts/{post.pk}/approval/word/", {"verdict": "agreed", "seen": seen(post)})
    assert answer.status_code == 302
    assert "Nobody is waited for" in anna.get("/w/zorza/approvals/").content.decode()
    assert Request.objects.get(post=post).closed_at is not None
    assert Event.objects.filter(kind="approval.agreed", person=cast.anna, object_id=str(post.pk)).count() == 1


@pytest.mark.usefixtures("asked")
def test_people_are_told_once_for_each_version_and_only_when_it_has_rested(
    cast: Cast, post: Post, channel: Channel
) -> None:
    actions.ask(post=post, by=cast.bruno, now=NOW)
    actions.ask(post=post, by=cast.bruno, now=NOW)
    edit(post, "Rye on Tuesday", cast, channel)
    assert asking.tell_of_changes(NOW + timedelta(minutes=1)) == 0
    assert asking.tell_of_changes(NOW + timedelta(minutes=3)) == 1
    assert asking.tell_of_changes(NOW + timedelta(minutes=4)) == 0
    assert Alert.objects.filter(person=cast.anna).count() == 2


@pytest.mark.usefixtures("asked")
def test_a_reminder_comes_once_before_the_time(cast: Cast, post: Post, channel: Channel) -> None:
    give(cast, post)
    actions.set_rule(workspace=cast.bakery, mode="all", people=[cast.anna.pk], by=cast.anna, now=NOW)
    actions.ask(post=post, by=cast.bruno, now=NOW, planned={channel.pk: NOW + 24 * HOUR})
    assert asking.remind(NOW + 19 * HOUR) == 0
    assert asking.remind(NOW + 20 * HOUR) == 1
    assert asking.remind(NOW + 21 * HOUR) == 0
    words = set(Alert.objects.filter(key__contains="remind").values_list("person__name", "template"))
    assert words == {("Anna", "“{text}” is to go out soon and still waits for your agreement."),
                     ("Bruno", "{names} has not answered about “{text}” yet. It is to go out soon.")}  # fmt: skip


def test_a_short_wait_is_reminded_of_at_half_time(cast: Cast, post: Post) -> None:
    request = Request(post=post, by=cast.bruno, at=NOW, needed_by=NOW + HOUR)
    assert asking.remind_at(request) == NOW + HOUR / 2


def test_a_token_is_kept_only_as_a_hash(cast: Cast, post: Post) -> None:
    link, token = give(cast, post)
    assert len(token) > 40
    assert token not in str(ClientLink.objects.values().get(pk=link.pk))
    assert not any(token in str(event.values) for event in Event.objects.all())


def test_a_client_sees_the_chosen_posts_and_nothing_else(cast: Cast, write: NotingPost) -> None:
    shown, hidden = write("Rye on Monday"), write("The secret cake")
    actions.comment(post=shown, text="Only among us", by=cast.anna, now=NOW)
    actions.comment(post=shown, text="For your eyes", by=cast.anna, now=NOW, is_shared=True)
    Person.objects.filter(pk=cast.bruno.pk).update(name="")
    nameless = Person.objects.get(pk=cast.bruno.pk)
    actions.comment(post=shown, text="From one without a name", by=nameless, now=NOW, is_shared=True)
    _other, other_token = give(cast, shown, name="Other hotel")
    Browser().post(f"/approve/{other_token}/posts/{shown.pk}/comments/", {"text": "From the other hotel"})
    _link, token = give(cast, shown)
    answer = Browser().get(f"/approve/{token}/")
    page = answer.content.decode()
    assert "Rye on Monday" in page
    assert "For your eyes" in page
    assert "From one without a name" in page
    secrets = ["Only among us", "From the other hotel", "Other hotel", "@example.com", "/w/zorza/", hidden.idea]
    for secret in secrets:
        assert secret not in page, secret
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    for path in (f"posts/{hidden.pk}/word/", f"posts/{hidden.pk}/comments/"):
        assert Browser().post(f"/approve/{token}/{path}", {"text": "x"}).status_code == 404


def test_a_client_agrees_asks_for_changes_and_comments(cast: Cast, post: Post) -> None:
    _link, token = give(cast, post)
    client = Browser()
    client.post(
        f"/approve/{token}/posts/{post.pk}/word/", {"verdict": "refused", "seen": seen(post), "reason": "Bigger"}
    )
    client.post(f"/approve/{token}/posts/{post.pk}/word/", {"verdict": "agreed", "seen": seen(post)})
    client.post(f"/approve/{token}/posts/{post.pk}/comments/", {"text": "Lovely <b>bread</b>"})
    assert [(one.name, one.verdict) for one in Approval.objects.order_by("pk")] == [
        ("Hotel Fiołek", "refused"), ("Hotel Fiołek", "agreed")]  # fmt: skip
    assert (Version.objects.count(), Comment.objects.get().is_shared) == (1, True)
    page = client.get(f"/approve/{token}/").content.decode()
    assert "You agreed to this post as it is now." in page
    assert "Lovely &lt;b&gt;bread&lt;/b&gt;" in page
    events = {(event.kind, event.person) for event in Event.objects.filter(kind__startswith="approval.client")}
    assert events == {(f"approval.client-{what}", None) for what in ("agreed", "refused", "commented")}


def test_a_client_can_not_agree_to_what_was_changed_meanwhile(cast: Cast, post: Post, channel: Channel) -> None:
    _link, token = give(cast, post)
    shown = seen(post)
    edit(post, "Rye on Tuesday", cast, channel)
    answer = Browser().post(
        f"/approve/{token}/posts/{post.pk}/word/", {"verdict": "agreed", "seen": shown}, follow=True
    )
    assert "was changed while you were reading" in answer.content.decode()
    assert not Approval.objects.exists()


@pytest.mark.parametrize("ending", ["taken back", "expired", "deleted"])
def test_a_link_that_is_over_opens_nothing(cast: Cast, post: Post, ending: str, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    link, token = give(cast, post)
    paths = [
        f"/approve/{token}/",
        f"/approve/{token}/posts/{post.pk}/word/",
        f"/approve/{token}/posts/{post.pk}/comments/",
    ]
    if ending == "taken back":
        actions.take_back_link(link=link, by=cast.anna, now=NOW)
    elif ending == "expired":
        time_machine.move_to(NOW + timedelta(days=15), tick=False)
    else:
        posts.delete_post(post=post, by=cast.anna, now=NOW)
        paths = paths[1:]
    assert {Browser().get(path).status_code for path in paths} <= {404, 405}
    assert {Browser().post(path, {"verdict": "agreed", "seen": "x", "text": "x"}).status_code for path in paths} <= {
        404,
        405,
    }
    with pytest.raises(Problem):
        actions.agree(post=post, seen=seen(post), by=link, now=NOW + timedelta(days=15))
    assert not Approval.objects.exists()


def test_a_picture_is_shown_with_its_post_only(cast: Cast, write: NotingPost) -> None:
    shown, hidden = write(), write()
    file = BytesIO()
    Image.new("RGB", (64, 64), "wheat").save(file, "JPEG")
    asset = media.keep_asset(workspace=cast.bakery, picture=pictures.accept(file.getvalue()), now=NOW)
    on_hidden = attach(post=hidden, asset=asset, by=cast.anna, now=NOW)
    _link, token = give(cast, shown)
    for pk in (shown.pk, hidden.pk):
        assert Browser().get(f"/approve/{token}/posts/{pk}/pictures/{on_hidden.asset_id}/").status_code == 404
    _link, token = give(cast, hidden)
    answer = Browser().get(f"/approve/{token}/posts/{hidden.pk}/pictures/{on_hidden.asset_id}/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")


def test_guessing_links_is_slowed_down(cast: Cast, post: Post) -> None:
    statuses = {Browser().get(f"/approve/guess-{n}/").status_code for n in range(32)}
    assert statuses == {404, 422}
    _link, token = give(cast, post)
    assert Browser().get(f"/approve/{token}/").status_code == 200, "a good link is not slowed down by others"


def test_a_link_may_say_only_so_much_in_an_hour(cast: Cast, post: Post) -> None:
    link, token = give(cast, post)
    RateBucket.objects.create(key=f"approval.words:{link.pk}", window_started_at=NOW + timedelta(days=9000), used=60)
    Browser().post(f"/approve/{token}/posts/{post.pk}/comments/", {"text": "once more"})
    assert not Comment.objects.exists()


def test_a_link_needs_a_name_and_a_post_of_this_shop(cast: Cast, post: Post) -> None:
    foreign = posts.create_post(workspace=cast.florist, by=cast.celina, now=NOW, idea="Tulips")
    for name, wanted in (("", [post]), ("Hotel", []), ("Hotel", [foreign])):
        with pytest.raises(Problem):
            actions.give_link(workspace=cast.bakery, name=name, wanted=wanted, days=1, by=cast.anna, now=NOW)


def test_only_managers_make_links_and_rules(cast: Cast, post: Post) -> None:
    bruno, anna = cast.client(cast.bruno), cast.client(cast.anna)
    for path in ("approvals/links/", "settings/approval/"):
        assert bruno.get(f"/w/zorza/{path}").status_code == 403
        assert anna.get(f"/w/zorza/{path}").status_code == 200
    made = anna.post("/w/zorza/approvals/links/", {"name": "Hotel", "posts": [post.pk], "days": "7"})
    assert "/approve/" in made.content.decode()
    assert "/approve/" not in anna.get("/w/zorza/approvals/links/").content.decode()
    link = ClientLink.objects.get()
    anna.post(f"/w/zorza/approvals/links/{link.pk}/removal/")
    assert ClientLink.objects.get().revoked_at is not None
    anna.post("/w/zorza/settings/approval/", {"mode": "all", "people": [cast.anna.pk]})
    assert (queries.mode_of(cast.bakery.pk), queries.named(cast.bakery)) == ("all", {cast.anna.pk})


def test_a_comment_on_a_post_reaches_its_writer(cast: Cast, post: Post) -> None:
    answer = cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/approval/comments/", {"text": "Add the hours"})
    assert answer.status_code == 302
    assert Alert.objects.get(person=cast.bruno).template == "{name} wrote about “{text}”."
    assert "Add the hours" in cast.client(cast.bruno).get(f"/w/zorza/posts/{post.pk}/approval/").content.decode()
    empty = cast.client(cast.anna).post(f"/w/zorza/posts/{post.pk}/approval/comments/", {"text": " "})
    assert empty.status_code == 422


@pytest.mark.usefixtures("asked")
def test_asking_can_be_taken_back(cast: Cast, post: Post) -> None:
    bruno = cast.client(cast.bruno)
    bruno.post(f"/w/zorza/posts/{post.pk}/approval/request/")
    assert Alert.objects.filter(person=cast.anna, kind="approval").count() == 1
    bruno.post(f"/w/zorza/posts/{post.pk}/approval/request/", {"close": "1"})
    assert not queries.open_requests(cast.bakery).exists()


@pytest.mark.usefixtures("asked")
def test_the_list_asks_the_database_no_more_for_more_posts(cast: Cast, write: NotingPost) -> None:
    anna = cast.client(cast.anna)
    counts = []
    for number in (2, 6):
        for one in range(number):
            actions.ask(post=write(f"Rye {number} {one}"), by=cast.bruno, now=NOW)
        anna.get("/w/zorza/approvals/")
        with CaptureQueriesContext(connection) as captured:
            anna.get("/w/zorza/approvals/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_composer_shows_where_the_post_stands(cast: Cast, post: Post, asked: None) -> None:
    part = cast.client(cast.bruno).get(f"/w/zorza/posts/{post.pk}/approval/", headers={"HX-Request": "true"})
    assert "It waits for Anna." in part.content.decode()
    assert "<html" not in part.content.decode()
