"""The product's own table and deciders, judged by searching every interleaving within small bounds."""

from __future__ import annotations

import io

import pytest

from tests.model.checker import search
from tests.model.runs import D_AUTO, A, C, D, E, Run, as_is, assumptions, report, weakened
from vitrino.domain.publication import INVARIANTS, Event

NOT_SEARCHED = {
    Event.UNSCHEDULE,  # before anything is sent
    Event.TOO_LATE,  # takes hours; with its answer tested with the deciders
    Event.PUBLISH_LATE,
    Event.NOT_SEEN,  # changes nothing but the time of the last look
}


def _name(run: Run) -> str:
    return f"{run.setting.name} {run.expected}".strip()


@pytest.mark.parametrize("run", list(as_is()), ids=_name)
def test_the_protocol_as_it_is_keeps_every_promise(run: Run) -> None:
    result = run.result()
    assert result.broken == "", result.path
    assert result.states > 1000


@pytest.mark.parametrize("run", list(weakened()), ids=_name)
def test_a_promise_breaks_when_a_piece_is_taken_away(run: Run) -> None:
    assert run.result().broken == run.expected


@pytest.mark.parametrize("run", list(assumptions()), ids=_name)
def test_the_assumptions_are_needed_except_where_the_client_chooses_the_key(run: Run) -> None:
    assert run.result().broken == run.expected


def test_every_guard_and_effect_said_to_keep_a_promise_is_taken_away_once() -> None:
    taken = {run.setting.name.partition("without ")[2] for run in weakened()}
    assert {name.value for invariant in INVARIANTS for name in invariant.kept_by} <= taken


def test_the_search_reaches_every_event_of_the_protocol() -> None:
    settings = (
        A.setting("all", rounds=1, workers=1),
        E.setting("all", rounds=1, workers=1),
        C.setting("all", cancels=True, workers=1),
        D.setting("all", edits=True, twin=True, workers=1),
        D_AUTO.setting("all", holds=True, restores=True, workers=1),
    )
    happened = {label.rpartition(": ")[2] for setting in settings for label in search(setting).labels}
    assert set(Event) - NOT_SEARCHED <= happened


def test_the_report_says_when_something_came_out_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    surprise = Run(D_AUTO.setting("short", workers=1), "I6")
    for group in ("as_is", "assumptions"):
        monkeypatch.setattr(f"tests.model.runs.{group}", lambda: iter(()))
    monkeypatch.setattr("tests.model.runs.weakened", lambda: iter((surprise,)))
    text = io.StringIO()
    assert not report(text.write)
    assert "expected I6" in text.getvalue()
