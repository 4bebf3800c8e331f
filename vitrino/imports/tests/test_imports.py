"""From a file to posts: whole rows or none, nothing twice, the rest to mend; feeds to ideas; the plan to a calendar."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime, timedelta
from html import unescape
from itertools import pairwise
from typing import Any

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from vitrino.channels import actions as channels
from vitrino.channels.models import Channel
from vitrino.connect.errors import AddressRefused
from vitrino.domain.problem import Problem
from vitrino.engine.ticker import run_until_idle
from vitrino.imports import actions, feeding, preview, queries
from vitrino.imports.calendar import Entry, calendar
from vitrino.imports.models import CalendarLink, Feed, Import, ImportedRow
from vitrino.plan.models import Idea
from vitrino.posts.models import Post
from vitrino.publishing import actions as publishing
from vitrino.publishing.models import Publication
from vitrino.ui.words import words
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
GOOD = "Text;When;Channels\nRye on Monday;2026-12-01 09:00;mastodon\nSpelt, a draft;;\n"
FIVE_BAD = GOOD + ("No such place;2026-12-01 09:00;myspace\n;2026-12-01 09:00;\nLong ago;2020-01-01 09:00;\n"
                   "At 24;2026-12-01 24:00;\n" + "x" * 501 + ";2026-12-02 09:00;mastodon\n")  # fmt: skip


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


@pytest.fixture(autouse=True)
def channel(cast: Cast, time_machine: Any) -> Channel:
    time_machine.move_to(NOW, tick=False)
    return channels.rehearse(
        workspace=cast.bakery, platform="mastodon", handle="zorza", name="Zorza", by=cast.anna, now=NOW
    )


def bring(cast: Cast, text: str = GOOD, name: str = "plan.csv") -> Import:
    return actions.bring(workspace=cast.bakery, name=name, content=text.encode(), by=cast.anna, now=NOW)


def carried_out(cast: Cast, text: str = GOOD) -> Import:
    brought = bring(cast, text)
    actions.begin(brought=brought, by=cast.anna, now=NOW)
    run_until_idle(NOW)
    brought.refresh_from_db()
    return brought


def test_a_look_makes_nothing(cast: Cast) -> None:
    seen = preview.look(bring(cast, FIVE_BAD), now=NOW)
    assert (len(seen.good), len(seen.spoiled)) == (2, 5)
    assert not Post.objects.exists()


def test_rows_become_posts_planned_or_drafts(cast: Cast) -> None:
    brought = carried_out(cast)
    assert (brought.state, brought.made, brought.known, brought.problems) == ("done", 2, 0, [])
    assert set(Post.objects.values_list("idea", flat=True)) == {"Rye on Monday", "Spelt, a draft"}
    planned = Publication.objects.get()
    assert (planned.publish_at.isoformat(), planned.time_zone) == ("2026-12-01T08:00:00+00:00", "Europe/Warsaw")


def test_a_row_without_channels_goes_where_it_can(cast: Cast) -> None:
    channels.rehearse(workspace=cast.bakery, platform="instagram", handle="zorza", name="Zorza", by=cast.anna, now=NOW)
    text = "Text;When;Channels\nRye;2026-12-01 09:00;\nSpelt;2026-12-01 10:00;mastodon, instagram\n"
    seen = preview.look(bring(cast, text), now=NOW)
    assert [[one.platform for one in row.channels] for row in seen.good] == [["mastodon"]]
    assert [str(row.message) for row in seen.spoiled] == ["Instagram needs a picture."]


def test_row_8_the_same_file_twice_makes_nothing_twice_and_says_so(cast: Cast) -> None:
    carried_out(cast)
    again = bring(cast)
    seen = preview.look(again, now=NOW)
    assert (len(seen.good), len(seen.known)) == (0, 2)
    with pytest.raises(Problem, match="No row"):
        actions.begin(brought=again, by=cast.anna, now=NOW)
    more = carried_out(cast, GOOD + "Cake;;\nCake;;\n")
    assert (more.made, more.known, Post.objects.count()) == (1, 3, 3)


def test_good_rows_come_in_and_the_bad_ones_are_listed_to_mend(cast: Cast) -> None:
    brought = carried_out(cast, FIVE_BAD)
    assert (brought.made, len(brought.problems), Post.objects.count()) == (2, 5, 2)
    rows = list(csv.reader(io.StringIO(queries.file_of_problems(brought, tuple(brought.headings)).lstrip("\ufeff"))))
    assert rows[0] == ["Text", "When", "Channels", "!"]
    assert [row[0][:12] for row in rows[1:]] == ["No such plac", "", "Long ago", "At 24", "x" * 12]
    said = " ".join(row[3] for row in rows[1:])
    for wanted in ("no channel “myspace”", "There is no text", "has passed", "no such time", "Too long for Mastodon"):
        assert wanted in said
    mended = carried_out(cast, "Text;When;Channels;!\nAt 24;2026-12-01 23:59;;was bad\n")
    assert mended.made == 1


def test_a_stop_in_the_middle_loses_nothing_and_doubles_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    brought = bring(cast, "text\n" + "".join(f"Bread {n}\n" for n in range(10)))
    actions.begin(brought=brought, by=cast.anna, now=NOW)
    monkeypatch.setattr(actions, "BATCH", 3)
    real, calls = actions._make, []

    def breaks(*values: Any) -> None:
        calls.append(1)
        if len(calls) == 5:
            raise RuntimeError("the power is gone")
        real(*values)

    monkeypatch.setattr(actions, "_make", breaks)
    brought.refresh_from_db()
    assert actions.carry_on(brought, NOW) == NOW
    brought.refresh_from_db()
    with pytest.raises(RuntimeError):
        actions.carry_on(brought, NOW)
    brought.refresh_from_db()
    assert (brought.position, Post.objects.count()) == (4, 4)
    run_until_idle(NOW)
    brought.refresh_from_db()
    assert (brought.state, brought.made, Post.objects.count(), ImportedRow.objects.count()) == ("done", 10, 10, 10)


def test_a_second_click_changes_nothing(cast: Cast) -> None:
    brought = bring(cast)
    for _click in range(2):
        actions.begin(brought=brought, by=cast.anna, now=NOW)
    run_until_idle(NOW)
    assert Post.objects.count() == 2


def test_columns_are_remembered_for_the_next_file_of_this_kind(cast: Cast) -> None:
    brought = bring(cast, "What;Moment\nRye;2026-12-01 09:00\n")
    assert brought.columns == {}
    actions.change(brought=brought, encoding="utf-8", delimiter=";", date_order="", columns={"0": "text", "1": "when"})
    actions.begin(brought=brought, by=cast.anna, now=NOW)
    run_until_idle(NOW)
    assert bring(cast, "What;Moment\nSpelt;2026-12-02 09:00\n").columns == {"0": "text", "1": "when"}


def test_a_day_that_could_be_two_is_asked_about_before_anything_is_planned(cast: Cast) -> None:
    brought = bring(cast, "text,when\nRye,03/12/2026 09:00\n")
    assert preview.look(brought, now=NOW).asks_for_order
    with pytest.raises(Problem, match="03/04/2026"):
        actions.begin(brought=brought, by=cast.anna, now=NOW)
    actions.change(brought=brought, encoding="", delimiter="", date_order="dmy", columns=brought.columns)
    actions.begin(brought=brought, by=cast.anna, now=NOW)
    run_until_idle(NOW)
    assert Publication.objects.get().publish_at == datetime.fromisoformat("2026-12-03T08:00:00+00:00")


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx"])
def test_row_40_a_cell_that_would_be_a_formula_is_text(cell: str) -> None:
    assert queries.harmless(cell) == f"'{cell}"
    assert queries.harmless("Rye = good") == "Rye = good"


def test_the_pages_lead_from_the_file_to_the_rows_left_out(cast: Cast) -> None:
    anna = cast.client(cast.anna)
    answer = anna.post("/w/zorza/imports/", {"file": SimpleUploadedFile("plan.csv", FIVE_BAD.encode("cp1250"))})
    shown = anna.get(answer["Location"]).content.decode()
    assert "2 of 7 rows become posts." in shown
    assert "5 rows are left out" in shown
    form = {"encoding": "utf-8", "delimiter": ";", "date_order": "dmy", "column-0": "text", "column-1": "when"}
    assert anna.post(answer["Location"], form).status_code == 302
    anna.post(answer["Location"] + "start/")
    assert "Bringing your posts" in anna.get(answer["Location"]).content.decode()
    run_until_idle(NOW)
    assert "posts are in." in anna.get(answer["Location"] + "progress/").content.decode()
    assert anna.get(answer["Location"] + "left-out/")["Content-Disposition"].startswith("attachment")
    bad = anna.post("/w/zorza/imports/", {"file": SimpleUploadedFile("x.csv", b" \n")})
    assert (bad.status_code, "The file is empty." in bad.content.decode()) == (422, True)
    assert "plan.csv" in anna.get("/w/zorza/imports/").content.decode()


def feed(cast: Cast) -> Feed:
    return actions.follow(workspace=cast.bakery, url="https://example.org/feed.xml", by=cast.anna, now=NOW)


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Town</title>
<item><title>Market &amp; fair</title>
<description>&lt;p&gt;On &lt;b&gt;Sunday&lt;/b&gt;&lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;</description>
<link>javascript:alert(1)</link><pubDate>Mon, 06 Sep 2077 00:01:00 +0000</pubDate></item>
<item><title>Rain</title><link>https://example.org/rain</link><guid>changes-{n}</guid></item></channel></rss>"""


