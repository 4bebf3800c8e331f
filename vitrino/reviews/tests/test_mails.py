"""Mails of review sites, in English and Polish, as one would forward them."""

from __future__ import annotations

import pytest

from vitrino.domain.problem import Problem
from vitrino.reviews import actions
from vitrino.reviews.bringing.mails import HEADINGS, read_mails, site_of
from vitrino.reviews.models import Review, Upload
from vitrino.workspace.tests.cast import NOW, Cast, assemble

ENGLISH = """\
From: Trustpilot <noreply@mail.trustpilot.com>
To: shop@zorza.example
Subject: New review
Date: Sun, 15 Nov 2026 10:00:00 +0100
Content-Type: text/plain; charset=utf-8

Hi,

Anna Kowalska has left a 4-star review of Zorza.

“Great bread, but the parcel came late. Would buy again.”

Reply to this review: https://www.trustpilot.com/reviews/abc123
Unsubscribe: https://example.com/unsubscribe
"""
POLISH = """\
Od: Allegro <opinie@allegro.pl>
Temat: Nowa ocena
Data: 12 listopada 2026

Kupujący: jan_nowak
Ocena: nie polecam
Komentarz: Chleb czerstwy.
Paczka zgnieciona, nikt nie odpisuje.

Zobacz ocenę na stronie
https://allegro.pl/moje/opinie/55
"""
LABELLED = """\
Author: Ola
Rating: ★★★★★ (5)
Title: Wonderful
Date: 2026-11-10
Review:
Truly fresh.

Every day.
--
The site team
"""
STORY = """\
Cześć! Ewa dodała opinię o Twoim sklepie.

Ocena ogólna: 3,5/5
Data wystawienia: 14.11.2026
Treść opinii: „Dobre, ale drogie.”
Odpowiedz na opinię
"""
HTML = """\
From: reviews@judge.example
Date: Mon, 16 Nov 2026 08:00:00 +0000
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><head><style>p { color: red }</style></head><body><p>Rating: 2/5</p><p>Name: Jan</p>
<p>Review: The box was <b>crushed</b>.</p><p><a href="https://judge.example/reviews/9">View review</a></p></body></html>
"""


def read(text: str) -> dict[str, str]:
    (row,) = read_mails(text.encode()).rows
    return dict(zip(HEADINGS, row.cells, strict=True))


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        (ENGLISH, {"author": "Anna Kowalska", "rating": "4-star", "date": "Sun, 15 Nov 2026 10:00:00 +0100",
                   "text": "Great bread, but the parcel came late. Would buy again.",
                   "url": "https://www.trustpilot.com/reviews/abc123"}),
        (POLISH, {"author": "jan_nowak", "rating": "nie polecam", "date": "12 listopada 2026",
                  "text": "Chleb czerstwy.\nPaczka zgnieciona, nikt nie odpisuje.",
                  "url": "https://allegro.pl/moje/opinie/55"}),
        (LABELLED, {"author": "Ola", "rating": "★★★★★", "title": "Wonderful", "date": "2026-11-10",
                    "text": "Truly fresh.\n\nEvery day."}),
        (STORY, {"author": "Ewa", "rating": "3,5/5", "date": "14.11.2026", "text": "Dobre, ale drogie."}),
        (HTML, {"author": "Jan", "rating": "2/5", "text": "The box was crushed.",
                "url": "https://judge.example/reviews/9"}),
    ],
)  # fmt: skip
def test_a_mail_tells_who_wrote_what(mail: str, expected: dict[str, str]) -> None:
    found = read(mail)
    assert {name: found[name] for name in expected} == expected


def test_the_site_is_whom_the_mail_is_from() -> None:
    assert site_of(ENGLISH.encode()) == "trustpilot.com"
    assert site_of(POLISH.encode()) == "allegro.pl"
    assert site_of(LABELLED.encode()) == ""


def test_a_mailbox_is_many_mails() -> None:
    box = "".join(f"From x@y Sun Nov 15 10:00:00 2026\n{mail}\n" for mail in (ENGLISH, HTML, ENGLISH))
    assert len(read_mails(box.encode()).rows) == 3


@pytest.mark.parametrize("content", [b"", b"   \n"])
def test_an_empty_mail_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Problem):
        read_mails(content)


@pytest.mark.django_db
def test_a_mail_is_seen_before_it_is_kept_and_comes_in_once() -> None:
    cast: Cast = assemble()
    for _time in range(2):
        upload = actions.bring(workspace=cast.bakery, kind="mail", name="Pasted mail", site="", site_url="",
                               content=ENGLISH.encode(), by=cast.anna, now=NOW)  # fmt: skip
        assert Review.objects.count() == _time
        actions.keep(upload=upload, by=cast.anna, now=NOW)
    found = Review.objects.select_related("channel").get()
    assert (found.author, found.rating, found.channel.name) == ("Anna Kowalska", 4, "trustpilot.com")
    assert list(Upload.objects.order_by("pk").values_list("made", "known")) == [(1, 0), (0, 1)]


@pytest.mark.django_db
def test_what_a_mail_does_not_say_is_said() -> None:
    cast: Cast = assemble()
    asked = {"workspace": cast.bakery, "kind": "mail", "name": "m", "site_url": "", "by": cast.anna, "now": NOW}
    with pytest.raises(Problem) as refused:
        actions.bring(site="", content=LABELLED.encode(), **asked)  # type: ignore[arg-type]
    assert refused.value.field == "site"
    upload = actions.bring(site="Zumi", content=b"Hello, we have news for you!", **asked)  # type: ignore[arg-type]
    with pytest.raises(Problem):
        actions.keep(upload=upload, by=cast.anna, now=NOW)
