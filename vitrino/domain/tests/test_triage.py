"""A message is judged with its reasons, or it is said that nobody can tell."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitrino.domain.triage import ALARM_WORDS, INTENT_NAMES, URGENCY, Alarm, Intent, judge
from vitrino.domain.triage.cues import LANGUAGES, cues

FOLDER = Path(__file__).parent / "triage"


def fixtures() -> list[tuple[str, frozenset[str], int, str]]:
    """(language, intents, urgency, message) of every line."""
    rows = [
        (path.stem, *(part.strip() for part in line.split("|", 2)))
        for path in sorted(FOLDER.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [(row[0], frozenset(row[1].split()) - {"unsure"}, int(row[2]), row[3]) for row in rows]


@pytest.mark.parametrize(("language", "intents", "urgency", "text"), fixtures())
def test_a_message_is_judged(language: str, intents: frozenset[str], urgency: int, text: str) -> None:
    triage = judge(text, language=language)
    assert (set(triage.intents), triage.urgency) == (set(intents), urgency)
    assert triage.is_unsure == (not intents)


def test_every_sign_shows_its_words() -> None:
    text = "Dzień dobry. Chleb był CZERSTWY, a córka ma alergię!"
    triage = judge(text, language="pl")
    assert [text[sign.start : sign.end] for sign in triage.signs] == ["CZERSTWY"]
    assert [(reason.alarm, text[reason.start : reason.end]) for reason in triage.reasons] == [
        (Alarm.DANGER, "alergię"),
        (Alarm.COMPLAINT, ""),
    ]


@pytest.mark.parametrize(
    ("rating", "intent"), [(1, Intent.COMPLAINT), (3, Intent.COMPLAINT), (4, Intent.PRAISE), (5, Intent.PRAISE)]
)
def test_stars_speak_where_words_do_not(rating: int, intent: Intent) -> None:
    triage = judge("", rating=rating, surface="review")
    assert [(sign.intent, sign.rule) for sign in triage.signs] == [(intent, "rating")]


def test_what_goes_on_around_a_message_makes_it_urgent() -> None:
    assert judge("Hello", unanswered=1).urgency == 0
    assert judge("Hello", unanswered=2).reasons[0].alarm is Alarm.AGAIN
    assert judge("Hello", window_left=timedelta(hours=3)).urgency == 0
    assert judge("Hello", window_left=timedelta(hours=2)).reasons[0].alarm is Alarm.WINDOW


@pytest.mark.parametrize("text", ["Loving your bread today, delicious!", "Earn money today, click here www.rich.xyz"])
def test_praise_and_advertisements_of_today_are_not_urgent(text: str) -> None:
    assert judge(text, language="en").urgency == 0


def test_swearing_at_the_product_is_criticism_and_no_abuse() -> None:
    for language, text in (
        ("en", "This cake is shit."),
        ("pl", "Ten tort to gówno."),
        ("eo", "Ĉi tiu torto estas merdo."),
    ):
        assert judge(text, language=language).intents == (Intent.COMPLAINT,)


def test_a_customer_who_speaks_of_an_investment_is_no_spammer() -> None:
    assert Intent.SPAM not in judge("My order was an investment and arrived late.", language="en").intents


@pytest.mark.parametrize(
    "text",
    [
        "Hi, I'm Sue, see you at the tennis court.",
        "Macie sadzonki i szmatki do podłóg, i pajacyki?",
        "Czy macie zimne napoje?",
        "What is the best time to come?",
        "Is there a smoking area? And a choker necklace?",
    ],
)
def test_words_of_everyday_are_no_alarm_and_no_insult(text: str) -> None:
    for language in ("", "en", "pl", "eo"):
        triage = judge(text, language=language)
        assert triage.urgency == 0
        assert not {Intent.ABUSE, Intent.COMPLAINT, Intent.PRAISE} & set(triage.intents)


def test_a_message_in_another_language_is_left_to_people() -> None:
    text = "Das Brot war gestern leider schon ganz hart und ich bin sehr enttäuscht"
    assert judge(text).is_unsure


def test_every_word_has_a_name_and_every_language_every_cue() -> None:
    assert set(INTENT_NAMES) == set(Intent)
    assert set(ALARM_WORDS) == set(URGENCY) == set(Alarm)
    around = {Alarm.THREAT, Alarm.WINDOW, Alarm.COMPLAINT}
    for language in LANGUAGES:
        assert set(cues(language).intents) == set(Intent) - {Intent.QUESTION, Intent.COURTESY}
        assert set(cues(language).alarms) == set(Alarm) - around


@given(st.text(max_size=120), st.sampled_from(["en", "pl", "eo", "de", ""]))
def test_every_text_is_judged_and_every_place_is_in_it(text: str, language: str) -> None:
    triage = judge(text, language=language)
    assert 0 <= triage.urgency <= 3
    places = [(sign.start, sign.end) for sign in triage.signs]
    places += [(reason.start, reason.end) for reason in triage.reasons]
    assert all(0 <= start <= end <= len(text) for start, end in places)


@pytest.mark.parametrize(
    ("text", "is_threat"),
    [("I will come to your house and hurt you", True), ("You'll see, we're going to hurt you", True),
     ("I did not want to hurt you", False), ("Does the new chair hurt your back?", False)],
)  # fmt: skip
def test_somebody_who_will_hurt_is_a_threat(text: str, is_threat: bool) -> None:
    assert (Intent.THREAT in judge(text, language="en").intents) is is_threat