def test_row_34_and_64_items_become_ideas_once_as_plain_words(cast: Cast) -> None:
    title, items = feeding.items_in(RSS.encode(), NOW)
    assert title == "Town"
    assert all(item.at <= NOW for item in items), "the future is clamped"
    row = feed(cast)
    assert feeding.take_in(row, items, NOW) == 2
    assert feeding.take_in(row, feeding.items_in(RSS.encode(), NOW)[1], NOW) == 0
    texts = set(Idea.objects.values_list("text", flat=True))
    assert texts == {"Market & fair\n\nOn Sunday", "Rain\n\nhttps://example.org/rain"}
    assert not Post.objects.exists(), "nothing of a feed is ever posted by itself"


def test_row_64_fifty_thousand_items_bury_nobody(cast: Cast) -> None:
    many = "".join(f"<item><title>News {n}</title></item>" for n in range(50_000))
    _title, items = feeding.items_in(
        f"<rss version='2.0'><channel><title>T</title>{many}</channel></rss>".encode(), NOW
    )
    assert len(items) <= feeding.MOST_ITEMS
    assert feeding.take_in(feed(cast), items, NOW) == feeding.MOST_NEW


def test_row_64_letters_that_are_not_what_they_say_are_read(cast: Cast) -> None:
    lying = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Źródło</title><item><title>Świeży żółty chleb</title></item></channel></rss>"  # noqa: E501
    assert feeding.items_in(lying.encode("cp1250"), NOW)[1][0].title == "Świeży żółty chleb"


