"""Every step, state and action has its words, and what is said fits the shortest platform in each language."""

from __future__ import annotations

import pytest

from vitrino.conduct import policy, wording
from vitrino.conduct.measures import DONE_THERE, NEEDS, REVERSED
from vitrino.conduct.models import Measure
from vitrino.domain.abuse import AbuseEvent, AbuseState

SHORTEST = 280
LINK = "https://vitrino.piekarnia-zorza.example/rules/piekarnia-zorza/"


@pytest.mark.parametrize("language", policy.LANGUAGES)
@pytest.mark.parametrize("kind", ["stated", "warning"])
def test_what_is_said_fits_a_short_post_with_its_link(kind: policy.Kind, language: str) -> None:
    text = policy.spoken(kind, language, LINK)
    assert text.endswith(LINK)
    assert len(text) <= SHORTEST
    assert policy.spoken(kind, language, "") == text.removesuffix(f" {LINK}")


def test_there_is_a_public_text_to_begin_with_in_every_language() -> None:
    texts = policy.defaults()
    assert set(texts) == set(policy.LANGUAGES)
    assert all(200 < len(text) < policy.LONGEST for text in texts.values())
    assert len(set(texts.values())) == len(texts)


@pytest.mark.parametrize(("code", "known"), [("pl", "pl"), ("pl-PL", "pl"), ("EO", "eo"), ("de", "en"), ("", "en")])
def test_a_language_without_a_text_gets_english(code: str, known: str) -> None:
    assert policy.known_language(code) == known


def test_every_state_event_and_action_has_its_words() -> None:
    assert set(wording.STATES) == {state.value for state in AbuseState}
    assert set(wording.DONE) == {event.value for event in AbuseEvent}
    assert set(wording.ACTIONS) == set(NEEDS)
    assert set(wording.TONES) == set(Measure.State.values)
    steps = {event.value for event in wording.NEXT.values()} | {AbuseEvent.BLOCK_AT_ONCE.value}
    assert set(wording.LABELS) == set(wording.CONSEQUENCES) == steps


def test_whatever_a_step_does_to_a_person_can_be_taken_back() -> None:
    done = {action for actions in DONE_THERE.values() for action in actions} - {"report"}
    assert done == set(REVERSED)
    assert set(REVERSED.values()) <= set(NEEDS)
