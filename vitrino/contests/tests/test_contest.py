"""A contest from its draft to its last winner, and that nothing of it can be changed unseen."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from vitrino.channels.models import Arrival, Channel
from vitrino.contests import actions, attending, proving, queries, wording
from vitrino.contests.models import Award, Contest, Entry
from vitrino.contests.tests import scene
from vitrino.contests.tests.scene import CLOSED, CLOSES, DRAW, INSIDE
from vitrino.domain import contests as rules
from vitrino.domain.problem import Problem
from vitrino.domain.tests import draw_oracle as oracle
from vitrino.inbox import actions as inbox
from vitrino.inbox.models import Contact, Identity, Message
from vitrino.inbox.people.erasure import subject_of
from vitrino.posts.models import Post, Variant
from vitrino.posts.queries import text_of
from vitrino.publishing.models import Publication
from vitrino.workspace.keeping import keepers
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(settings: Any, tmp_path: Any) -> Cast:
    settings.VITRINO_DATA = tmp_path
    return assemble()


def verdict(contest: Contest) -> rules.Verdict:
    """As anybody gets it from the proof file."""
    content = json.dumps(proving.proof_of(contest).json).encode()
    if contest.seed:
        assert oracle.holds(content) is (rules.check(rules.proof_in(content)).is_right is True)
    return rules.check(rules.proof_in(content))


def states(contest: Contest) -> dict[str, str]:
    return {one.handle: one.state for one in contest.entries.all()}


def test_rules_say_everything_and_follow_the_fields_until_written_by_hand(cast: Cast) -> None:
    contest = scene.make(cast, words="#rye", chance="drand")
    text = wording.rules_of(contest)
    for told in ("Bread for a month", "A loaf of rye bread", "over 16", "#rye", "Piekarnia Zorza", "Bluesky",
                 "in no way sponsored", "within 7 days", "drand", "Europe/Warsaw", contest.public_id,
                 "data protection authority", "nothing has to be bought, shared or tagged"):  # fmt: skip
        assert told in text
    assert "#rye" not in wording.rules_of(scene.make(cast, words="#rye", are_words_told=False))
    actions.reword(contest=contest, text="My own rules.", reason="", by=cast.anna, now=NOW)
    contest.refresh_from_db()
    assert wording.rules_of(contest) == "My own rules.\n"


def test_times_that_can_not_be_are_refused(cast: Cast) -> None:
    for wrong in ({"closes_at": NOW + timedelta(minutes=30)}, {"closes_at": NOW + timedelta(days=400)},
                  {"draw_at": CLOSES}):  # fmt: skip
        with pytest.raises(Problem):
            scene.make(cast, **wrong)
    with pytest.raises(Problem, match="within the hour"):
        actions.announce(
            contest=scene.make(cast), by=cast.anna, now=CLOSES - timedelta(minutes=70) + timedelta(minutes=10)
        )


def test_publishing_fixes_the_terms_and_sends_nothing(cast: Cast) -> None:
    contest = actions.announce(contest=scene.make(cast), by=cast.anna, now=NOW)
    told = rules.announced_in(contest.announcement)
    assert (told.winners, told.reserves, told.limit, told.closes_at) == (1, 3, 1, CLOSES)
    assert told.rules == contest.rules.get().text_hash
    assert contest.seed == ""
    assert Publication.objects.count() == 0
    draft = Post.objects.get()
    assert told.hash[:32] in draft.idea
    assert wording.address_of(contest) in draft.idea
    with pytest.raises(Problem):
        actions.change(contest=contest, values=scene.values(), channels=[], by=cast.anna, now=NOW)
    assert verdict(contest).is_right is None


def test_each_channel_gets_the_longest_invitation_that_fits(cast: Cast) -> None:
    brief = Channel.objects.create(workspace=cast.bakery, platform="x", remote_id="9", handle="z", connected_at=NOW)
    for how, is_told in (("Write below which bread you love.", True), ("Write below. " * 60, False)):
        made = actions.make(
            workspace=cast.bakery, values=scene.values(how=how), channels=[brief], by=cast.anna, now=NOW
        )
        contest = actions.announce(contest=made, by=cast.anna, now=NOW)
        text = text_of(Variant.objects.get(post__in=contest.posts.values("post")))
        assert len(text) <= 280
        assert ("Write below" in text) is is_told
        assert rules.hash_of(contest.announcement)[:32] in text
        assert wording.address_of(contest) in text


def test_every_answer_below_the_post_is_an_entry_and_keeps_why_it_does_not_count(cast: Cast) -> None:
    contest = scene.announced(cast, words="rye", left_out="@bruno.example\n")
    scene.comment(cast, "ola")
    scene.comment(cast, "ola", "Rye again", at=INSIDE + timedelta(minutes=1))
    scene.comment(cast, "ewa", "White bread")
    scene.comment(cast, "jan", at=CLOSES)
    scene.comment(cast, "bruno.example")
    scene.comment(cast, "zorza", is_own=True)
    scene.comment(cast, "kot", deleted_at=INSIDE)
    scene.comment(cast, "elsewhere", parent_id="at://other", thread_id="at://other")
    assert actions.gather(contest=contest, now=CLOSES) == 7
    assert actions.gather(contest=contest, now=CLOSES) == 7, "once each"
    assert states(contest) | {"ola": ""} == {"ola": "", "ewa": "word", "jan": "late", "bruno.example": "own",
                                             "zorza": "own", "kot": "removed"}  # fmt: skip
    ola = contest.entries.filter(handle="ola").order_by("at")
    assert [one.state for one in ola] == ["in", "limit"]


def test_edits_count_until_the_end_and_a_deletion_always(cast: Cast) -> None:
    contest = scene.announced(cast, words="rye")
    first, second = scene.comment(cast, "ola", "white"), scene.comment(cast, "jan")
    actions.gather(contest=contest, now=INSIDE)
    Arrival.objects.filter(pk=first.pk).update(text="rye", edited_at=INSIDE)
    Arrival.objects.filter(pk=second.pk).update(text="nonsense", edited_at=CLOSES)
    actions.gather(contest=contest, now=CLOSES)
    assert states(contest) == {"ola": "in", "jan": "in"}
    assert contest.entries.get(handle="jan").text == "Rye!"
    Arrival.objects.filter(pk=second.pk).update(deleted_at=CLOSES)
    actions.gather(contest=contest, now=CLOSED)
    assert states(contest) == {"ola": "in", "jan": "removed"}


def test_accounts_of_one_person_count_together(cast: Cast) -> None:
    contest = scene.announced(cast)
    scene.comment(cast, "ola")
    inbox.take_in(NOW)
    ola = Contact.objects.get()
    Identity.objects.create(contact=ola, workspace=cast.bakery, platform="mastodon", remote_id="99", handle="ola@m")
    actions.gather(contest=contest, now=INSIDE)
    actions.add_entry(contest=contest, author="Ola", account="99", platform="mastodon", text="me too",
                      at=INSIDE + timedelta(hours=1), by=cast.anna, now=CLOSES)  # fmt: skip
    assert sorted(states(contest).items()) == [("99", "limit"), ("ola", "in")]
    closed = actions.close(contest=contest, by=cast.anna, now=CLOSED)
    assert closed.entries.values("person_mark").distinct().count() == 1


def test_a_ruling_needs_a_reason_and_can_be_taken_back(cast: Cast) -> None:
    contest = scene.announced(cast, words="rye")
    scene.comment(cast, "ola", "rhye")
    actions.gather(contest=contest, now=INSIDE)
    entry = contest.entries.get()
    with pytest.raises(Problem):
        actions.rule_entry(contest=contest, entry=entry, ruling="in", note=" ", by=cast.anna, now=INSIDE)
    ruled = actions.rule_entry(contest=contest, entry=entry, ruling="in", note="a slip", by=cast.anna, now=INSIDE)
    assert (ruled.state, ruled.note) == ("in", "a slip")
    ruled = actions.rule_entry(contest=contest, entry=entry, ruling="out", note="a bot", by=cast.anna, now=INSIDE)
    assert ruled.state == "ruled-out"
    assert (
        actions.rule_entry(contest=contest, entry=entry, ruling="", note="", by=cast.anna, now=INSIDE).state == "word"
    )


def test_a_table_brings_entries_all_or_none(cast: Cast) -> None:
    contest = scene.announced(cast)
    table = "Author;Account;Time;Text\nOla;ola@example.com;2026-11-22 10:00;Rye\nJan;;2026-11-22T11:00+00:00;Wheat\n"
    assert actions.bring_entries(contest=contest, content=table.encode(), by=cast.anna, now=CLOSES) == 2
    assert contest.entries.get(author="Ola").at.hour == 9, "the shop's own clock"
    for wrong in ("Author;Time\nOla;yesterday\n", "Author;Text\n;nobody\n", "Colour\nred\n",
                  "Author;Time\nOla;2030-01-01\n"):  # fmt: skip
        with pytest.raises(Problem):
            actions.bring_entries(contest=contest, content=wrong.encode(), by=cast.anna, now=CLOSES)
    assert contest.entries.count() == 2


def test_the_list_closes_after_its_time_and_names_nobody(cast: Cast) -> None:
    contest = scene.with_entries(cast)
    with pytest.raises(Problem, match="still open"):
        actions.close(contest=contest, by=cast.anna, now=CLOSES - timedelta(seconds=1))
    closed = actions.close(contest=contest, by=cast.anna, now=CLOSED)
    lines = proving.lines_of(closed)
    assert lines is not None
    assert len(lines) == 6
    assert not any("guest" in line or "Rye" in line for line in lines)
    assert verdict(closed).is_right is None
    assert closed.list_hash[:32] in Post.objects.order_by("-pk")[0].idea
    assert actions.gather(contest=closed, now=DRAW) == 6


def test_nobody_to_draw_from_is_said_before_anything_is_fixed(cast: Cast) -> None:
    contest = scene.announced(cast)
    with pytest.raises(Problem, match="Nobody takes part"):
        actions.close(contest=contest, by=cast.anna, now=CLOSED)
    called = actions.call_off(contest=contest, reason="Nobody came", by=cast.anna, now=CLOSED)
    assert called.state == Contest.State.CALLED_OFF


def test_the_draw_holds_before_anybody(cast: Cast) -> None:
    contest = scene.drawn(cast, winners=2)
    assert len(contest.places) == 5
    assert rules.hash_of(contest.seed) == rules.announced_in(contest.announcement).seed_mark
    assert verdict(contest).is_right is True
    with pytest.raises(Problem):
        actions.draw(contest=contest, value="", by=cast.anna, now=DRAW)


def test_public_chance_comes_at_its_time_and_goes_into_the_draw(cast: Cast) -> None:
    contest = scene.closed(cast, chance="bitcoin", chance_name="930000")
    value = "0" * 20 + "ab" * 22
    with pytest.raises(Problem, match="not out yet"):
        actions.draw(contest=contest, value=value, by=cast.anna, now=DRAW - timedelta(minutes=1))
    with pytest.raises(Problem):
        actions.draw(contest=contest, value="", by=cast.anna, now=DRAW)
    drawn = actions.draw(contest=contest, value=value, by=cast.anna, now=DRAW)
    assert verdict(drawn).is_right is True
    other = rules.draw(seed=drawn.seed, list_hash=drawn.list_hash, value="1" * 64, places=4,
                       lines=[proving.line_of(one) for one in drawn.entries.order_by("number")])  # fmt: skip
    assert other != drawn.places


def test_a_drand_round_is_fixed_by_the_time_of_the_draw(cast: Cast) -> None:
    contest = scene.announced(cast, chance="drand")
    assert contest.chance_name == str(rules.round_at(DRAW))
    with pytest.raises(Problem, match="Name the public number"):
        scene.announced(cast, chance="bitcoin", chance_name="soon")


def test_reserves_move_up_with_a_reason_and_the_proof_still_holds(cast: Cast) -> None:
    contest = scene.drawn(cast)
    inbox.take_in(NOW)
    first, second, *_rest = queries.awards_of(contest)
    with pytest.raises(Problem, match="no prize"):
        actions.tell(award=second, by=cast.anna, now=DRAW)
    actions.tell(award=first, by=cast.anna, now=DRAW)
    note = Message.objects.get(direction="note")
    assert "you have won" in note.text
    assert note.conversation.contact.name == first.entry.author
    with pytest.raises(Problem, match="not over"):
        actions.pass_over(award=first, reason="no-answer", by=cast.anna, now=DRAW + timedelta(days=6))
    actions.pass_over(award=first, reason="no-answer", by=cast.anna, now=DRAW + timedelta(days=7))
    assert [one.pk for one in queries.holding(contest)] == [second.pk]
    actions.tell(award=second, by=cast.anna, now=DRAW + timedelta(days=7))
    actions.accept(award=second, is_named=True, by=cast.anna, now=DRAW + timedelta(days=8))
    proof = proving.proof_of(contest)
    assert [one.place for one in proof.passed] == [1]
    assert [one.account for one in proof.winners] == [second.entry.account]
    assert verdict(contest).is_right is True
    post = Post.objects.get(pk=actions.announce_winners(contest=contest, by=cast.anna, now=DRAW))
    assert second.entry.handle in post.idea


COLUMNS = ("contest_id, source, platform, account, author, handle, text, url, at, is_own, ruling, note, state, salt,"
           " person_mark, text_mark")  # fmt: skip
TAMPERING = (
    "UPDATE contests_entry SET state = 'late' WHERE number = 1",
    "UPDATE contests_entry SET number = 99 WHERE number = 1",
    "UPDATE contests_entry SET person_mark = text_mark WHERE number = 1",
    "UPDATE contests_entry SET author = 'Somebody else' WHERE number = 1",
    "UPDATE contests_entry SET account = 'did:other' WHERE number = 1",
    "UPDATE contests_entry SET text = 'Other words' WHERE number = 1",
    "UPDATE contests_entry SET note = 'never said' WHERE number = 1",
    "UPDATE contests_entry SET platform = 'x' WHERE number = 1",
    "UPDATE contests_entry SET at = '2026-11-01 00:00:00' WHERE number = 1",
    "DELETE FROM contests_entry WHERE number = 1",
    f"INSERT INTO contests_entry ({COLUMNS}, number) SELECT {COLUMNS}, 7 FROM contests_entry WHERE number = 1",
    "UPDATE contests_contest SET announcement = 'other'",
    "UPDATE contests_contest SET closes_at = draw_at",
    'UPDATE contests_contest SET "limit" = 9',
    "UPDATE contests_contest SET winners = winners + 1",
    "UPDATE contests_contest SET words = 'other'",
    "UPDATE contests_contest SET list_hash = ''",
    "UPDATE contests_contest SET seed = 'other'",
    "UPDATE contests_contest SET places = '[1]'",
    "DELETE FROM contests_contest",
    "UPDATE contests_rules SET text = 'other'",
    "DELETE FROM contests_rules",
    "UPDATE contests_award SET place = 9 WHERE place = 1",
    "UPDATE contests_award SET passed = '' WHERE passed <> ''",
    "DELETE FROM contests_award",
)  # fmt: skip


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_nothing_published_can_be_changed_not_even_by_sql(cast: Cast) -> None:
    contest = scene.drawn(cast)
    actions.pass_over(award=queries.awards_of(contest)[0], reason="refused", by=cast.anna, now=DRAW)
    for statement in TAMPERING:
        with pytest.raises(DatabaseError, match="never changed"):
            execute(statement)
    assert verdict(contest).is_right is True


def test_whoever_takes_the_guards_away_is_noticed(cast: Cast) -> None:
    """The chain tells, even without triggers."""
    contest = scene.drawn(cast)
    award = queries.awards_of(contest)[0]
    on = "" if connection.vendor == "sqlite" else " ON contests_entry"
    for name in ("contest_entry_keeps", "contest_entry_stays"):
        execute(f"DROP TRIGGER {name}{on}")
    other = contest.entries.exclude(pk__in=Award.objects.values("entry")).order_by("number")[0]
    for change in ({"state": "late"}, {"person_mark": award.entry.person_mark}, {"number": 99}, {"platform": "x"},
                   {"text_mark": "0" * 64}, {"at": other.at + timedelta(seconds=30)}):  # fmt: skip
        before = {name: getattr(other, name) for name in change}
        Entry.objects.filter(pk=other.pk).update(**change)
        assert verdict(contest).is_right is False, change
        Entry.objects.filter(pk=other.pk).update(**before)
    assert verdict(contest).is_right is True
    execute(f"DELETE FROM contests_entry WHERE id = {other.pk}")
    assert verdict(contest).is_right is False


def test_a_list_that_was_tampered_with_is_not_drawn_from(cast: Cast) -> None:
    contest = scene.closed(cast)
    on = "" if connection.vendor == "sqlite" else " ON contests_entry"
    execute(f"DROP TRIGGER contest_entry_keeps{on}")
    Entry.objects.filter(contest=contest, number=1).update(state="ruled-out")
    with pytest.raises(Problem, match="Nothing was drawn"):
        actions.draw(contest=contest, value="", by=cast.anna, now=DRAW)


def test_whoever_asks_to_be_forgotten_is_and_the_draw_still_holds(cast: Cast) -> None:
    contest = scene.drawn(cast)
    inbox.take_in(NOW)
    winner = queries.holding(contest)[0]
    actions.accept(award=winner, is_named=True, by=cast.anna, now=DRAW)
    contact = Identity.objects.get(remote_id=winner.entry.account).contact
    keeper = next(one for one in keepers() if one.app == "contests")
    subject = subject_of(contact)
    assert [holding.rows[0]["number"] for holding in keeper.held(subject)] == [winner.entry.number]
    assert keeper.erase(subject, DRAW) == 1
    winner.entry.refresh_from_db()
    assert (winner.entry.author, winner.entry.text, winner.entry.salt, winner.entry.account) == ("", "", "", "")
    assert proving.proof_of(contest).winners == ()
    assert verdict(contest).is_right is True


def test_a_year_later_only_winners_are_known_and_the_proof_holds(cast: Cast) -> None:
    contest = scene.drawn(cast)
    winner = queries.holding(contest)[0]
    actions.accept(award=winner, is_named=True, by=cast.anna, now=DRAW)
    assert attending.forget_old(DRAW + timedelta(days=364)) == 0
    assert attending.forget_old(DRAW + timedelta(days=366)) == 5
    assert [one.pk for one in contest.entries.exclude(author="")] == [winner.entry_id]
    assert attending.forget_old(DRAW + timedelta(days=367)) == 0
    assert verdict(contest).is_right is True


def test_new_wordings_stand_beside_the_first_with_their_reason(cast: Cast) -> None:
    contest = scene.announced(cast)
    with pytest.raises(Problem, match="why"):
        actions.reword(contest=contest, text="Other", reason="", by=cast.anna, now=NOW)
    with pytest.raises(Problem, match="already"):
        actions.reword(contest=contest, text=contest.rules.get().text, reason="x", by=cast.anna, now=NOW)
    actions.reword(contest=contest, text="Other", reason="A slip in the address", by=cast.anna, now=NOW)
    assert [one.number for one in queries.rules_of(contest)] == [2, 1]
    assert verdict(contest).is_right is None, "the announcement goes on naming the first"


def test_what_is_due_is_found(cast: Cast) -> None:
    contest = scene.with_entries(cast)
    assert queries.needing_somebody(cast.bakery, CLOSES - timedelta(seconds=1)) == []
    assert queries.needing_somebody(cast.bakery, CLOSES) == [contest]
    assert queries.needing_somebody(cast.florist, CLOSES) == []
    actions.close(contest=contest, by=cast.anna, now=CLOSED)
    assert queries.needing_somebody(cast.bakery, CLOSED) == []
    assert queries.needing_somebody(cast.bakery, DRAW) == [contest]
