"""The pages of contests and quizzes, for the team and for everybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vitrino.contests import actions, attending, jobs, library, queries
from vitrino.contests.models import Contest, Quiz
from vitrino.contests.tests import scene
from vitrino.contests.tests.scene import CLOSED, CLOSES, DRAW, INSIDE
from vitrino.domain import contests as rules
from vitrino.inbox.tests.desk import channel
from vitrino.notify.models import Alert
from vitrino.posts import queries as posts
from vitrino.posts.actions import content_of, create_post
from vitrino.posts.models import Post
from vitrino.publishing.models import Publication
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
HOME = "/w/zorza/contests/"


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client(cast.anna)


def said(client: Client, path: str, **data: Any) -> str:
    """A page as text, after a POST where there is data."""
    answer = client.post(path, data, follow=True) if data else client.get(path)
    return answer.content.decode()


FORM = {
    "title": "Bread for a month", "prize": "Rye bread", "how": "Write below", "who": "Everybody over 16",
    "opens_at": "2030-01-01T09:00", "closes_at": "2030-01-08T20:00", "draw_at": "2030-01-09T12:00", "winners": "1",
    "reserves": "2", "limit": "1", "told": "By message", "answer_days": "7", "organiser": "Zorza",
    "contact": "a@b.example", "chance": "drand",
}  # fmt: skip


def test_a_contest_is_made_changed_and_published_from_its_pages(cast: Cast, client: Client) -> None:
    one = str(channel(cast).pk)
    assert "No contest yet" in said(client, HOME)
    assert "thing" in said(client, f"{HOME}new/", **FORM | {"title": ""})
    assert "Entries must be open for an hour" in said(
        client, f"{HOME}new/", **FORM | {"channels": one, "closes_at": "2030-01-01T09:30"}
    )
    assert "Kept as a draft" in said(client, f"{HOME}new/", **FORM | {"channels": one})
    contest = Contest.objects.get()
    assert contest.opens_at.hour == 8, "the shop's own clock"
    here = f"{HOME}{contest.pk}/"
    assert "Bread for two" in said(client, f"{here}change/", **FORM | {"channels": one, "title": "Bread for two"})
    assert "Rye bread" in said(client, f"{here}rules/")
    assert client.get(f"/contest/{contest.public_id}/").status_code == 404, "nobody sees a draft"
    assert "first post is a draft" in said(client, f"{here}announcing/", sure="1")
    assert Publication.objects.count() == 0
    assert "The invitation is not out yet" in said(client, here)
    assert client.get(f"{here}change/").status_code == 302
    assert "Published." in said(client, f"{here}rules/")


def test_the_public_page_tells_everything_without_login_or_script(cast: Cast) -> None:
    contest, stranger = scene.drawn(cast), Client()
    page = said(stranger, f"/contest/{contest.public_id}/")
    for told in (contest.seed, contest.list_hash, rules.hash_of(contest.announcement), "Who won",
                 "gives the same entries", "over 16", "in no way sponsored"):  # fmt: skip
        assert told in page
    assert "guest" not in page, "nobody is named who did not agree"
    assert "Rye, of course" not in page
    proof = stranger.get(f"/contest/{contest.public_id}/proof.json")
    assert rules.check(rules.proof_in(proof.content)).is_right is True
    assert "attachment" in proof["Content-Disposition"]
    assert stranger.get("/contest/0000/").status_code == 404


def test_whoever_took_part_finds_their_line_and_can_repeat_its_hash(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = scene.closed(cast)
    path = f"/contest/{contest.public_id}/"
    mine = contest.entries.get(handle="guest3")
    page = said(Client(), f"{path}?account=@Guest3")
    assert f"Line {mine.number}: takes part" in page
    assert mine.salt in page
    assert rules.person_mark(mine.salt, "bluesky", "guest3") == mine.person_mark
    assert "No public comment of “nobody”" in said(Client(), f"{path}?account=nobody")
    monkeypatch.setattr("vitrino.contests.views.outside.SEARCHES", 2)
    page = said(Client(), f"{path}?account=guest1")
    assert "Too many tries" in page


def test_what_people_type_is_shown_and_never_run(cast: Cast, client: Client) -> None:
    nasty = "<script>alert(1)</script>"
    contest = scene.with_entries(cast, 1, title=nasty, prize=nasty)
    scene.comment(cast, "evil", nasty, author_name=nasty)
    actions.gather(contest=contest, now=INSIDE)
    for page in (f"{HOME}", f"{HOME}{contest.pk}/", f"{HOME}{contest.pk}/entries/", f"{HOME}{contest.pk}/rules/",
                 f"/contest/{contest.public_id}/", f"/contest/{contest.public_id}/?account={nasty}"):  # fmt: skip
        assert nasty not in said(client, page)


def test_entries_are_listed_added_brought_and_ruled_on(cast: Cast, client: Client) -> None:
    contest = scene.with_entries(cast, 2, words="rye")
    here = f"{HOME}{contest.pk}/entries/"
    assert "2 entries so far" in said(client, f"{here}look/", go="1")
    assert "Added." in said(client, f"{here}new/", author="Pani Zosia", text="rye bread", at="2026-11-21T14:00")
    assert "from the future" in said(client, f"{here}new/", author="X", at="2200-01-01T10:00")
    file = SimpleUploadedFile("a.csv", b"author,text,time\nJan,wheat,2026-11-21 14:00\n")
    assert "1 entry added" in said(client, f"{here}file/", file=file)
    assert "needs a column" in said(client, f"{here}file/", file=SimpleUploadedFile("a.csv", b"x,y\n1,2\n"))
    jan = contest.entries.get(author="Jan")
    assert "Say why" in said(client, f"{here}{jan.pk}/ruling/", ruling="in", note="")
    said(client, f"{here}{jan.pk}/ruling/", ruling="in", note="meant rye")
    assert "meant rye" in said(client, f"{here}?state=in")
    assert "Pani Zosia" not in said(client, f"{here}?state=late")


def test_closing_drawing_and_telling_go_by_buttons(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    contest = scene.with_entries(cast)
    here = f"{HOME}{contest.pk}/"
    clock(monkeypatch, CLOSES - timedelta(hours=1))
    assert "still open" in said(client, f"{here}closing/", sure="1")
    assert "Nothing to draw yet" in said(client, f"{here}draw/")
    clock(monkeypatch, CLOSED)
    assert "Close the list for good" in said(client, f"{here}entries/")
    assert "The list is closed and published" in said(client, f"{here}closing/", sure="1")
    assert "Drawn." in said(client, f"{here}draw/", go="1")
    award = queries.holding(contest)[0]
    step = f"{here}places/{award.pk}/step/"
    assert "you have won" in said(client, step, step="tell")
    assert "not over yet" in said(client, step, step="pass", reason="no-answer")
    clock(monkeypatch, CLOSED + timedelta(days=8))
    assert "The next reserve moved up" in said(client, step, step="pass", reason="no-answer")
    second = queries.holding(contest)[0]
    said(client, f"{here}places/{second.pk}/step/", step="tell")
    assert "May be named." in said(client, f"{here}places/{second.pk}/step/", step="accept", named="on")
    assert second.entry.handle in said(Client(), f"/contest/{contest.public_id}/")
    assert "congratulations" in said(client, f"{here}winners/", go="1")


def clock(monkeypatch: pytest.MonkeyPatch, now: Any) -> None:
    monkeypatch.setattr("vitrino.contests.views.running.timezone.now", lambda: now)


def test_the_public_number_is_asked_for_and_checked(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = scene.closed(cast, chance="drand")
    path = f"{HOME}{contest.pk}/draw/"
    clock(monkeypatch, CLOSED)
    assert "not out yet" in said(client, path)
    clock(monkeypatch, DRAW)
    assert f"/public/{contest.chance_name}" in said(client, path)
    assert "64 characters" in said(client, path, value="heads")
    assert "Drawn." in said(client, path, value="ab" * 32)


def test_answers_below_another_post_count_once_it_belongs_to_the_contest(cast: Cast, client: Client) -> None:
    contest = scene.announced(cast)
    other = create_post(workspace=cast.bakery, by=cast.anna, now=NOW, idea="Again: win bread")
    here = f"{HOME}{contest.pk}/"
    assert "Again: win bread" in said(client, here)
    assert "Choose a post" in said(client, f"{here}posts/", post="nonsense")
    assert "are entries now" in said(client, f"{here}posts/", post=str(other.pk))
    assert contest.posts.count() == 2


def test_only_who_may_compose_sees_the_buttons_and_managers_draw(cast: Cast) -> None:
    contest = scene.closed(cast)
    bruno = cast.client(cast.bruno)
    assert "Make a contest" not in said(bruno, HOME)
    assert bruno.get(f"{HOME}{contest.pk}/draw/").status_code == 403
    assert cast.client(cast.celina).get(f"/w/fiolek/contests/{contest.pk}/").status_code == 404


def test_queries_do_not_grow_with_entries(cast: Cast, client: Client) -> None:
    contest = scene.with_entries(cast, 2)
    paths = (f"{HOME}{contest.pk}/entries/", f"{HOME}{contest.pk}/", f"/contest/{contest.public_id}/")

    def cost() -> list[int]:
        found = []
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(path)
            found.append(len(asked))
        return found

    before = cost()
    for number in range(20):
        scene.comment(cast, f"more{number}")
    actions.gather(contest=contest, now=INSIDE)
    assert cost() == before


def test_the_team_is_told_and_a_list_nobody_closed_is_closed_in_time(cast: Cast) -> None:
    contest = scene.with_entries(cast, chance="drand")
    jobs.gather(CLOSES)
    for _time in range(2):
        jobs.attend(CLOSES + timedelta(minutes=1))
    assert Alert.objects.filter(kind="contest").count() == 1
    jobs.attend(DRAW - timedelta(minutes=20))
    contest.refresh_from_db()
    assert (contest.state, contest.closed_at is not None) == ("closed", True)
    attending.attend(DRAW)
    attending.attend(DRAW)
    assert Alert.objects.filter(kind="contest").count() == 2


def test_a_winner_who_does_not_answer_is_reported_once(cast: Cast) -> None:
    contest = scene.drawn(cast)
    actions.tell(award=queries.holding(contest)[0], by=cast.anna, now=DRAW)
    attending.attend(DRAW + timedelta(days=6))
    assert Alert.objects.count() == 0
    for _time in range(2):
        attending.attend(DRAW + timedelta(days=7))
    assert Alert.objects.get().template.startswith("A winner of")


def test_notes_have_sources_with_their_day(client: Client) -> None:
    page = said(client, f"{HOME}notes/")
    assert page.count("looked up on") == 10
    assert "no legal advice" in page


def test_a_quiz_is_a_poll_where_there_are_polls_and_letters_elsewhere(cast: Cast, client: Client) -> None:
    plain = channel(cast)
    polls = type(plain).objects.create(workspace=cast.bakery, platform="mastodon", remote_id="9", handle="zorza@m",
                                       connected_at=NOW)  # fmt: skip
    page = said(client, f"{HOME}quizzes/new/", question="What makes it rise?", option_1="Yeast", option_2="Hope",
                right="0", explanation="Yeast eats sugar.", days="1",
                channels=[str(plain.pk), str(polls.pk)])  # fmt: skip
    assert "Nothing has gone out" in page
    quiz = Quiz.objects.get()
    assert quiz.post is not None
    assert quiz.solution is not None
    assert quiz.solve_at is not None
    contents = {one.channel_id: content_of(one) for one in posts.variants_of(quiz.post)}
    assert contents[polls.pk]["poll"]["options"] == ["Yeast", "Hope"]
    assert contents[polls.pk]["text"] == "What makes it rise?"
    assert "A) Yeast\nB) Hope" in contents[plain.pk]["text"]
    assert "poll" not in contents[plain.pk]
    assert "Yeast eats sugar." in quiz.solution.idea
    assert "What makes it rise?" in said(client, HOME)
    assert Publication.objects.count() == 0
    assert "planned on 2 channels" in said(client, f"{HOME}quizzes/{quiz.pk}/solution/", go="1")
    assert {one.publish_at for one in Publication.objects.all()} == {quiz.solve_at.replace(second=0, microsecond=0)}


def test_a_quiz_that_can_not_be_asked_is_refused_and_a_poll_needs_no_solution(cast: Cast, client: Client) -> None:
    asked = {
        "question": "Which?",
        "option_1": "Red",
        "option_2": "Blue",
        "days": "1",
        "channels": str(channel(cast).pk),
    }
    path = f"{HOME}quizzes/new/"
    assert "the same" in said(client, path, **asked | {"option_2": "red"})
    assert "which of the answers is right" in said(client, path, **asked | {"right": "3"})
    said(client, path, **asked)
    quiz = Quiz.objects.get()
    assert quiz.solution is None
    assert "no solution to plan" in said(client, f"{HOME}quizzes/{quiz.pk}/solution/", go="1")
    assert Post.objects.count() == 1


def test_the_library_has_the_same_trades_in_each_language_and_fills_the_form(cast: Cast, client: Client) -> None:
    channel(cast)
    shapes = {
        tuple(tuple((len(idea.options), idea.right) for idea in trade.ideas) for trade in library.trades(language))
        for language in ("en", "pl", "eo")
    }
    assert len(shapes) == 1
    assert library.trades("xx") == library.trades("en")
    assert library.trades("../en") == library.trades("en")
    assert "Wild yeast and bacteria" in said(client, f"{HOME}quizzes/new/?idea=0-0")
    for wrong in ("9-0", "0-99", "x", "-1-0"):
        assert client.get(f"{HOME}quizzes/new/?idea={wrong}").status_code == 200
