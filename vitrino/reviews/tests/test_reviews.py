"""Reviews of every source: taken up, answered, thanked for, quoted, reported, and counted honestly."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from vitrino.channels import actions as channels
from vitrino.channels.models import Arrival, Channel
from vitrino.connect import records
from vitrino.domain.problem import Problem
from vitrino.domain.reviews.scales import Rating
from vitrino.domain.reviews.themes import Theme
from vitrino.inbox import actions as inbox
from vitrino.publishing.models import Publication
from vitrino.reviews import actions, following, queries, using
from vitrino.reviews.models import Measure, Review, ReviewVersion, ThankYou
from vitrino.reviews.personal import erase, held
from vitrino.reviews.tests.buyers import DAY, agree
from vitrino.workspace.keeping import Subject
from vitrino.workspace.tests.cast import NOW, Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    return assemble()


def channel(cast: Cast) -> Channel:
    made, _is_new = Channel.objects.get_or_create(
        workspace=cast.bakery, platform="google_business", remote_id="page",
        defaults={"handle": "page", "connected_at": NOW},
    )  # fmt: skip
    return made


def write(cast: Cast, text: str, rating: int | None = 5, *, at: Any = NOW - DAY, number: str = "",
          name: str = "Ola Nowak", edited_at: Any = None) -> Review:  # fmt: skip
    """Somebody reviews the bakery on Google."""
    number = number or f"r{Arrival.objects.count()}"
    one = records.Arrival(
        kind="review", remote_id=number, author=records.Author(f"by:{number}", "", name), text=text, at=at,
        url="https://g.page/zorza", thread_id=number, rating=rating, reply=records.Reference(number),
        edited_at=edited_at,
    )  # fmt: skip
    channels.take_in(channel(cast), [one], NOW)
    inbox.take_in(NOW)
    actions.follow(NOW)
    return Review.objects.select_related("workspace", "channel", "conversation", "arrival").get(
        arrival__remote_id=number
    )


def test_a_review_from_a_connector_is_taken_up_with_its_themes_and_its_talk(cast: Cast) -> None:
    found = write(cast, "The delivery was late, but the bread is wonderful.", 4)
    assert (found.author, found.rating, found.themes, found.language) == ("Ola Nowak", 4, ["delivery"], "en")
    assert found.conversation is not None
    assert found.answered_at is None


def test_an_edit_keeps_what_was_said_and_a_deletion_takes_it_out_of_the_numbers(cast: Cast) -> None:
    write(cast, "Stale bread.", 1, number="r1")
    found = write(cast, "They made it good again.", 5, number="r1", edited_at=NOW)
    assert (found.text, found.rating) == ("They made it good again.", 5)
    assert list(found.versions.values_list("text", "rating")) == [("Stale bread.", 1)]
    gone = records.Arrival(
        kind="review", remote_id="r1", author=records.Author("x", ""), text="", at=NOW, is_deleted=True
    )
    channels.take_in(channel(cast), [gone], NOW)
    actions.follow(NOW)
    assert not queries.standing_reviews(cast.bakery).exists()
    assert queries.reviews_of(cast.bakery).exists(), "what was answered stays readable"


def test_following_twice_changes_nothing(cast: Cast) -> None:
    write(cast, "Good bread.", 5)
    before = list(Review.objects.values())
    actions.follow(NOW)
    following.catch_up(NOW)
    assert list(Review.objects.values()) == before


def test_what_came_before_there_were_reviews_is_caught_up(cast: Cast) -> None:
    write(cast, "Good bread.", 5)
    Review.objects.all().delete()
    assert following.catch_up(NOW) == 1


def test_only_an_answer_that_is_out_counts(cast: Cast) -> None:
    found = write(cast, "Good bread.", 5)
    assert found.conversation is not None
    message = inbox.reply(conversation=found.conversation, text="Thank you, Ola! Come back soon.", by=cast.anna,
                          now=NOW, overruled=None)  # fmt: skip
    actions.follow(NOW)
    found.refresh_from_db()
    assert found.answered_at is None, "it waits to be sent"
    assert message.publication_id is not None
    Publication.objects.filter(pk=message.publication_id).update(state="published")
    actions.follow(NOW)
    found.refresh_from_db()
    assert found.answered_at == NOW


def thank_you(cast: Cast, text: str = "Thank you, {customer_name}! {personal} Your {shop_name}") -> ThankYou:
    return actions.keep_thanks(workspace=cast.bakery, title="Thanks", text=text, by=cast.anna, now=NOW)


def test_a_thank_you_carries_a_word_for_this_person(cast: Cast) -> None:
    found, saved = write(cast, "Good bread.", 5), thank_you(cast)
    sent = actions.thank(
        review=found, thanks=saved, personal="Lovely that you liked our rye bread.", by=cast.anna, now=NOW
    )
    assert sent == "Thank you, Ola! Lovely that you liked our rye bread. Your Piekarnia Zorza"
    assert Publication.objects.get().content["text"] == sent


def test_the_same_personal_word_for_two_people_is_refused(cast: Cast) -> None:
    saved, words = thank_you(cast), "Lovely that you liked our rye bread."
    actions.thank(review=write(cast, "Good bread."), thanks=saved, personal=words, by=cast.anna, now=NOW)
    other = write(cast, "Great rolls.", name="Jan Kot")
    for personal in (words, words.upper(), "Thanks a"):
        with pytest.raises(Problem) as refused:
            actions.thank(review=other, thanks=saved, personal=personal, by=cast.anna, now=NOW)
        assert refused.value.field == "personal"


def test_criticism_is_never_answered_with_a_saved_thank_you(cast: Cast) -> None:
    with pytest.raises(Problem):
        actions.thank(review=write(cast, "Stale.", 2), thanks=thank_you(cast), personal="We are glad you wrote.",
                      by=cast.anna, now=NOW)  # fmt: skip
    assert not Publication.objects.exists()


@pytest.mark.parametrize("text", ["Thank you!", "{personal} {deadline}", "{personal} {u.x}"])
def test_a_thank_you_without_room_for_a_word_is_not_saved(cast: Cast, text: str) -> None:
    with pytest.raises(Problem):
        thank_you(cast, text)


def elsewhere(cast: Cast, text: str = "Good bread", rating: int = 5) -> Review:
    actions.write_down(workspace=cast.bakery, site="Opineo", site_url="https://opineo.example", author="Ola", text=text,
                       rating=Rating(rating, str(rating)), at=NOW - DAY, url="", by=cast.anna, now=NOW)  # fmt: skip
    inbox.take_in(NOW)
    actions.follow(NOW)
    return Review.objects.select_related("workspace", "channel", "arrival").get()


def test_an_answer_given_on_the_site_ends_the_waiting(cast: Cast) -> None:
    found = elsewhere(cast)
    with pytest.raises(Problem):
        actions.note_answer(review=found, text="Thank you, {customer_name}", by=cast.anna, now=NOW)
    actions.note_answer(review=found, text="Thank you, Ola!", by=cast.anna, now=NOW)
    found.refresh_from_db()
    assert found.answered_at == NOW
    assert found.conversation is not None
    found.conversation.refresh_from_db()
    assert found.conversation.waiting_since is None
    assert queries.unanswered(cast.bakery, NOW).count() == 0


def test_a_platform_that_can_be_answered_takes_no_notes(cast: Cast) -> None:
    with pytest.raises(Problem):
        actions.note_answer(review=write(cast, "Good."), text="Thanks", by=cast.anna, now=NOW)


def test_praise_becomes_a_draft_with_its_source_and_no_name(cast: Cast) -> None:
    found = write(cast, "The best rye bread in town, I come every week.", 5)
    post = actions.make_post(review=found, quote="The best rye bread in town …", shows_name=False, consent="",
                             source="Google", by=cast.anna, now=NOW)  # fmt: skip
    assert post.idea == "“The best rye bread in town …”\n\n— A customer on Google"
    assert post.link == "https://g.page/zorza"
    assert not queries.unused_praise(cast.bakery, NOW)


def test_a_name_is_shown_only_with_a_written_consent(cast: Cast) -> None:
    found = write(cast, "The best rye bread in town, I come every week.", 5)
    asked: dict[str, Any] = {"review": found, "quote": found.text, "shows_name": True, "source": "Google",
                             "by": cast.anna, "now": NOW}  # fmt: skip
    with pytest.raises(Problem) as refused:
        using.make_post(consent="yes", **asked)
    assert refused.value.field == "consent"
    post = using.make_post(consent="By e-mail of 20 November 2026", **asked)
    assert "Ola Nowak, on Google" in post.idea


def test_a_quotation_that_says_something_else_is_refused(cast: Cast) -> None:
    found = write(cast, "Not the best bread in town.", 4)
    with pytest.raises(Problem):
        using.make_post(review=found, quote="The best bread in the world", shows_name=False, consent="",
                        source="Google", by=cast.anna, now=NOW)  # fmt: skip


def test_only_praise_is_good_to_quote(cast: Cast) -> None:
    with pytest.raises(Problem):
        actions.mark_usable(review=write(cast, "Stale.", 1), is_usable=True, by=cast.anna, now=NOW)
    found = actions.mark_usable(review=write(cast, "Fresh and good.", 5), is_usable=True, by=cast.anna, now=NOW)
    assert found.usable_at == NOW


def test_a_report_names_a_breach_and_hides_nothing(cast: Cast) -> None:
    found = write(cast, "Buy my watches at www.example.com", 1)
    for reason, note in (("bad", "It is simply not fair."), ("advertising", "spam")):
        with pytest.raises(Problem):
            actions.report(review=found, reason=reason, note=note, by=cast.anna, now=NOW)
    made = actions.report(
        review=found, reason="advertising", note="It sells watches, not bread.", by=cast.anna, now=NOW
    )
    assert queries.standing_reviews(cast.bakery).count() == 1
    with pytest.raises(Problem):
        actions.report(review=found, reason="fake", note="It sells watches, not bread.", by=cast.anna, now=NOW)
    write(cast, "Lovely bread.", 5)
    assert [(row.stars, row.reviews, row.reports) for row in queries.reports_by_stars(cast.bakery)] == [
        (5, 1, 0), (4, 0, 0), (3, 0, 0), (2, 0, 0), (1, 1, 1),
    ]  # fmt: skip
    actions.close_report(report=made, outcome="removed", by=cast.anna, now=NOW)
    assert queries.standing_reviews(cast.bakery).count() == 1


def test_answers_are_counted_for_praise_and_for_criticism(cast: Cast) -> None:
    for stars, hours in ((5, 2), (5, None), (1, 30)):
        found = write(cast, f"Bread {stars} {hours}", stars, at=NOW - 10 * DAY)
        if hours is not None:
            Review.objects.filter(pk=found.pk).update(answered_at=found.at + timedelta(hours=hours))
    told = queries.answers(cast.bakery, NOW)
    assert (told.praise, told.criticism, told.total) == ((1, 2), (1, 1), 3)
    assert told.typical == timedelta(hours=30)


def test_an_answer_without_its_day_says_nothing_of_how_fast_it_was(cast: Cast) -> None:
    found = write(cast, "Good bread.", 5)
    Review.objects.filter(pk=found.pk).update(answered_at=found.at)
    told = queries.answers(cast.bakery, NOW)
    assert (told.praise, told.typical) == ((1, 1), None)


def test_what_waits_too_long_depends_on_the_stars(cast: Cast) -> None:
    for stars, days in ((5, 2), (5, 4), (2, 2)):
        write(cast, f"Bread {stars} {days}", stars, at=NOW - days * DAY)
    late = queries.unanswered_late(cast.bakery, NOW).values_list("text", flat=True)
    assert list(late) == ["Bread 5 4", "Bread 2 2"]
    assert queries.unanswered(cast.bakery, NOW).count() == 3


def test_a_theme_that_many_criticise_asks_for_a_measure(cast: Cast) -> None:
    for number in range(5):
        write(cast, f"The parcel was late, number {number}.", 2)
    assert queries.unaddressed_themes(cast.bakery, NOW) == [(Theme.DELIVERY, 5)]
    measure = actions.take_measure(workspace=cast.bakery, theme="delivery", text="A new courier from December.",
                                   by=cast.anna, now=NOW)  # fmt: skip
    assert queries.unaddressed_themes(cast.bakery, NOW) == []
    (talk,) = queries.themes(cast.bakery, [(2026, 11)], NOW)
    assert (talk.theme, talk.total, talk.critical, talk.measure) == (Theme.DELIVERY, 5, 5, measure)
    actions.end_measure(measure=measure, by=cast.anna, now=NOW)
    assert len(queries.unaddressed_themes(cast.bakery, NOW)) == 1
    assert Measure.objects.count() == 1


def test_a_fall_of_the_rating_is_seen_and_noise_is_not(cast: Cast) -> None:
    shop = channel(cast)
    stars = [5, 5, 4, 5, 5, 5, 4, 5] * 10
    arrivals = [
        Arrival(workspace=cast.bakery, channel=shop, kind="review", remote_id=f"o{n}", author_id=f"o{n}", text="",
                rating=rating, at=NOW - (100 + 3 * n) * DAY, received_at=NOW)
        for n, rating in enumerate(stars)
    ]  # fmt: skip
    following.take_up(Arrival.objects.bulk_create(arrivals), NOW)
    assert queries.falling(cast.bakery, NOW) is None
    for n, rating in enumerate([1, 2, 5, 1, 3, 1, 2, 4, 1, 2, 1, 3, 5, 1, 2]):
        write(cast, "", rating, number=f"n{n}", at=NOW - n * DAY)
    found = queries.falling(cast.bakery, NOW)
    assert found is not None
    assert found.stars > 2


def test_the_checkup_learns_whether_anybody_is_asked(cast: Cast) -> None:
    told = queries.asking(cast.bakery, NOW)
    assert (told.is_on, told.has_places, told.delivered, told.asked) == (False, False, 0, 0)


def test_the_disclosure_asks_for_what_the_law_asks(cast: Cast) -> None:
    with pytest.raises(Problem):
        actions.state(workspace=cast.bakery, by=cast.anna, now=NOW, checking="all", how="", shows_all=True)
    with pytest.raises(Problem):
        actions.state(workspace=cast.bakery, by=cast.anna, now=NOW, checking="none", shows_all=False, left_out=" ")


def test_one_person_can_be_handed_out_and_forgotten(cast: Cast) -> None:
    found = write(cast, "Stale.", 1, number="r1")
    write(cast, "Good again, thank you.", 5, number="r1", edited_at=NOW)
    agree(cast.bakery, cast.anna, "ola@example.com")
    subject = Subject(cast.bakery, arrivals=frozenset({found.arrival_id}), emails=frozenset({"ola@example.com"}))
    assert [len(one.rows) for one in held(subject)] == [1, 0, 1]
    assert erase(subject, NOW) == 1
    found.refresh_from_db()
    assert (found.text, found.author, found.rating) == ("", "", 5)
    assert ReviewVersion.objects.get().text == ""


def test_a_no_to_mails_is_remembered_after_forgetting(cast: Cast) -> None:
    actions.withdraw_consent(workspace=cast.bakery, email="ola@example.com", now=NOW)
    erase(Subject(cast.bakery, emails=frozenset({"ola@example.com"})), NOW)
    assert queries.consents_of(cast.bakery).get().withdrawn_at == NOW