LAUGHS = "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in pairwise("abcdefghi"))
OUTSIDE = "<!DOCTYPE r [<!ENTITY x SYSTEM '{where}'>]><rss version='2.0'><channel><title>&x;</title></channel></rss>"


@pytest.mark.parametrize(
    "content",
    [
        f"<!DOCTYPE x [<!ENTITY a 'ha'>{LAUGHS}]><rss><channel><title>&i;</title></channel></rss>".encode(),
        OUTSIDE.format(where="file:///etc/passwd").encode(),
        OUTSIDE.format(where="http://127.0.0.1/").encode("utf-16"),
        b"<rss>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</rss>",
        b"<html><body>no feed</body></html>", b"", b"\x00\x01\x02", b"http://127.0.0.1/feed", b"{}",
    ],
)  # fmt: skip
def test_row_61_to_63_bombs_foreign_files_and_nesting_are_refused(content: bytes) -> None:
    with pytest.raises(feeding.NoFeed):
        feeding.items_in(content, NOW)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/f", "http://u:p@example.org/", "feed.xml"])
def test_an_address_that_is_no_web_address_is_refused(cast: Cast, url: str) -> None:
    with pytest.raises(Problem):
        actions.follow(workspace=cast.bakery, url=url, by=cast.anna, now=NOW)


