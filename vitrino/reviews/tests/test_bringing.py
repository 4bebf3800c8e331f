"""Bringing reviews of other sites: seen first, kept once, changed with their history, and nothing lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.channels.models import Arrival, Channel, Gap, Source
from vitrino.domain.problem import Problem
from vitrino.domain.reviews.scales import Rating
from vitrino.domain.slots import zone
from vitrino.inbox import actions as inbox
from vitrino.inbox.models import Conversation, Message
from vitrino.reviews import actions, queries
from vitrino.reviews.bringing import preview
from vitrino.reviews.bringing.days import NoDay, is_ambiguous, read_day
from vitrino.reviews.bringing.matching import Stored, match
from vitrino.reviews.bringing.meaning import Written, guess
from vitrino.reviews.models import Review, Upload
from vitrino.workspace.tests.cast import NOW, Cast, assemble

WARSAW = zone("Europe/Warsaw")
TABLE = (
    "Autor;Ocena;Data opinii;Treść;Odpowiedź\n"
    "Ola;5;12.11.2026;Pyszny chleb, wracam co tydzień.;Dziękujemy, Olu!\n"
    "Jan;2,0;13.11.2026;Paczka zgnieciona i nikt nie odpisuje.;\n"
    "Ewa;4/5;14.11.2026;Dobre, ale drogie.;\n"
    "Piotr;siedem;14.11.2026;Nie wiem.;\n"
    "Iza;5;31.02.2026;Super.;\n"
    ";5;;Bez daty;\n"
)


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def brought(cast: Cast, content: str = TABLE, **more: Any) -> Upload:
    values: dict[str, Any] = {
        "kind": "table",
        "name": "opinie.csv",
        "site": "Opineo",
        "site_url": "https://opineo.example/zorza",
    }
    values |= more
    encoding = values.pop("encoding", "utf-8")
    return actions.bring(workspace=cast.bakery, content=content.encode(encoding), by=cast.anna, now=NOW, **values)


def kept(cast: Cast, content: str = TABLE, *, now: datetime = NOW, **more: Any) -> Upload:
    return actions.keep(upload=brought(cast, content, **more), by=cast.anna, now=now)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-31", "2026-05-31"), ("31.05.2026", "2026-05-31"), ("3.4.2026", "2026-04-03"),
        ("31/05/2026", "2026-05-31"), ("05/31/2026", "2026-05-31"), ("31-05-2026 14:30", "2026-05-31"),
        ("31 maja 2026", "2026-05-31"), ("12 listopada 2026", "2026-11-12"), ("May 31, 2026", "2026-05-31"),
        ("31st of May 2026", "2026-05-31"), ("31-a de majo 2026", "2026-05-31"), ("1 sierpnia 2026", "2026-08-01"),
        ("Aug 1, 2026 3:15 PM", "2026-08-01"), ("1 aŭgusto 2026", "2026-08-01"), ("października 2026", ""),
        ("2026-05-31T23:30:00Z", "2026-06-01"), ("2026-05-31 10:00:00 UTC", "2026-05-31"),
        ("Sun, 31 May 2026 10:00:00 +0200", "2026-05-31"), ("5 paź 2026", "2026-10-05"), ("2030-01-01", ""),
        ("1987-01-01", ""), ("yesterday", ""), ("31.02.2026", ""), ("", ""), ("03/04/2026", ""),
    ],
)  # fmt: skip
def test_a_day_is_read_as_sites_write_it_or_refused(text: str, day: str) -> None:
    try:
        found = read_day(text, order="", zone=WARSAW, now=NOW).astimezone(WARSAW).date().isoformat()
    except NoDay:
        found = ""
    assert found == day


def test_only_a_person_says_what_an_ambiguous_day_means() -> None:
    assert is_ambiguous("03/04/2026")
    assert not is_ambiguous("3.04.2026")
    assert not is_ambiguous("04/04/2026")
    read = {order: read_day("03/04/2026", order=order, zone=WARSAW, now=NOW).date().isoformat()
            for order in ("dmy", "mdy")}  # fmt: skip
    assert read == {"dmy": "2026-04-03", "mdy": "2026-03-04"}


def test_headings_of_sites_and_people_are_known() -> None:
    assert guess(["Reviewer_Name", "Ocena (1-5)", "Data wystawienia", "body", "Co innego"]) == {
        "0": "author", "1": "rating", "2": "date", "3": "text",
    }  # fmt: skip


def test_nothing_is_kept_before_somebody_confirms(cast: Cast) -> None:
    seen = preview.look(brought(cast), now=NOW)
    assert seen.counts == {"new": 3}
    assert [(row.number, row.column) for row in seen.spoiled] == [(5, "Ocena"), (6, "Data opinii"), (7, "Data opinii")]
    assert not Arrival.objects.exists()
    assert not Channel.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1250", "iso-8859-2", "utf-16"])
def test_letters_are_found_out_whatever_program_wrote_them(cast: Cast, encoding: str) -> None:
    seen = preview.look(brought(cast, encoding=encoding), now=NOW)
    assert seen.good[0].found.written.text == "Pyszny chleb, wracam co tydzień."


def test_kept_reviews_are_arrivals_and_conversations_like_any_other(cast: Cast) -> None:
    upload = kept(cast)
    inbox.take_in(NOW)
    actions.follow(NOW)
    assert (upload.made, upload.changed, len(upload.problems), bytes(upload.content)) == (3, 0, 3, b"")
    assert list(Review.objects.order_by("at").values_list("author", "rating", "given")) == [
        ("Ola", 5, "5"), ("Jan", 2, "2,0"), ("Ewa", 4, "4/5"),
    ]  # fmt: skip
    assert Conversation.objects.filter(surface="review").count() == 3
    ola = Review.objects.get(author="Ola")
    assert ola.answered_at is not None, "the table says what was answered there"
    assert ola.conversation is not None
    assert list(ola.conversation.messages.order_by("pk").values_list("direction", "text")) == [
        ("in", "Pyszny chleb, wracam co tydzień."), ("out", "Dziękujemy, Olu!"),
    ]  # fmt: skip
    assert list(queries.unanswered(cast.bakery, NOW).values_list("author", flat=True)) == ["Jan", "Ewa"]


def test_a_place_brought_by_hand_is_never_silent(cast: Cast) -> None:
    kept(cast)
    assert not Source.objects.exists()
    assert not Gap.objects.exists()


def test_the_same_table_twice_changes_nothing(cast: Cast) -> None:
    kept(cast)
    before = list(Review.objects.order_by("pk").values())
    again = kept(cast)
    assert (again.made, again.changed, again.known) == (0, 0, 3)
    assert list(Review.objects.order_by("pk").values()) == before
    assert Channel.objects.count() == 1


def test_a_second_click_keeps_nothing_twice(cast: Cast) -> None:
    upload = brought(cast)
    actions.keep(upload=upload, by=cast.anna, now=NOW)
    actions.keep(upload=upload, by=cast.anna, now=NOW)
    assert Review.objects.count() == 3


def test_what_somebody_changed_stands_as_it_is_now_with_what_it_said_before(cast: Cast) -> None:
    kept(cast)
    changed = TABLE.replace("Jan;2,0", "Jan;5").replace("Paczka zgnieciona i nikt nie odpisuje.", "Wszystko naprawili.")
    seen = preview.look(brought(cast, changed), now=NOW)
    assert seen.counts == {"known": 2, "changed": 1}
    assert seen.of("changed")[0].found.before == Stored("Paczka zgnieciona i nikt nie odpisuje.", 2)
    actions.keep(upload=Upload.objects.get(state="shown"), by=cast.anna, now=NOW + timedelta(hours=1))
    kept(cast, changed.replace("Wszystko naprawili.", "Wszystko naprawili. Brawo."), now=NOW + timedelta(hours=2))
    jan = Review.objects.get(author="Jan")
    assert (jan.text, jan.rating) == ("Wszystko naprawili. Brawo.", 5)
    assert list(jan.versions.order_by("pk").values_list("text", "rating")) == [
        ("Paczka zgnieciona i nikt nie odpisuje.", 2), ("Wszystko naprawili.", 5),
    ]  # fmt: skip
    inbox.take_in(NOW + timedelta(hours=3))
    assert Message.objects.filter(text="Wszystko naprawili. Brawo.").count() == 1


def test_two_of_the_same_name_on_one_day_are_two(cast: Cast) -> None:
    head = "author,rating,date,review\n"
    kept(cast, head + "Anna,5,2026-11-10,Lovely bread\n")
    upload = kept(cast, head + "Anna,5,2026-11-10,Lovely bread\nAnna,1,2026-11-10,Never again\n")
    assert (upload.made, upload.known) == (1, 1)
    assert sorted(Review.objects.values_list("text", flat=True)) == ["Lovely bread", "Never again"]


def test_nobody_without_a_name_is_taken_for_another_nobody(cast: Cast) -> None:
    head = "author,rating,date,review\n"
    kept(cast, head + ",5,2026-11-10,Lovely bread\n")
    assert kept(cast, head + ",1,2026-11-10,Never again\n").made == 1


def test_an_id_of_the_site_says_who_is_who(cast: Cast) -> None:
    head = "id,author,rating,date,review\n"
    kept(cast, head + "r1,Anna,5,2026-11-10,Lovely\nr2,Anna,5,2026-11-10,Lovely\n")
    assert kept(cast, head + "r1,Anna K.,2,2026-11-12,Not lovely any more\n").changed == 1
    assert Review.objects.count() == 2


def test_an_ambiguous_day_stops_everything_until_somebody_says_what_it_means(cast: Cast) -> None:
    upload = brought(cast, "author,rating,date,review\nOla,5,03/04/2026,Nice bread here\n")
    assert preview.look(upload, now=NOW).asks_for_order
    with pytest.raises(Problem):
        actions.keep(upload=upload, by=cast.anna, now=NOW)
    actions.read_so(upload=upload, columns=upload.columns, date_order="dmy", scale="")
    actions.keep(upload=upload, by=cast.anna, now=NOW)
    assert Review.objects.get().at.astimezone(WARSAW).date().isoformat() == "2026-04-03"


def test_a_scale_to_ten_is_found_out_or_said(cast: Cast) -> None:
    table = "author,rating,date,review\nOla,9,2026-11-10,Good\nJan,4,2026-11-11,Meh\n"
    upload = brought(cast, table)
    assert [row.found.written.rating for row in preview.look(upload, now=NOW).good] == [Rating(5, "9"), Rating(2, "4")]
    actions.read_so(upload=upload, columns=upload.columns, date_order="", scale="100")
    assert [row.found.written.rating for row in preview.look(upload, now=NOW).good] == [Rating(1, "9"), Rating(1, "4")]


def test_columns_nobody_knows_are_named_by_a_person(cast: Cast) -> None:
    upload = brought(cast, "wer,wann,was\nOla,2026-11-10,Ein gutes Brot\n")
    assert not preview.look(upload, now=NOW).good
    actions.read_so(upload=upload, columns={"0": "author", "1": "date", "2": "text"}, date_order="", scale="")
    assert actions.keep(upload=upload, by=cast.anna, now=NOW).made == 1


def test_a_review_written_down_twice_is_there_once(cast: Cast) -> None:
    values: dict[str, Any] = {
        "workspace": cast.bakery, "site": "Zumi", "site_url": "", "author": "Ola", "rating": Rating(4, "4/5"),
        "at": datetime(2026, 11, 10, 11, tzinfo=UTC), "url": "", "by": cast.anna, "now": NOW,
    }  # fmt: skip
    for text in ("Good bread", "Good bread", "Good bread, really"):
        actions.write_down(text=text, **values)
    assert Review.objects.get().text == "Good bread, really"
    with pytest.raises(Problem):
        actions.write_down(text=" ", **(values | {"rating": None}))


def test_a_large_table_is_taken_up_by_the_sweep(cast: Cast) -> None:
    rows = "".join(f"P{n},5,2026-10-{n % 28 + 1:02},Good bread {n}\n" for n in range(250))
    assert kept(cast, f"author,rating,date,review\n{rows}").made == 250
    assert (Arrival.objects.count(), Review.objects.count()) == (250, 0)
    actions.follow(NOW)
    assert Review.objects.count() == 250
    assert kept(cast, f"author,rating,date,review\n{rows}").known == 250


def test_the_same_site_in_another_shop_is_another_place(cast: Cast) -> None:
    kept(cast)
    other = actions.bring(workspace=cast.florist, content=TABLE.encode(), by=cast.celina, now=NOW, kind="table",
                          name="o.csv", site="opineo", site_url="")  # fmt: skip
    assert actions.keep(upload=other, by=cast.celina, now=NOW).made == 3
    assert queries.reviews_of(cast.bakery).count() == 3


@pytest.mark.parametrize("content", ["", "author,rating\n", "\x00\x01"])
def test_what_is_no_table_is_refused_in_words(cast: Cast, content: str) -> None:
    with pytest.raises(Problem):
        brought(cast, content)
    assert not Upload.objects.exists()


rows = st.lists(
    st.builds(
        Written,
        author=st.sampled_from(["", "Ola", "Jan"]),
        text=st.sampled_from(["a", "b", "c", "d"]),
        rating=st.sampled_from([None, Rating(1, "1"), Rating(5, "5")]),
        at=st.sampled_from([NOW - timedelta(days=n) for n in range(2)]),
        key=st.sampled_from(["", "k1"]),
    ),
    max_size=8,
)


def stored_after(known: dict[str, Stored], table: list[Written]) -> dict[str, Stored]:
    found = dict(known)
    for one in match(table, known):
        if one.fate in ("new", "changed"):
            found[one.remote_id] = Stored(one.written.text, one.written.rating.stars if one.written.rating else None)
    return found


@given(rows, rows)
def test_no_row_is_lost_and_a_table_brought_again_changes_nothing(first: list[Written], second: list[Written]) -> None:
    known = stored_after({}, first)
    both = stored_after(known, second)
    kept_now = set(both.values())
    for row in (one for one in second if not one.key):
        assert Stored(row.text, row.rating.stars if row.rating else None) in kept_now
    assert stored_after(both, second) == both
    assert len(both) >= len(known)
