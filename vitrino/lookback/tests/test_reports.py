"""Reports: frozen, printed, tabled, shared by link and mailed; nothing more than the report leaves the shop."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation

from vitrino.channels.models import Channel
from vitrino.domain.problem import Problem
from vitrino.engine import ticker
from vitrino.lookback.models import Report, ReportMail
from vitrino.lookback.periods import Period
from vitrino.lookback.report import colours, contents, mailing, making, paper, printing, xlsx
from vitrino.lookback.tests.scene import channel, history, post
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
OCTOBER = Period("month", date(2026, 10, 1), date(2026, 10, 31))
DECEMBER = datetime.fromisoformat("2026-12-03T09:00:00+00:00")


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def shop(cast: Cast) -> Channel:
    made = channel(cast.bakery)
    history(made, NOW)
    return made


@pytest.fixture
def report(cast: Cast, shop: Channel) -> Report:
    return making.make(workspace=cast.bakery, period=OCTOBER, by=cast.anna, now=NOW)


def work_off(now: datetime) -> None:
    """What the worker would do: print, then send."""
    for report in Report.objects.filter(pdf_state="making"):
        printing.work_off(report, now)
    for row in ReportMail.objects.filter(state="waiting"):
        mailing.work_off(row, now)


def told_page(cast: Cast, report: Report) -> str:
    return str(cast.client(cast.anna).get(f"/w/zorza/reports/{report.pk}/").content.decode())


def test_a_report_stays_as_it_was_until_it_is_made_anew(cast: Cast, shop: Channel, report: Report) -> None:
    before = told_page(cast, report)
    post(shop, NOW - timedelta(days=30), 5000, text="The great wedding cake")
    assert making.make(workspace=cast.bakery, period=OCTOBER, by=cast.anna, now=NOW).told == report.told
    assert "wedding cake" not in told_page(cast, report)
    cast.client(cast.anna).post(f"/w/zorza/reports/{report.pk}/again/")
    assert "wedding cake" in told_page(cast, report) != before


def test_a_number_nobody_told_is_a_dash_with_its_reason(cast: Cast, shop: Channel) -> None:
    made = making.make(workspace=cast.bakery, period=OCTOBER, by=cast.anna, now=NOW)
    followers = next(one for one in contents.read(made.told).seen.figures if one.key == "follows")
    assert followers.value is None
    page = told_page(cast, made)
    assert "No platform has told the followers up to that day." in page
    assert "not known yet" in page


def test_nothing_a_customer_said_is_in_a_report(cast: Cast, report: Report) -> None:
    assert cast.anna.email not in str(report.told)
    assert set(report.told) == {"shop", "seen", "channels", "days", "tried", "first"}


@pytest.mark.parametrize("language", ["en", "pl", "eo"])
def test_the_press_prints_every_language_and_no_text_becomes_markup(cast: Cast, report: Report, language: str) -> None:
    cast.bakery.name = "Zażółć ĉĝĥĵŝŭ #panic() $x$ *b* @a <b>"
    cast.bakery.language = language
    made = making.make(workspace=cast.bakery, period=OCTOBER, by=cast.anna, now=NOW, is_again=True)
    with translation.override(language):
        data = paper.sheet(made, making_look(cast))
    pdf = paper.print_pdf(data)
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) > 5000


def making_look(cast: Cast) -> Any:
    from vitrino.lookback import queries

    return queries.look_of(cast.bakery)


def test_the_pdf_comes_from_the_background_and_can_be_fetched(cast: Cast, report: Report) -> None:
    client, address = cast.client(cast.anna), f"/w/zorza/reports/{report.pk}/pdf/"
    assert client.get(address).status_code == 404
    client.post(address)
    assert "is being made" in client.get(f"{address}progress/").content.decode()
    ticker.run_until_idle(datetime.now(tz=NOW.tzinfo) + timedelta(seconds=5))
    got = client.get(address)
    assert got.content.startswith(b"%PDF-")
    assert got["Content-Disposition"] == 'attachment; filename="zorza-2026-10-01-month.pdf"'


def test_a_pdf_that_can_not_be_set_says_so_after_three_tries(
    cast: Cast, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "TIME_S", 0.0001)
    making.want_pdf(report=report, now=NOW)
    for _try in range(3):
        work_off(NOW)
    report.refresh_from_db()
    assert report.pdf_state == "failed"
    assert "took longer than a minute" in told_page(cast, report)


def test_a_table_runs_no_formula(cast: Cast, shop: Channel) -> None:
    post(shop, NOW - timedelta(days=30), 9000, text='=HYPERLINK("https://evil.example","prize")')
    made = making.make(workspace=cast.bakery, period=OCTOBER, by=cast.anna, now=NOW)
    book = xlsx.workbook(contents.read(made.told))
    with zipfile.ZipFile(io.BytesIO(book)) as inside:
        sheets = b"".join(inside.read(name) for name in inside.namelist() if name.startswith("xl/worksheets/sheet"))
        assert b"HYPERLINK" in inside.read("xl/sharedStrings.xml")
        assert b'quotePrefix="1"' in inside.read("xl/styles.xml")
    assert b"<f>" not in sheets
    assert cast.client(cast.anna).get(f"/w/zorza/reports/{made.pk}/table/").content[:2] == b"PK"


@pytest.mark.parametrize("language", ["en", "pl", "eo"])
def test_a_table_has_its_five_sheets_in_every_language(report: Report, language: str) -> None:
    with translation.override(language):
        book = xlsx.workbook(contents.read(report.told))
    with zipfile.ZipFile(io.BytesIO(book)) as inside:
        assert sum(name.startswith("xl/worksheets/sheet") for name in inside.namelist()) == 5


def test_old_files_go_and_what_they_told_stays(cast: Cast, report: Report) -> None:
    making.want_pdf(report=report, now=NOW)
    work_off(NOW)
    assert printing.tidy(NOW + timedelta(days=89)) == 0
    assert printing.tidy(NOW + timedelta(days=90)) == 1
    report.refresh_from_db()
    assert (report.pdf_state, bytes(report.pdf)) == ("none", b"")
    assert told_page(cast, report)


def test_a_link_shows_one_report_to_a_stranger_until_it_is_taken_back(cast: Cast, report: Report) -> None:
    link, token = making.give_link(report=report, days=30, by=cast.anna, now=datetime.now(tz=NOW.tzinfo))
    stranger = Client()
    got = stranger.get(f"/report/{token}/")
    assert got.status_code == 200
    assert got["X-Robots-Tag"] == "noindex, nofollow"
    assert got["Referrer-Policy"] == "no-referrer"
    assert "no-store" in got["Cache-Control"]
    assert "/w/zorza/" not in got.content.decode()
    assert stranger.get(f"/report/{token}x/").status_code == 404
    assert token not in str(link.__dict__)
    cast.client(cast.anna).post(f"/w/zorza/reports/links/{link.pk}/removal/")
    assert stranger.get(f"/report/{token}/").status_code == 404


def test_a_link_ends_by_itself(cast: Cast, report: Report) -> None:
    _link, token = making.give_link(report=report, days=7, by=cast.anna, now=NOW)
    assert making.link_for(token, NOW + timedelta(days=6)) is not None
    assert making.link_for(token, NOW + timedelta(days=7)) is None


def test_its_address_is_told_once(cast: Cast, report: Report) -> None:
    client = cast.client(cast.anna)
    page = client.post(f"/w/zorza/reports/{report.pk}/links/", {"days": "30"}).content.decode()
    assert "/report/" in page
    assert "/report/" not in told_page(cast, report)


def test_a_colour_too_light_is_refused_with_one_that_can_be_read(cast: Cast) -> None:
    with pytest.raises(Problem, match="too light") as refused:
        making.set_look(workspace=cast.bakery, accent="#ffcc00", logo=None, by=cast.anna, now=NOW)
    darker = str(refused.value.message.values["darker"])
    assert colours.contrast(darker) >= 4.5 > colours.contrast("#ffcc00")
    making.set_look(workspace=cast.bakery, accent=darker.upper(), logo=None, by=cast.anna, now=NOW)
    with pytest.raises(Problem, match="Write the colour"):
        making.set_look(workspace=cast.bakery, accent="red;}", logo=None, by=cast.anna, now=NOW)


def test_a_logo_of_another_shop_is_not_taken(cast: Cast) -> None:
    with pytest.raises(Problem, match="no longer there"):
        making.set_look(workspace=cast.bakery, accent="", logo=12345, by=cast.anna, now=NOW)


def test_a_reader_gets_the_month_once_with_its_pdf_and_proof(cast: Cast, shop: Channel) -> None:
    reader = mailing.add_reader(
        workspace=cast.bakery, email="Partner@Example.com", every="month", by=cast.anna, now=NOW
    )
    assert mailing.send_due(NOW) == 0
    assert [mailing.send_due(DECEMBER), mailing.send_due(DECEMBER + timedelta(hours=1))] == [1, 0]
    work_off(DECEMBER)
    (sent,) = mail.outbox
    assert sent.to == ["partner@example.com"]
    assert "November 2026" in sent.subject
    assert [kind for _name, _body, kind in sent.attachments] == ["application/pdf"]
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    row = ReportMail.objects.get(reader=reader)
    assert (row.state, row.proof) == ("sent", "smtp:250")


def test_one_click_ends_the_mails_and_looking_alone_does_not(cast: Cast, shop: Channel) -> None:
    reader = mailing.add_reader(workspace=cast.bakery, email="a@example.com", every="week", by=cast.anna, now=NOW)
    address, stranger = f"/report/{mailing.token_of(reader)}/no-more/", Client(enforce_csrf_checks=True)
    stranger.get(address)
    assert mailing.send_due(NOW + timedelta(days=5)) == 1
    assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    work_off(NOW + timedelta(days=5))
    assert mail.outbox == []
    assert mailing.send_due(NOW + timedelta(days=12)) == 0
    assert stranger.post("/report/7:forged/no-more/").status_code == 404


def test_a_lost_answer_of_the_mail_server_sends_no_second_report(
    cast: Cast, shop: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vitrino.connect.errors import OutcomeUnknown

    def lost(_message: object) -> str:
        raise OutcomeUnknown

    mailing.add_reader(workspace=cast.bakery, email="a@example.com", every="month", by=cast.anna, now=NOW)
    mailing.send_due(DECEMBER)
    monkeypatch.setattr("vitrino.notify.ways.mail.post", lost)
    work_off(DECEMBER)
    assert ReportMail.objects.get().state == "given-up"


def test_all_pages_of_reports_answer_and_refuse_well(cast: Cast, report: Report) -> None:
    client = cast.client(cast.anna)
    assert client.get("/w/zorza/reports/").status_code == 200
    assert client.post("/w/zorza/reports/readers/", {"email": "no", "every": "month"}).status_code == 422
    assert client.post("/w/zorza/reports/look/", {"accent": "#ffff00"}).status_code == 422
    assert client.post("/w/zorza/reports/making/", {"period": "month:1999-01-01"}).status_code == 404
    offered = client.post("/w/zorza/reports/making/", {"period": "month:2026-10-01"})
    assert offered.status_code in (302, 404)  # by the day on which the tests run