@pytest.mark.parametrize("url", ["http://127.0.0.1/feed", "http://[::1]/", "http://169.254.169.254/latest/"])
def test_a_feed_inside_the_house_is_never_read(cast: Cast, url: str, settings: Any) -> None:
    settings.VITRINO_ALLOW_PRIVATE = False
    row = actions.follow(workspace=cast.bakery, url=url, by=cast.anna, now=NOW)
    feeding.read(row, NOW)
    row.refresh_from_db()
    assert row.error == words(AddressRefused().message)


def test_a_feed_that_can_not_be_read_says_so_and_is_tried_later(cast: Cast, settings: Any) -> None:
    settings.VITRINO_ALLOW_PRIVATE = True
    row = actions.follow(workspace=cast.bakery, url="http://127.0.0.1:9/feed", by=cast.anna, now=NOW)
    assert feeding.read(row, NOW) == NOW + feeding.AFTER_A_FAULT
    row.refresh_from_db()
    assert row.error
    assert row.error in unescape(cast.client(cast.anna).get("/w/zorza/feeds/").content.decode())
    cast.client(cast.anna).post(f"/w/zorza/feeds/{row.pk}/removal/")
    assert not Feed.objects.exists()


def test_a_calendar_program_can_read_the_plan(cast: Cast, channel: Channel) -> None:
    text = "Rye; warm, good\\fresh\nfrom seven: " + "świeży " * 30 + "."
    publishing.plan(channel=channel, kind="post", content={"text": text, "media": []}, by=cast.anna,
                    publish_at=NOW + timedelta(days=2), now=NOW)  # fmt: skip
    page = cast.client(cast.anna).post("/w/zorza/calendar/").content.decode()
    address = re.search(r"/calendar/([\w-]{40,}/plan.ics)", page)
    assert address is not None
    answer = Client().get(f"/calendar/{address[1]}")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    read = icalendar.Calendar.from_ical(answer.content)
    (event,) = read.walk("VEVENT")
    assert event.decoded("DTSTART") == NOW + timedelta(days=2)
    assert str(event["DESCRIPTION"]).endswith(text)
    assert event["STATUS"] == "TENTATIVE"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert not read.errors


@pytest.mark.parametrize("ending", ["taken back", "new one", "no member"])
def test_an_address_that_is_over_shows_nothing(cast: Cast, ending: str) -> None:
    token = actions.give_calendar(workspace=cast.bakery, person=cast.bruno, now=NOW)
    assert Client().get(f"/calendar/{token}/plan.ics").status_code == 200
    assert token not in str(CalendarLink.objects.values().get())
    if ending == "taken back":
        cast.client(cast.bruno).post("/w/zorza/calendar/", {"take_back": "1"})
    elif ending == "new one":
        actions.give_calendar(workspace=cast.bakery, person=cast.bruno, now=NOW)
    else:
        cast.bruno.memberships.all().delete()
    assert Client().get(f"/calendar/{token}/plan.ics").status_code == 404


def test_signs_no_calendar_allows_are_left_out() -> None:
    entry = Entry("k", NOW, NOW, "a\x00b;c,d\\e\r\nf", "x", "https://example.org/", is_out=True)
    (event,) = icalendar.Calendar.from_ical(calendar("Żółw, sp.", [entry], domain="example.org")).walk("VEVENT")
    assert (str(event["SUMMARY"]), event["STATUS"]) == ("ab;c,d\\e\nf", "CONFIRMED")
