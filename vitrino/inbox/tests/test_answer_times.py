"""A shop says by when it answers; what it says holds at once, and is compared with what customers expect."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from vitrino.domain.clocks import DEFAULT_POLICIES
from vitrino.domain.clocks.spelling import read_minutes, written_minutes
from vitrino.domain.problem import Problem
from vitrino.inbox import actions, queries, settling
from vitrino.inbox.models import AnswerRules, Miss
from vitrino.inbox.sweeping import sweep
from vitrino.inbox.tests.desk import arrive, only
from vitrino.workspace.models import Workspace
from vitrino.workspace.tests.cast import NOW, Cast, assemble

pytestmark = pytest.mark.django_db
PATH = "/w/zorza/settings/answer-times/"


@pytest.fixture
def cast() -> Cast:
    return assemble()


def sent(cast: Cast, **changes: str) -> dict[str, str]:
    """The form as it stands, with other words in some fields."""
    data: dict[str, str] = {"week": "Mon-Sat 9-18", "holidays": ""}
    for place, row in enumerate(settling.rows_of(cast.bakery), 1):
        policy = row.policy
        for name in ("first", "next", "resolution"):
            target = getattr(policy, name)
            data[f"{policy.key}-{name}"] = written_minutes(target.minutes) if target else ""
        if policy.first and policy.first.in_opening_hours:
            data[f"{policy.key}-in_opening_hours"] = "on"
        data[f"{policy.key}-place"] = str(place)
    return data | changes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("30 min", 30), ("4 h", 240), ("1h 30min", 90), ("3 d", 4320), ("2 godz.", 120), ("2 dni", 2880), ("1 horo", 60),
     ("3 tagoj", 4320), ("", None)],
)  # fmt: skip
def test_times_are_read_as_people_write_them(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes
    assert minutes is None or read_minutes(written_minutes(minutes)) == minutes


@pytest.mark.parametrize("text", ["soon", "5", "4 x", "-3 h", "h"])
def test_unclear_times_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(Problem, match="Write it like"):
        read_minutes(text)


def test_the_page_shows_the_defaults_and_saving_them_changes_nothing(cast: Cast) -> None:
    client = cast.client(cast.anna)
    assert "1 h · 1 h · 3 d" in client.get(PATH).content.decode()
    assert client.post(PATH, sent(cast)).status_code == 302
    assert AnswerRules.objects.latest("pk").policies == []


def test_a_shorter_target_holds_at_once_for_who_waits(cast: Cast) -> None:
    now = datetime.now(NOW.tzinfo)
    arrive(cast, "Czy macie chleb?", kind="message", at=now)
    actions.take_in(now)
    assert only().due_at != now + timedelta(minutes=30)
    data = sent(cast, **{"message-first": "30 min", "week": ""})
    assert cast.client(cast.anna).post(PATH, data).status_code == 302
    sweep(now + timedelta(minutes=1))
    assert only().due_at == now + timedelta(minutes=30)


def test_a_looser_target_is_allowed_and_said_so(cast: Cast) -> None:
    client = cast.client(cast.anna)
    assert "later than customers expect" not in client.get(PATH).content.decode()
    client.post(PATH, sent(cast, **{"complaint-first": "2 d"}))
    page = client.get(PATH).content.decode()
    assert "later than customers expect" in page
    assert "Usual: 1 h · 1 h · 3 d" in page


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("complaint-first", "soon", "Write it like"),
        ("complaint-first", "300 d", "between one minute and 90 days"),
        ("other-first", "", "no target at all"),
        ("week", "whenever", "The opening hours aren't clear"),
        ("holidays", "Mon 9-12", "Weekdays belong"),
    ],
)
def test_what_can_not_hold_is_said_in_words_and_kept_in_the_field(
    cast: Cast, field: str, typed: str, words: str
) -> None:
    data = sent(cast, **{field: typed})
    if field.startswith("other"):
        data["other-next"] = data["other-resolution"] = ""
    answer = cast.client(cast.anna).post(PATH, data)
    assert answer.status_code == 422
    page = answer.content.decode().replace("&#x27;", "'").replace("&#39;", "'")
    assert words in page
    assert typed in page
    assert not AnswerRules.objects.exists()


def test_rows_go_in_the_order_the_shop_gives_them_and_the_fallback_stays_last(cast: Cast) -> None:
    data = sent(cast, **{"mention-first": "1 d", "mention-next": "1 d", "mention-place": "1", "other-place": "1"})
    assert cast.client(cast.anna).post(PATH, data).status_code == 302
    keys = [row.policy.key for row in settling.rows_of(cast.bakery) if row.is_used]
    assert (keys[0], keys[-1]) == ("mention", "other")


def test_a_row_without_times_leaves_its_messages_to_the_rows_below(cast: Cast) -> None:
    data = sent(cast, **{"message-first": "", "message-next": "", "message-resolution": ""})
    cast.client(cast.anna).post(PATH, data)
    assert "message" not in [row.policy.key for row in settling.rows_of(cast.bakery) if row.is_used]
    assert len(settling.rows_of(cast.bakery)) == len(DEFAULT_POLICIES) + len(settling.MORE_POLICIES)


def test_split_days_nights_and_holidays_are_kept_as_they_were_written(cast: Cast) -> None:
    data = sent(cast, week="Mon-Fri 9-12, 13-17, Sat 20-02", holidays="25.12 closed, 2026-12-24 9-13")
    assert cast.client(cast.anna).post(PATH, data).status_code == 302
    hours = Workspace.objects.get(pk=cast.bakery.pk).hours
    assert hours["0"] == [["09:00", "12:00"], ["13:00", "17:00"]]
    assert hours["5"] == [["20:00", "02:00"]]
    assert (hours["12-25"], hours["2026-12-24"]) == ([], [["09:00", "13:00"]])
    page = cast.client(cast.anna).get(PATH).content.decode()
    assert "25.12 closed" in page


def test_hours_changed_elsewhere_move_the_due_time_and_keep_what_was_missed(cast: Cast) -> None:
    arrive(cast, "Czy macie chleb?", kind="message")
    actions.take_in(NOW)
    due = only().due_at
    assert due is not None
    sweep(due)
    assert [miss.kind for miss in Miss.objects.all()] == ["first"]
    Workspace.objects.filter(pk=cast.bakery.pk).update(hours={"0": [["09:00", "10:00"]]})
    sweep(due + timedelta(minutes=1))
    assert AnswerRules.objects.count() == 2
    assert Miss.objects.get().due_at == due


def test_the_page_tells_how_it_went_lately(cast: Cast) -> None:
    now = datetime.now(NOW.tzinfo)
    for number in range(6):
        asked = arrive(cast, "Czy macie chleb?", at=now - timedelta(hours=20), thread_id=f"t{number}", kind="message")
        actions.take_in(now)
        arrive(cast, "Tak!", at=now - timedelta(hours=18), thread_id=asked.thread_id, author="zorza", is_own=True,
               kind="message")  # fmt: skip
        actions.take_in(now)
    assert queries.median_answer_minutes(cast.bakery, "message", now) == 120
    assert queries.median_answer_minutes(cast.bakery, "review", now) is None
    assert "6 answers" in cast.client(cast.anna).get(PATH).content.decode()


def test_who_only_answers_does_not_change_the_times(cast: Cast) -> None:
    client: Any = cast.client(cast.bruno)
    assert client.get(PATH).status_code == 403
