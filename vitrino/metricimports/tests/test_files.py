"""A file is looked at before anything is stored; good rows go in, the others are listed, and nothing counts twice."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from vitrino.channels import actions as channels
from vitrino.channels import gateway
from vitrino.channels.models import Channel
from vitrino.domain.problem import Problem
from vitrino.insight import actions as insight
from vitrino.insight import queries as numbers
from vitrino.insight.models import DailyNumbers, KnownPost, Snapshot
from vitrino.metricimports import actions, preview
from vitrino.metricimports.models import NumbersFile
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db

INSTAGRAM = (
    "Post ID,Account username,Description,Publish time,Permalink,Post type,Date,Views,Reach,Likes,Comments,Saves\n"
    '179001,zorza,"Rye, warm",11/13/2026 09:30,https://instagram.com/p/Ab1/,IG image,Lifetime,"1,240",900,88,4,12\n'
    "179002,zorza,Which bread for Sunday?,11/14/2026 18:00,https://instagram.com/p/Ab2/,IG reel,Lifetime,--,700,51,9,\n"
)


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


@pytest.fixture
def channel(cast: Cast) -> Channel:
    return channels.rehearse(
        workspace=cast.bakery, platform="instagram", handle="zorza", name="Zorza", by=cast.anna, now=NOW
    )


def bring(cast: Cast, content: bytes | str) -> NumbersFile:
    data = content.encode() if isinstance(content, str) else content
    return actions.bring(workspace=cast.bakery, name="export.csv", content=data, by=cast.anna, now=NOW)


def change(brought: NumbersFile, **values: Any) -> NumbersFile:
    as_they_are: dict[str, Any] = {
        "channel": brought.channel, "as_of": brought.as_of, "encoding": brought.encoding, "sheet": brought.sheet,
        "delimiter": brought.delimiter, "date_order": brought.date_order, "columns": brought.columns,
    }  # fmt: skip
    return actions.change(brought=brought, now=NOW, **as_they_are | values)


def store(cast: Cast, brought: NumbersFile) -> NumbersFile:
    actions.begin(brought=brought, by=cast.anna, now=NOW)
    while actions.carry_on(brought, NOW) is not None:
        brought.refresh_from_db()
    brought.refresh_from_db()
    return brought


def test_nothing_is_stored_before_somebody_says_so(cast: Cast, channel: Channel) -> None:
    brought = bring(cast, INSTAGRAM)
    seen = preview.look(brought, now=NOW)
    assert (brought.channel, len(seen.good), seen.spoiled) == (channel, 2, [])
    assert not KnownPost.objects.exists()


def test_posts_get_their_numbers_and_what_is_missing_stays_missing(cast: Cast, channel: Channel) -> None:
    done = store(cast, bring(cast, INSTAGRAM))
    first, second = KnownPost.objects.order_by("at")
    assert first.latest == {"views": 1240, "reach": 900, "likes": 88, "comments": 4, "saves": 12}
    assert "views" not in second.latest
    assert (first.format, second.format, second.has_question) == ("image", "video", True)
    assert (done.stored, done.posts_made, done.content) == (2, 2, b"")
    total = numbers.totals([channel], date(2026, 11, 13), date(2026, 11, 14))
    assert total["likes"].value == 88 + 51


def test_the_same_file_twice_counts_once(cast: Cast, channel: Channel) -> None:
    store(cast, bring(cast, INSTAGRAM))
    before = list(DailyNumbers.objects.values())
    with pytest.raises(Problem, match="anything new"):
        actions.begin(brought=bring(cast, INSTAGRAM), by=cast.anna, now=NOW)
    assert list(DailyNumbers.objects.values()) == before
    assert Snapshot.objects.count() == 2


def test_a_later_export_adds_what_came_since(cast: Cast, channel: Channel) -> None:
    store(cast, bring(cast, INSTAGRAM))
    done = store(cast, bring(cast, INSTAGRAM.replace(",88,", ",95,")))
    assert (done.stored, done.known, done.posts_made) == (1, 1, 0)
    assert KnownPost.objects.get(remote_id="179001").latest["likes"] == 95
    assert sum(row.likes or 0 for row in DailyNumbers.objects.all()) == 95 + 51


def test_a_post_that_is_known_by_its_link_is_not_made_again(cast: Cast, channel: Channel) -> None:
    KnownPost.objects.create(workspace=cast.bakery, channel=channel, remote_id="their-own-id",
                             at=NOW - timedelta(days=9), url="http://www.instagram.com/p/Ab1")  # fmt: skip
    store(cast, bring(cast, INSTAGRAM))
    assert KnownPost.objects.get(remote_id="their-own-id").latest["likes"] == 88
    assert KnownPost.objects.count() == 2


def test_days_of_the_account_are_told_and_followers_filled_in(cast: Cast, channel: Channel) -> None:
    KnownPost.objects.create(workspace=cast.bakery, channel=channel, remote_id="1", at=NOW - timedelta(days=1))
    days = [f"{NOW - timedelta(days=n):%d.%m.%Y};{100 + n};{1500 - n}" for n in range(3, 0, -1)]
    brought = bring(cast, "Datum;Aufrufe;Follower\n" + "\n".join(days))
    store(cast, change(brought, channel=channel))
    told = numbers.daily([channel], "views", (NOW - timedelta(days=3)).date(), (NOW - timedelta(days=1)).date())
    assert [day.value for day in told] == [103, 102, 101]
    assert KnownPost.objects.get().followers == 1499


def test_headings_below_a_note_and_on_another_sheet_are_found(cast: Cast, channel: Channel) -> None:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        book.add_worksheet("About").write_row(0, 0, ["This file was made for you"])
        sheet = book.add_worksheet("All posts")
        sheet.write_row(0, 0, ["Numbers are estimates and may change."])
        sheet.write_row(1, 0, ["Post title", "Post link", "Created date", "Impressions", "Likes", "Reposts"])
        sheet.write_row(2, 0, ["Rye", "https://www.linkedin.com/feed/update/urn:li:share:7", "11/13/2026", 310, 12, 1])
    brought = bring(cast, written.getvalue())
    assert brought.sheet == "All posts"
    [row] = preview.look(change(brought, channel=channel), now=NOW).good
    assert dict(row.says.values) == {"views": 310, "likes": 12, "shares": 1}


def test_rows_of_another_account_stay_out(cast: Cast, channel: Channel) -> None:
    other = INSTAGRAM.replace("179002,zorza", "179002,florist")
    seen = preview.look(bring(cast, other), now=NOW)
    assert (len(seen.good), len(seen.spoiled)) == (1, 1)


def test_a_restart_goes_on_behind_the_last_whole_batch(cast: Cast, channel: Channel, monkeypatch: Any) -> None:
    monkeypatch.setattr(actions, "BATCH", 1)
    brought = actions.begin(brought=bring(cast, INSTAGRAM), by=cast.anna, now=NOW)
    assert actions.carry_on(brought, NOW) == NOW
    again = NumbersFile.objects.get()
    assert (again.position, KnownPost.objects.count()) == (1, 1)
    assert actions.carry_on(again, NOW) is None
    assert (KnownPost.objects.count(), NumbersFile.objects.get().stored) == (2, 2)


def test_pages_lead_from_the_file_to_its_result(cast: Cast, channel: Channel) -> None:
    client = cast.client(cast.anna)
    file = SimpleUploadedFile(
        "export.csv", (INSTAGRAM + "179003,zorza,Bad,11/30/2026 10:00,,IG image,Lifetime,1,1,1,1,1\n").encode()
    )
    page = client.post("/w/zorza/insight/files/", {"file": file}, follow=True)
    text = page.content.decode()
    assert "Meta Business Suite" in text
    assert "lies after the day of the export" in text
    brought = NumbersFile.objects.get()
    client.post(f"/w/zorza/insight/files/{brought.pk}/start/")
    while actions.carry_on(NumbersFile.objects.get(), NOW) is not None:
        pass
    assert "2 rows are stored" in client.get(f"/w/zorza/insight/files/{brought.pk}/").content.decode()
    assert "179003" in client.get(f"/w/zorza/insight/files/{brought.pk}/left-out/").content.decode()


def test_the_page_says_how_far_the_past_is_known_and_days_are_shown(cast: Cast, channel: Channel) -> None:
    twin: Any = gateway.twin_of(channel)
    twin.publish_past("Rye", NOW - timedelta(days=30))
    insight.backfill(channel, NOW)
    client = cast.client(cast.anna)
    assert "1 post of its past is known" in client.get("/w/zorza/insight/files/histories/").content.decode()
    brought = bring(cast, "Datum;Aufrufe\n19.11.2026;103\n")
    assert "Views 103" in client.get(f"/w/zorza/insight/files/{brought.pk}/").content.decode()


def test_the_page_says_why_a_number_is_missing(cast: Cast, channel: Channel) -> None:
    text = cast.client(cast.anna).get("/w/zorza/insight/files/").content.decode()
    assert "Instagram counts no clicks on posts" in text
    assert "Instagram retired impressions, plays, video_views on 2025-04-21" in text
    assert "Its numbers may be 48 hours behind" in text
