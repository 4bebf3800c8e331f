"""Rules about how people are answered and treated: each speaks for the mistake and is silent without it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from vitrino.checkup.rules import (
    abuse_criticism_removed,
    abuse_no_policy,
    abuse_unhandled,
    care_argument,
    care_criticism_unanswered,
    care_impersonal,
    care_no_follow_up,
    care_promise_broken,
    care_repeated_reply,
    care_slow,
    care_stays_public,
    care_tone,
    care_unapproved_risky_reply,
)
from vitrino.inbox.lookback import Sent
from vitrino.workspace.tests.cast import NOW

ASKED = "Kiedy dojdzie moja paczka z chlebem?"
PERSONAL = "Pani Anno, paczka z chlebem jedzie już do Pani i będzie jutro."
COLD = "Szanowny Kliencie, dziękujemy za wiadomość. Pracujemy nad tym."
HARSH = "To nie nasza wina, sama Pani źle zamówiła."


def sent(text: str, number: int = 1, **fields: object) -> Sent:
    made = Sent(number, "Anna Nowak", "mastodon", "comment", text, NOW - timedelta(days=1), ASKED, False, None)
    return replace(made, **fields)  # type: ignore[arg-type]


def promise(*, is_open: bool) -> care_promise_broken.Broken:
    return care_promise_broken.Broken(1 + is_open, 7 + is_open, "Ola", NOW - timedelta(days=2), is_open)


def test_a_broken_promise_is_serious_while_somebody_waits() -> None:
    [noticed] = care_promise_broken.judge(care_promise_broken.Facts((promise(is_open=False), promise(is_open=True))))
    assert (noticed.severity, noticed.ways[0].arguments) == ("high", {"pk": 8})
    assert "Ola still waits" in str(noticed.evidence[0].message)
    [closed] = care_promise_broken.judge(care_promise_broken.Facts((promise(is_open=False),)))
    assert closed.severity == "medium"
    assert care_promise_broken.judge(care_promise_broken.Facts(())) == []


@pytest.mark.parametrize(("days", "was_asked", "speaks"), [(3, False, True), (2.9, False, False), (30, True, False)])
def test_who_was_helped_is_asked_within_three_days(days: float, was_asked: bool, speaks: bool) -> None:
    one = care_no_follow_up.Remedied(7, "Ola", NOW - timedelta(days=days), was_asked)
    assert bool(care_no_follow_up.judge(care_no_follow_up.Facts((one,), NOW))) is speaks


@pytest.mark.parametrize(("hours", "speaks"), [(24, True), (23, False)])
def test_a_public_complaint_is_led_to_a_private_talk_within_a_day(hours: int, speaks: bool) -> None:
    one = care_stays_public.Open(7, "Ola", NOW - timedelta(hours=hours))
    assert bool(care_stays_public.judge(care_stays_public.Facts((one,), True, NOW))) is speaks


def test_without_an_address_to_offer_that_comes_first() -> None:
    one = care_stays_public.Open(7, "Ola", NOW - timedelta(days=2))
    [noticed] = care_stays_public.judge(care_stays_public.Facts((one,), False, NOW))
    assert noticed.ways[0].page == "complaints:contacts"


def test_an_argument_is_noticed_with_how_often_the_shop_wrote() -> None:
    [noticed] = care_argument.judge(care_argument.Facts((care_argument.Argument(5, "Ola", "Mastodon", 4),)))
    assert "your answers in public: 4" in str(noticed.evidence[0].message)
    assert care_argument.judge(care_argument.Facts(())) == []


@pytest.mark.parametrize(
    ("due", "missed", "severity"), [(4, 4, None), (10, 2, None), (10, 3, "medium"), (10, 6, "high")]
)
def test_slow_needs_enough_talks_and_more_than_a_fifth_late(due: int, missed: int, severity: str | None) -> None:
    found = care_slow.judge(care_slow.Facts(due, missed, 300))
    assert [one.severity for one in found] == ([severity] if severity else [])


def test_answers_that_could_go_to_anybody_are_noticed() -> None:
    cold = tuple(sent(COLD, number) for number in range(6))
    [noticed] = care_impersonal.judge(care_impersonal.Facts(cold))
    assert "100 %" in str(noticed.message)
    assert care_impersonal.judge(care_impersonal.Facts(tuple(sent(PERSONAL, n) for n in range(6)))) == []
    assert care_impersonal.judge(care_impersonal.Facts(cold[:4])) == [], "four answers say nothing yet"


def test_the_same_words_to_three_people_are_noticed_whatever_the_name() -> None:
    same = tuple(
        sent(f"Hello {name}, we passed this on to the bakery and will be back.", number, name=name)
        for number, name in enumerate(("Anna", "Ola", "Marek"))
    )
    [noticed] = care_repeated_reply.judge(care_repeated_reply.Facts(same))
    assert len(noticed.evidence) == 3
    assert care_repeated_reply.judge(care_repeated_reply.Facts(same[:2])) == []


def test_the_same_words_in_one_talk_or_a_short_courtesy_are_no_machine() -> None:
    once = tuple(sent("We passed this on to the bakery and will be back.", 1) for _time in range(3))
    thanks = tuple(sent("Thank you!", number) for number in range(5))
    assert care_repeated_reply.judge(care_repeated_reply.Facts((*once, *thanks))) == []


def test_an_answer_that_blames_is_serious_and_quoted() -> None:
    [noticed] = care_tone.judge(care_tone.Facts((sent(PERSONAL, 1), sent(HARSH, 2, is_complaint=True))))
    assert noticed.severity == "high"
    assert HARSH in str(noticed.evidence[0].message)
    assert noticed.ways[0].arguments == {"pk": 2}
    assert care_tone.judge(care_tone.Facts((sent(PERSONAL),))) == []


def overruled(count: int) -> tuple[care_unapproved_risky_reply.Overruled, ...]:
    return tuple(care_unapproved_risky_reply.Overruled(n, 5, "Bruno", NOW) for n in range(count))


def test_an_answer_nobody_else_saw_is_noticed_where_there_is_somebody_else() -> None:
    [noticed] = care_unapproved_risky_reply.judge(care_unapproved_risky_reply.Facts(overruled(1), 1))
    assert noticed.ways[0].page == "inbox:rules"
    assert care_unapproved_risky_reply.judge(care_unapproved_risky_reply.Facts(overruled(3), 0)) == []
    assert care_unapproved_risky_reply.judge(care_unapproved_risky_reply.Facts((), 4)) == []


def criticism(hours: float, *, is_closed: bool = False) -> care_criticism_unanswered.Criticism:
    at = NOW - timedelta(hours=hours)
    return care_criticism_unanswered.Criticism(5, "Ola", "Mastodon", "Mouldy bread", at, is_closed)


def test_criticism_waits_no_longer_than_a_day_and_is_not_closed_in_silence() -> None:
    Facts, judge = care_criticism_unanswered.Facts, care_criticism_unanswered.judge
    assert judge(Facts((criticism(23),), NOW)) == []
    assert [one.severity for one in judge(Facts((criticism(25),), NOW))] == ["medium"]
    assert [one.severity for one in judge(Facts((criticism(25, is_closed=True),), NOW))] == ["high"]


@pytest.mark.parametrize(
    ("has_policy", "talks", "abusive", "severity"),
    [(True, 9, 3, None), (False, 0, 0, None), (False, 9, 0, "low"), (False, 9, 1, "high")],
)
def test_rules_must_be_stated_before_they_are_needed(
    has_policy: bool, talks: int, abusive: int, severity: str | None
) -> None:
    found = abuse_no_policy.judge(abuse_no_policy.Facts(has_policy, talks, abusive))
    assert [one.severity for one in found] == ([severity] if severity else [])


def test_abuse_is_dealt_with_within_a_day_and_its_words_are_not_repeated() -> None:
    old = abuse_unhandled.Abuse(5, "Ola", "Mastodon", NOW - timedelta(days=2), is_grave=False)
    new = replace(old, at=NOW - timedelta(hours=3))
    [noticed] = abuse_unhandled.judge(abuse_unhandled.Facts((old, replace(old, conversation_id=6, is_grave=True)), NOW))
    assert (noticed.severity, noticed.ways[0].arguments) == ("high", {"pk": 6})
    assert abuse_unhandled.judge(abuse_unhandled.Facts((new,), NOW)) == []


def test_hidden_criticism_is_shown_with_its_reason_and_serious_without_one() -> None:
    one = abuse_criticism_removed.Hidden(1, 5, "Mouldy bread", "Bruno", "spam", NOW)
    [lawful] = abuse_criticism_removed.judge(abuse_criticism_removed.Facts((one,)))
    [bare] = abuse_criticism_removed.judge(abuse_criticism_removed.Facts((replace(one, reason=""),)))
    assert (lawful.severity, bare.severity) == ("low", "high")
    assert "It is spam" in str(lawful.evidence[0].message)
    assert abuse_criticism_removed.judge(abuse_criticism_removed.Facts(())) == []
