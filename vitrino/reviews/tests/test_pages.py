"""The pages of reviews: the sentence first, honest numbers, and everything one can do."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vitrino.channels import actions as channels
from vitrino.channels.models import Channel
from vitrino.connect import records
from vitrino.inbox import actions as inbox
from vitrino.inbox.models import Conversation
from vitrino.posts.models import Post
from vitrino.reviews import actions
from vitrino.reviews.models import AskingPolicy, Disclosure, Measure, Report, Review, ReviewPlace, ThankYou, Upload
from vitrino.reviews.tests.test_bringing import TABLE
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
PAGE = "/w/zorza/reviews/"
DAY = timedelta(days=1)


@pytest.fixture
def cast() -> Cast:
    return assemble()


@pytest.fixture
def anna(cast: Cast) -> Client:
    return cast.client(cast.anna)


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def write(
    cast: Cast, count: int, *, stars: int = 5, text: str = "Lovely fresh bread, number {n}.", days: int = 1
) -> None:
    """So many reviews on Google, one a day."""
    now = timezone.now()
    shop, _is_new = Channel.objects.get_or_create(
        workspace=cast.bakery, platform="google_business", remote_id="page",
        defaults={"handle": "zorza", "connected_at": NOW},
    )  # fmt: skip
    first = Review.objects.count()
    found = [
        records.Arrival(kind="review", remote_id=f"r{n}", author=records.Author(f"by{n}", "", f"Ola {n}"),
                        text=text.format(n=n), at=now - days * DAY - n * DAY, thread_id=f"r{n}", rating=stars,
                        reply=records.Reference(f"r{n}"))
        for n in range(first, first + count)
    ]  # fmt: skip
    channels.take_in(shop, found, now)
    inbox.take_in(now)
    actions.follow(now)


def test_an_empty_page_says_what_to_do_next(anna: Client) -> None:
    page = words(anna.get(PAGE))
    assert "No reviews yet" in page
    assert "Bring reviews" in page


def test_the_page_begins_with_what_waits(cast: Cast, anna: Client) -> None:
    write(cast, 3)
    write(cast, 2, stars=1, text="The parcel came late, number {n}.", days=4)
    page = words(anna.get(PAGE))
    assert "Reviews that wait for an answer: 5; too long already: 3." in page
    assert "Not enough reviews yet: 5. From 10 on an average means something." in page


def test_an_average_is_a_range_with_its_sample(cast: Cast, anna: Client) -> None:
    write(cast, 12)
    page = words(anna.get(PAGE))
    assert re.search(r"Between 4\.\d and 5\.0 stars, from 12 ratings of the last year\.", page)
    assert "Rating over time" in page
    assert "Show the numbers" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [("?stars=1", 2), ("?state=unanswered", 5), ("?state=answered", 0), ("?q=parcel", 2), ("?theme=delivery", 2),
     ("?stars=9&site=x&theme=zz&before=nonsense", 0), ("?state=nonsense", 5)],
)  # fmt: skip
def test_the_list_is_narrowed_by_what_one_asks_for(cast: Cast, anna: Client, query: str, count: int) -> None:
    write(cast, 3)
    write(cast, 2, stars=1, text="The parcel came late, number {n}.")
    page = anna.get(PAGE + query)
    assert page.content.decode().count("/reviews/") - page.content.decode().count('/reviews/"') >= count
    assert len(re.findall(r'href="/w/zorza/reviews/\d+/"', page.content.decode())) == count
    if not count:
        assert "No such review" in words(page)


def test_a_long_list_goes_on_where_it_ended(cast: Cast, anna: Client) -> None:
    write(cast, 35)
    first = anna.get(PAGE).content.decode()
    (older,) = re.findall(r'href="\?(before=[^"]+)"', first)
    second = anna.get(f"{PAGE}?{older}").content.decode()
    links = re.findall(r'href="/w/zorza/reviews/(\d+)/"', first) + re.findall(r'href="/w/zorza/reviews/(\d+)/"', second)
    assert len(set(links)) == 35


def test_more_reviews_cost_no_more_queries(cast: Cast, anna: Client) -> None:
    def cost(path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert anna.get(path).status_code == 200
        return len(asked)

    write(cast, 2)
    few = {path: cost(path) for path in (PAGE, f"{PAGE}themes/")}
    write(cast, 20)
    assert {path: cost(path) for path in few} == few


def test_a_review_shows_what_can_be_done_with_it(cast: Cast, anna: Client) -> None:
    write(cast, 1)
    review = Review.objects.get()
    page = words(anna.get(f"{PAGE}{review.pk}/"))
    for part in (
        "Answer in the inbox",
        "Freshness (“fresh”)",
        "Save a thank-you",
        "Good to quote",
        "Being bad is no breach",
    ):
        assert part in page


def test_a_talk_leads_to_its_review(cast: Cast, anna: Client) -> None:
    write(cast, 1)
    review = Review.objects.get()
    assert (
        f"/reviews/of/{review.conversation_id}/"
        in anna.get(f"/w/zorza/inbox/{review.conversation_id}/").content.decode()
    )
    assert anna.get(f"{PAGE}of/{review.conversation_id}/")["location"] == f"{PAGE}{review.pk}/"
    assert anna.get(f"{PAGE}of/999/").status_code == 404


def test_a_thank_you_is_sent_from_the_page(cast: Cast, anna: Client) -> None:
    write(cast, 1)
    review = Review.objects.get()
    assert anna.post(f"{PAGE}thanks/", {"title": "T", "text": "Thank you!"}).status_code == 422
    anna.post(f"{PAGE}thanks/", {"title": "Rye", "text": "Thank you, {customer_name}! {personal}"})
    saved = ThankYou.objects.get()
    asked = {"thanks": saved.pk, "personal": "ok"}
    assert "at least 3 words" in words(anna.post(f"{PAGE}{review.pk}/thanks/", asked))
    answer = anna.post(f"{PAGE}{review.pk}/thanks/", asked | {"personal": "We are glad about the rye bread."})
    assert answer.status_code == 302
    anna.post(f"{PAGE}thanks/{saved.pk}/removal/")
    assert not ThankYou.objects.exists()


def test_praise_becomes_a_draft_and_the_writer_goes_on(cast: Cast, anna: Client) -> None:
    write(cast, 1)
    review = Review.objects.get()
    anna.post(f"{PAGE}{review.pk}/usability/", {"usable": "1"})
    assert anna.post(f"{PAGE}{review.pk}/post/", {"quote": "Awful bread indeed"}).status_code == 422
    answer = anna.post(f"{PAGE}{review.pk}/post/", {"quote": "Lovely fresh bread"})
    post = Post.objects.get()
    assert answer["location"] == f"/w/zorza/posts/{post.pk}/"
    assert "Open the post" in words(anna.get(f"{PAGE}{review.pk}/"))


def test_a_report_is_noted_with_its_breach(cast: Cast, anna: Client) -> None:
    write(cast, 1, stars=1)
    review = Review.objects.get()
    assert anna.post(f"{PAGE}{review.pk}/report/", {"reason": "unfair", "note": "It is not fair."}).status_code == 422
    anna.post(f"{PAGE}{review.pk}/report/", {"reason": "abuse", "note": "It calls Bruno a rat."})
    report = Report.objects.get()
    assert "It calls Bruno a rat." in words(anna.get(f"{PAGE}{review.pk}/"))
    anna.post(f"{PAGE}reports/{report.pk}/outcome/", {"outcome": "kept"})
    report.refresh_from_db()
    assert report.outcome == "kept"


def test_themes_show_months_and_what_is_done(cast: Cast, anna: Client) -> None:
    assert "Nothing to see yet" in words(anna.get(f"{PAGE}themes/"))
    write(cast, 6, stars=2, text="The parcel came late again, number {n}.")
    assert "nothing is being done: Delivery" in words(anna.get(f"{PAGE}themes/"))
    anna.post(f"{PAGE}themes/", {"theme": "delivery", "text": "A new courier"})
    page = words(anna.get(f"{PAGE}themes/"))
    assert "What you do: A new courier" in page
    assert "parcel" in page
    anna.post(f"{PAGE}measures/{Measure.objects.get().pk}/end/")
    assert Measure.objects.get().ended_at is not None


def test_a_viewer_sees_themes_but_notes_nothing(cast: Cast) -> None:
    cast.bruno.memberships.update(role="viewer")
    bruno = cast.client(cast.bruno)
    bruno.post(f"{PAGE}themes/", {"theme": "delivery", "text": "A new courier"})
    assert not Measure.objects.exists()


def test_a_table_is_looked_at_corrected_and_kept(anna: Client) -> None:
    file = SimpleUploadedFile("opinie.csv", TABLE.encode("cp1250"))
    answer = anna.post(f"{PAGE}bring/", {"site": "Opineo", "site_url": "opineo.example", "file": file})
    page = words(anna.get(answer["location"]))
    assert "Opineo: new 3, changed 0, known 0, left out 3. Nothing is kept yet." in page
    assert "“siedem” is no rating" in page
    columns = {f"column-{n}": field for n, field in enumerate(("author", "rating", "date", "text", "answer"))}
    reading = {"encoding": "cp1250", "delimiter": ";", "date_order": "", "scale": "5"} | columns
    assert anna.post(answer["location"], reading).status_code == 302
    anna.post(f"{answer['location']}keeping/")
    assert Review.objects.count() == 3
    assert "new 3, changed 0" in words(anna.get(answer["location"]))
    assert "Row 5" in words(anna.get(answer["location"]))


def test_a_file_that_is_no_table_keeps_the_form(anna: Client) -> None:
    page = anna.post(f"{PAGE}bring/", {"site": "Opineo", "file": SimpleUploadedFile("x.csv", b"only,headings\n")})
    assert page.status_code == 422
    assert "There is nothing below the headings." in words(page)
    assert not Upload.objects.exists()


def test_a_pasted_mail_and_a_note_by_hand_come_in(anna: Client) -> None:
    assert anna.post(f"{PAGE}bring/mail/", {"site": "Zumi", "mail": " "}).status_code == 422
    mail = "Author: Ola\nRating: 5/5\nDate: 2026-11-10\nReview: Fresh every day.\n"
    answer = anna.post(f"{PAGE}bring/mail/", {"site": "Zumi", "mail": mail})
    anna.post(f"{answer['location']}keeping/")
    note = {"site": "Zumi", "author": "Jan", "stars": "4", "day": "2026-11-12", "text": "Good rolls."}
    assert anna.post(f"{PAGE}bring/note/", note | {"day": "2999-01-01"}).status_code == 422
    assert anna.post(f"{PAGE}bring/note/", note).status_code == 302
    assert sorted(Review.objects.values_list("author", "rating")) == [("Jan", 4), ("Ola", 5)]
    review = Review.objects.get(author="Jan")
    assert "lets nobody answer from outside" in words(anna.get(f"{PAGE}{review.pk}/"))
    inbox.take_in(timezone.now())
    anna.post(f"{PAGE}{review.pk}/answer/", {"text": "Thank you, Jan!"})
    review.refresh_from_db()
    assert review.answered_at is not None


def test_a_site_brought_by_hand_fits_into_the_other_pages(cast: Cast, anna: Client) -> None:
    note = {"site": "Zumi", "author": "Jan", "stars": "2", "day": "2026-11-12", "text": "Stale rolls, again."}
    anna.post(f"{PAGE}bring/note/", note)
    inbox.take_in(timezone.now())
    talk = Conversation.objects.get().pk
    for path in ("sources/", "channels/", "today/", "inbox/?state=all", f"inbox/{talk}/", "insight/", "alerts/"):
        assert anna.get(f"/w/zorza/{path}").status_code == 200, path
    assert "The review, with its history" in words(anna.get(f"/w/zorza/inbox/{talk}/"))


def test_asking_is_switched_on_when_there_is_a_place(anna: Client) -> None:
    settings = {"is_on": "on", "wait_days": 7, "remind_days": 0, "cool_down_days": 30, "opens": "09:00",
                "closes": "20:00", "language": "pl", "greeting": ""}  # fmt: skip
    assert "Customers are not asked" in words(anna.get(f"{PAGE}asking/"))
    refused = anna.post(f"{PAGE}asking/settings/", settings)
    assert refused.status_code == 422
    assert "Add a place" in words(refused)
    anna.post(f"{PAGE}asking/places/", {"name": "Google", "url": "https://g.page/zorza/review"})
    assert anna.post(f"{PAGE}asking/settings/", settings).status_code == 302
    assert AskingPolicy.objects.get().since is not None
    assert "is asked 7 days after the delivery" in words(anna.get(f"{PAGE}asking/"))
    place = ReviewPlace.objects.get()
    assert "one place must stay" in words(anna.post(f"{PAGE}asking/places/{place.pk}/removal/", follow=True))
    assert ReviewPlace.objects.exists()


def test_consents_are_added_and_taken_back(anna: Client) -> None:
    bad = anna.post(f"{PAGE}asking/consents/", {"emails": "nobody", "source": "checkout"})
    assert bad.status_code == 422
    anna.post(f"{PAGE}asking/consents/", {"emails": "Ola@example.com, jan@example.com", "source": "checkout"})
    page = anna.get(f"{PAGE}asking/consents/").content.decode()
    (first, *_others) = re.findall(r"/consents/(\d+)/removal/", page)
    anna.post(f"{PAGE}asking/consents/{first}/removal/")
    assert "never asked" in words(anna.get(f"{PAGE}asking/consents/"))


def test_the_disclosure_is_made_of_what_the_shop_states(cast: Cast, anna: Client) -> None:
    assert anna.post(f"{PAGE}disclosure/", {"checking": "all", "shows_all": "on"}).status_code == 422
    anna.post(f"{PAGE}disclosure/", {"checking": "all", "how": "a link for each order <b>", "shows_all": "on"})
    assert Disclosure.objects.get().checking == "all"
    page = anna.get(f"{PAGE}disclosure/").content.decode()
    for part in ("About our reviews", "O naszych opiniach", "Pri niaj recenzoj", "no legal advice"):
        assert part in page
    assert "order <b>" not in page


def test_foreign_words_are_shown_as_words(cast: Cast, anna: Client) -> None:
    write(cast, 1, text="<script>alert(1)</script> bread {n}")
    review = Review.objects.get()
    for page in (PAGE, f"{PAGE}{review.pk}/"):
        assert "<script>alert(1)" not in anna.get(page).content.decode()
