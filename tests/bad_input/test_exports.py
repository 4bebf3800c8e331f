"""Exports of platforms, as people really bring them (rows 201 to 212)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.bad_input.clear import is_clear, refused
from tests.bad_input.rows import row
from vitrino.channels.models import Channel
from vitrino.insight import queries as numbers
from vitrino.insight.models import KnownPost, Snapshot
from vitrino.metricimports import actions, preview
from vitrino.metricimports.models import NumbersFile
from vitrino.posts.tests.composing import channel
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db

HEAD = "Post ID,Account username,Description,Publish time,Permalink,Views,Likes\n"
GOOD = "1,zorza,Rye,2026-11-10 09:00,https://instagram.com/p/1,1240,88\n"


@pytest.fixture
def cast() -> Cast:
    people = assemble()
    channel(people, "instagram")
    return people


def bring(cast: Cast, content: str | bytes) -> NumbersFile:
    data = content.encode() if isinstance(content, str) else content
    return actions.bring(workspace=cast.bakery, name="export.csv", content=data, by=cast.anna, now=NOW)


def seen(cast: Cast, content: str | bytes) -> preview.Seen:
    return preview.look(bring(cast, content), now=NOW)


def stored(cast: Cast, content: str | bytes) -> NumbersFile:
    brought = actions.begin(brought=bring(cast, content), by=cast.anna, now=NOW)
    while actions.carry_on(brought, NOW) is not None:
        pass
    brought.refresh_from_db()
    return brought


def only_good(found: preview.Seen) -> None:
    """The good row comes, the other is named, clearly."""
    assert [dict(good.says.values) for good in found.good] == [{"views": 1240, "likes": 88}]
    [spoiled] = found.spoiled
    is_clear(spoiled.message)


@row(201)
@pytest.mark.parametrize("headings", ["Post ID,Title\n1,Rye\n", "Views,Likes\n10,2\n"], ids=["no number", "no post"])
def test_a_table_that_can_say_nothing_says_what_is_missing(cast: Cast, headings: str) -> None:
    brought = bring(cast, headings)
    found = preview.look(brought, now=NOW)
    assert found.problem is not None
    is_clear(found.problem)
    with refused():
        actions.begin(brought=brought, by=cast.anna, now=NOW)
    assert not Snapshot.objects.exists()


@row(201)
def test_a_post_nobody_knows_needs_its_day(cast: Cast) -> None:
    [spoiled] = seen(cast, "Post ID,Account username,Likes\n7,zorza,3\n").spoiled
    is_clear(spoiled.message)


@row(202)
@pytest.mark.parametrize(
    "headings",
    ["Identyfikator posta;Nazwa użytkownika konta;Czas publikacji;Wyświetlenia;Polubienia",
     "Beitrags-ID;Benutzername des Kontos;Veröffentlichungszeit;Aufrufe;„Gefällt mir“-Angaben",
     "Afiŝo-ID;Uzanto;Publikigita;Vidoj;Ŝatoj"],
    ids=["Polish", "German", "Esperanto"],
)  # fmt: skip
def test_headings_are_understood_in_other_languages(cast: Cast, headings: str) -> None:
    [good] = seen(cast, f"{headings}\n1;zorza;2026-11-10 09:00;1240;88\n").good
    assert dict(good.says.values) == {"views": 1240, "likes": 88}


@row(203)
@pytest.mark.parametrize("views", ["1.240", "1 240", "1.240,0", "1,24 tys."])
def test_numbers_are_read_as_they_are_written_elsewhere(cast: Cast, views: str) -> None:
    [good] = seen(cast, (HEAD + GOOD).replace(",", ";").replace("1240", views)).good
    assert good.says.values["views"] == 1240


@row(204)
@pytest.mark.parametrize("views", ["12 %", "many", "-5", "1.5"])
def test_a_cell_that_is_no_count_spoils_its_row_alone(cast: Cast, views: str) -> None:
    only_good(seen(cast, f"{HEAD}{GOOD}2,zorza,Spelt,2026-11-11 09:00,https://instagram.com/p/2,{views},5\n"))


@row(205)
@pytest.mark.parametrize("views", ["--", "", "N/A", "—"])
def test_what_the_platform_does_not_tell_is_missing_and_not_0(cast: Cast, views: str) -> None:
    stored(cast, (HEAD + GOOD).replace("1240", views))
    assert KnownPost.objects.get().latest == {"likes": 88}
    total = numbers.totals(list(Channel.objects.all()), date(2026, 11, 10), date(2026, 11, 10))
    assert total["views"].value is None


@row(206)
def test_a_row_that_stands_twice_counts_once(cast: Cast) -> None:
    found = seen(cast, HEAD + GOOD + GOOD)
    assert (len(found.good), len(found.known), len(found.spoiled)) == (1, 1, 0)
    only_good(seen(cast, HEAD + GOOD + GOOD.replace("88", "99")))


@row(207)
@pytest.mark.parametrize("when", ["2027-11-10 09:00", "22 Nov", "soon"])
def test_a_day_that_can_not_be_spoils_its_row_alone(cast: Cast, when: str) -> None:
    only_good(seen(cast, f"{HEAD}{GOOD}2,zorza,Spelt,{when},https://instagram.com/p/2,9,5\n"))


@row(208)
def test_the_order_of_day_and_month_is_asked_before_anything_is_stored(cast: Cast) -> None:
    content = (HEAD + GOOD).replace("2026-11-10 09:00", "03/04/2026")
    brought = bring(cast, content)
    with refused("03/04/2026 means"):
        actions.begin(brought=brought, by=cast.anna, now=NOW)
    assert not KnownPost.objects.exists()
    shown = seen(cast, content + GOOD.replace("2026-11-10 09:00", "25/04/2026").replace("1,zorza", "2,zorza"))
    assert not shown.asks_for_order


@row(209)
@pytest.mark.parametrize("encoding", ["utf-16", "cp1250", "utf-8-sig"])
def test_headings_are_found_below_a_note(cast: Cast, encoding: str) -> None:
    content = f"sep=,\nNumbers may change; days begin at midnight, Pacific time.\n{HEAD}{GOOD}"
    [good] = seen(cast, content.encode(encoding)).good
    assert good.says.values["views"] == 1240


@row(210, 211)
@pytest.mark.parametrize(
    "line", ["Total,,,,,9999,999", "1.79E+16,zorza,Spelt,2026-11-11 09:00,,9,5"], ids=["a total", "a rounded id"]
)
def test_a_row_that_is_no_post_is_left_out(cast: Cast, line: str) -> None:
    only_good(seen(cast, f"{HEAD}{GOOD}{line}\n"))


@row(212)
def test_a_retired_number_is_missing_with_its_reason(cast: Cast) -> None:
    [page] = [channel(cast, "facebook")]
    why = numbers.why_missing(page, "views")
    assert why is not None
    is_clear(why)
    assert "2025-11-15" in str(why)
    assert numbers.why_missing(page, "likes") is None
