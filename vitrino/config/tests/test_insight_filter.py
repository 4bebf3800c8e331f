"""`vitrino insight answer` answers line by line, and says what to do where it can't."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import datetime, timedelta
from typing import Any

import pytest

from vitrino.config.cli import run

Answer = dict[str, Any]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def asked(*lines: object) -> list[Answer]:
        text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass"))))
        assert run(["insight", "answer"]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return asked


def posts(count: int = 40, **values: object) -> list[dict[str, object]]:
    start = datetime(2026, 1, 5, 9)
    return [
        {"id": n, "at": (start + timedelta(hours=31 * n)).isoformat(), "format": ("photo", "video")[n % 2],
         "topic": "bread", "promo": n % 3 == 0, "question": False, "link": True, "length": ("short", "long")[n % 2],
         "hashtags": n % 4, "followers": 900, "engagement": 20 + 9 * (n % 5), "age_h": 200, "mood": "?", **values}
        for n in range(count)
    ]  # fmt: skip


INSIGHTS = {"v": 1, "task": "insights", "platform": "x", "now": "2026-06-01T10:00", "candidates": [[0, 9], [3, 18]]}
GOAL = {"v": 1, "task": "goal", "kind": "sum", "metric": "orders", "history": [3.0] * 40, "so_far": [4] * 10,
        "days_total": 60, "target": 200, "start": "2026-01-05"}  # fmt: skip
SPIKE = {"v": 1, "task": "spike", "start": "2026-01-05T00:00", "total": [2] * 99, "negative": [0] * 98 + [2]}
CAMPAIGN = {"v": 1, "task": "campaign", "plan": [10] * 14, "history": [9, 11] * 14, "actual": [2, 1, 2]}


def test_every_task_answers_in_the_shape_that_was_agreed(ask: Any) -> None:
    labelled = [{"text": f"{word} today", "label": label}
                for word, label in (("sale", "offer"), ("recipe", "tips")) for _ in range(8)]  # fmt: skip
    answers = ask(
        INSIGHTS | {"id": 1, "posts": posts()},
        INSIGHTS | {"id": 2, "task": "plan", "posts": posts(), "week_start": "2026-06-08", "n_posts": 2, "seed": 5},
        {"id": 3, "task": "ignored", "posts": posts()},
        SPIKE | {"id": 4},
        GOAL | {"id": 5},
        CAMPAIGN | {"id": 6},
        {"id": 7, "task": "pillar", "labelled": labelled, "texts": ["a sale", "a recipe"]},
    )
    insights, plan, ignored, spike, goal, campaign, pillar = answers
    assert [one["id"] for one in answers] == [1, 2, 3, 4, 5, 6, 7]
    assert [row[:2] for row in insights["grid"]] == [[0, 9], [3, 18]]
    assert all(low <= mid <= high for _, _, low, mid, high in insights["grid"])
    assert {"best", "credible", "levels", "findings"} < set(insights)
    assert {"factor", "level", "lo", "mid", "hi"} < set(insights["levels"][0])
    assert sorted(plan["slots"]) == [[0, 9], [3, 18]]
    assert isinstance(ignored["claims"], list)
    assert spike["alarms"] == []
    assert 0 < goal["p"] < 1
    assert goal["forecast"] == sorted(goal["forecast"])
    assert campaign["alert"] is True
    assert [one["label"] for one in pillar["labels"]] == ["offer", "tips"]


def test_levels_come_back_as_they_were_given(ask: Any) -> None:
    (answer,) = ask(INSIGHTS | {"id": "a", "posts": [one | {"topic": int(str(one["id"])) % 2} for one in posts()]})
    levels = {factor: [one["level"] for one in answer["levels"] if one["factor"] == factor] for factor in
              ("format", "topic", "length", "promo", "hashtags")}  # fmt: skip
    assert {name: sorted(values) for name, values in levels.items()} == {
        "format": ["photo", "video"], "topic": [0, 1], "length": ["long", "short"], "promo": [True], "hashtags": [True],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "answered_id", "words"),
    [
        ("{oops", 1, "no JSON"),
        ("[1, 2]", 1, "one JSON object"),
        ("[" * 100_000, 1, "nested"),
        ({"id": "a"}, "a", '"task" is missing'),
        ({"id": 5, "task": "guess"}, 5, "one of insights, plan"),
        ({"id": 5, "task": "goal", "v": 2}, 5, "version 1"),
        (INSIGHTS | {"id": 5}, 5, '"posts" is missing'),
        (INSIGHTS | {"id": 5, "posts": {}}, 5, '"posts" must be a list'),
        (INSIGHTS | {"id": 5, "posts": ["x"]}, 5, '"posts[0]" must be an object'),
        (INSIGHTS | {"id": 5, "posts": [{"id": 1}]}, 5, '"posts[0].at" is missing'),
        (INSIGHTS | {"id": 5, "posts": [{"at": "2026-05-04"}]}, 5, "needs the time of day"),
        (INSIGHTS | {"id": 5, "posts": [{"at": "yesterday"}]}, 5, '"posts[0].at" must be a time'),
        (INSIGHTS | {"id": 5, "posts": [{"at": "0001-01-01T00:00:00+14:00"}]}, 5, "lies in the year 1"),
        (INSIGHTS | {"id": 5, "posts": posts(1, engagement="9")}, 5, '"posts[0].engagement" must be a number'),
        (INSIGHTS | {"id": 5, "posts": posts(1, engagement=-1)}, 5, "0 or more"),
        (INSIGHTS | {"id": 5, "posts": posts(1, engagement=True)}, 5, "must be a number"),
        (INSIGHTS | {"id": 5, "posts": posts(1, format=["x"])}, 5, "must be a word"),
        (INSIGHTS | {"id": 5, "posts": posts(1, promo="yes")}, 5, "true, false or a number"),
        (INSIGHTS | {"id": 5, "candidates": [], "posts": []}, 5, '"candidates" is empty'),
        (INSIGHTS | {"id": 5, "candidates": [[7, 1]], "posts": []}, 5, "from 0 to 6"),
        (INSIGHTS | {"id": 5, "candidates": [[1.5, 1]], "posts": []}, 5, "whole number"),
        (INSIGHTS | {"id": 5, "benchmark": [[1]], "posts": []}, 5, "seven lists"),
        ('{"id": 5, "task": "goal", "history": [NaN]}', 5, "Send null"),
        ('{"id": 5, "task": "goal", "history": [1e999]}', 5, "too large"),
        ('{"id": NaN, "task": "goal"}', 1, "missing"),
        (GOAL | {"id": 5, "kind": "wish"}, 5, "one of sum, level, stock"),
        (GOAL | {"id": 5, "days_total": 5}, 5, '"so_far" has 10 days'),
        (GOAL | {"id": 5, "target": None}, 5, '"target" is missing'),
        (SPIKE | {"id": 5, "negative": [0]}, 5, "one number an hour"),
        (SPIKE | {"id": 5, "total": [0] * 500_001}, 5, "Send fewer"),
        (CAMPAIGN | {"id": 5, "plan": [1]}, 5, '"actual" has 3 days'),
        ({"id": 5, "task": "pillar", "labelled": [], "texts": []}, 5, '"labelled" is empty'),
        ({"id": 5, "task": "pillar", "labelled": [{"text": "a", "label": "b"}], "texts": [4]}, 5, "text in quotes"),
    ],
)  # fmt: skip
def test_what_can_not_be_answered_is_said_and_stops_nothing(
    ask: Any, line: object, answered_id: object, words: str
) -> None:
    wrong, right = ask(line, CAMPAIGN | {"id": "next"})
    assert wrong["id"] == answered_id
    assert words in wrong["error"]
    assert right == {"id": "next", "alert": True, "expected": 30.0, "seen": 5.0}


@pytest.mark.filterwarnings("error")
def test_nothing_known_is_answered_too(ask: Any) -> None:
    answers = ask(
        INSIGHTS | {"id": 0, "posts": []},
        INSIGHTS | {"id": 1, "posts": posts(1, engagement=None, followers=None)},
        {"id": 2, "task": "ignored", "posts": []},
        SPIKE | {"id": 3, "total": [], "negative": []},
        SPIKE | {"id": 4, "total": [None] * 50, "negative": [None] * 50},
        GOAL | {"id": 5, "history": [], "so_far": []},
        GOAL | {"id": 6, "history": [None] * 9, "so_far": [0, None]},
        CAMPAIGN | {"id": 7, "history": None, "actual": []},
    )
    assert [one for one in answers if "error" in one] == []
    assert answers[0]["credible"] == answers[0]["findings"] == []
    assert [answers[n]["alarms"] for n in (3, 4)] == [[], []]
    assert answers[5]["p"] == pytest.approx(0.5, abs=0.1)
    assert answers[7]["alert"] is False


def test_times_with_a_zone_are_used_as_they_stand(ask: Any) -> None:
    zoned = [one | {"at": f"{one['at']}+09:00"} for one in posts()]
    bare, aware = ask(INSIGHTS | {"id": 1, "posts": posts()}, INSIGHTS | {"id": 1, "posts": zoned})
    assert bare["levels"] == aware["levels"]


def test_each_answer_is_there_before_the_next_question() -> None:
    with subprocess.Popen([sys.executable, "-m", "vitrino", "insight", "answer"], text=True,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as filter_:  # fmt: skip
        assert filter_.stdin is not None
        assert filter_.stdout is not None
        for number in (1, 2):
            filter_.stdin.write(json.dumps(CAMPAIGN | {"id": number}) + "\n")
            filter_.stdin.flush()
            assert json.loads(filter_.stdout.readline())["id"] == number
        filter_.stdin.close()
        assert filter_.wait(timeout=30) == 0
