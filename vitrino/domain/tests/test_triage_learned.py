"""Corrections teach the next reading: with the words that made the difference, and never against signs of harm."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vitrino.domain.triage import Alarm, Intent, judge
from vitrino.domain.triage.evaluation import Outcome, leave_one_out, together
from vitrino.domain.triage.learned import MOST_EXAMPLES, Example, Model, consult, from_json, learn, to_json
from vitrino.domain.triage.samples import SHOPS, base_model, example, samples

PASS = [
    "Macie jeszcze karnety na basen?", "Potrzebny mi karnet dla córki", "Karnet miesięczny dla dwóch osób",
    "Ten karnet z gazetki, dla seniora", "Rodzinny karnet od jutra",
]  # fmt: skip
OTHER = ["O której otwieracie?", "Szafka numer 7 się nie domyka", "Dziękuję!", "Woda była zimna", "Gdzie parking?"]


def shown(text: str, *intents: Intent) -> Example:
    return Example(text, frozenset(intents), judge(text, language="pl"))


TAUGHT = learn([*(shown(text, Intent.PURCHASE) for text in PASS), *(shown(text, Intent.QUESTION) for text in OTHER)])


def test_what_was_corrected_is_recognised_and_shows_the_word_that_said_so() -> None:
    text = "Karnet na wtorki poproszę"
    assert Intent.PURCHASE not in judge(text, language="pl").intents
    found = consult(TAUGHT, text, judge(text, language="pl"))
    sign = next(one for one in found.signs if one.intent is Intent.PURCHASE)
    assert sign.rule == "learned"
    assert "Karnet" in [text[start:end] for start, end in sign.words]


def test_nothing_learnt_changes_nothing() -> None:
    for sample in samples()[:100]:
        found = judge(sample.text, language=sample.language)
        assert consult(Model(), sample.text, found) == found


def test_an_intent_seen_too_seldom_is_not_learnt() -> None:
    assert learn([shown(text, Intent.PURCHASE) for text in PASS[:2]]).weights == {}


def test_what_the_shop_keeps_correcting_is_doubted_with_the_words() -> None:
    texts = [f"Czy {day} macie zumbę?" for day in ("jutro", "dziś", "w piątek", "w sobotę", "po świętach", "latem")]
    asked = ["Co to jest?", "Ile to kosztuje?", "Gdzie to jest?", "Kiedy otwieracie?"]
    model = learn(
        [*(shown(one, Intent.PURCHASE) for one in texts), *(shown(one, Intent.QUESTION) for one in asked)] * 3
    )
    found = consult(model, "Czy rano macie zumbę?", judge("Czy rano macie zumbę?", language="pl"))
    assert Intent.QUESTION in {sign.intent for sign in found.doubted}
    assert Intent.PURCHASE in found.intents


@pytest.mark.parametrize(
    ("text", "alarm", "urgency"),
    [
        ("Po waszym cieście córka wylądowała w szpitalu", Alarm.DANGER, 3),
        ("Zgłaszam sprawę do sądu", Alarm.LEGAL, 2),
        ("To oszustwo, fałszywy sklep", Alarm.FRAUD, 2),
    ],
)
def test_signs_of_harm_and_law_outlast_every_correction(text: str, alarm: Alarm, urgency: int) -> None:
    model = learn([shown(text, Intent.PRAISE) for _ in range(30)] + [shown(one, Intent.QUESTION) for one in OTHER])
    found = consult(model, text, judge(text, language="pl"))
    assert found.urgency >= urgency
    assert alarm in {reason.alarm for reason in found.reasons}


@given(st.sampled_from(samples()), st.sampled_from(samples()))
@settings(deadline=None, max_examples=60)
def test_no_model_lowers_what_stands_in_the_words(one: object, other: object) -> None:
    sample, taught = one, other
    found = judge(sample.text, language=sample.language)  # type: ignore[attr-defined]
    wrong = [Example(sample.text, taught.intents, found)] * 5  # type: ignore[attr-defined]
    calm = [example(each) for each in samples()[:20]]
    after = consult(learn([*calm, *wrong]), sample.text, found)  # type: ignore[attr-defined]
    kept = {Alarm.DANGER, Alarm.LEGAL, Alarm.FRAUD, Alarm.AGAIN, Alarm.WINDOW, Alarm.THREAT}
    before = {reason.alarm for reason in found.reasons} & kept
    assert before <= {reason.alarm for reason in after.reasons}


def test_a_model_is_the_same_after_it_was_stored() -> None:
    assert from_json(to_json(TAUGHT)) == TAUGHT
    assert from_json({"nobody knows": {"a": 1.0}}) == Model()


def test_learning_the_most_examples_takes_seconds_not_minutes() -> None:
    examples = [example(sample) for sample in samples()] * 2
    began_s = time.process_time()
    learn(examples[:MOST_EXAMPLES])
    assert time.process_time() - began_s < 10


def test_a_shop_nobody_has_seen_is_read_better_with_what_others_taught() -> None:
    """Five shops left out in turn; the whole table is `vitrino triage report`."""
    shops = {name: [example(one) for one in samples() if one.shop == name] for name in SHOPS[:5]}
    done = list(leave_one_out(shops))
    cues, learned = (together(getattr(one, part) for one in done) for part in ("cues", "learned"))
    assert learned.macro_f1 > cues.macro_f1 + 0.03
    assert learned.coverage > cues.coverage


def test_the_samples_know_every_language_and_intent() -> None:
    assert len(samples()) >= 600
    assert {one.language for one in samples()} == {"en", "pl", "eo"}
    assert set().union(*(one.intents for one in samples())) == set(Intent)
    assert base_model().weights.keys() >= {Intent.COMPLAINT, Intent.REQUEST, Intent.PRAISE}


def test_scores_count_what_was_missed_and_what_was_made_up() -> None:
    yes, no = frozenset({Intent.PRAISE}), frozenset[Intent]()
    score = next(iter(Outcome(((yes, yes), (yes, no), (no, yes))).scores))
    assert (score.precision, score.recall, score.count) == (0.5, 0.5, 2)
