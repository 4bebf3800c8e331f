"""The judge sees every kind of wrong, and the plan makes rounds of what it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from vitrino.connect import registry
from vitrino.domain.publication import RetrySafety
from vitrino.proofs import report
from vitrino.proofs.judge import Verdict, judge, table
from vitrino.proofs.plan import ROUND_KILLS, Plan, Result
from vitrino.proofs.shape import CLASSES, DEADLINE_S, PAUSE_S, SETTLE_S, entrants


@pytest.fixture(autouse=True)
def forget_the_town_crier() -> Iterator[None]:
    """The made-up platform is nobody else's business."""
    yield
    registry._BROUGHT.clear()
    registry.manifests.cache_clear()
    registry._packages.cache_clear()


def test_the_judge_sees_every_kind_of_wrong() -> None:
    rows = [("Bread «1»", "published"), ("Bread «2»", "published"), ("Bread «3»", "failed"), ("Bread «4»", "sending"),
            ("Bread «5»", "published"), ("Bread «6»", "needs_decision"), ("Bread «7»", "failed")]  # fmt: skip
    verdict = judge(rows, ["«1»", "«3»", "«5» …", "«5»", "«6»"])
    assert (verdict.posts, verdict.once, verdict.asked, verdict.failed) == (7, 3, 1, 2)
    assert (verdict.duplicated, verdict.lost, verdict.false_status) == (1, 1, 2)
    assert not verdict.is_clean


def test_what_a_restored_database_no_longer_knows_may_be_out_once_but_not_twice() -> None:
    assert judge([], ["«1»"]).is_clean
    assert judge([], ["«1»", "«1»"]).duplicated == 1


def test_the_table_sums_up_and_says_kills_only_once() -> None:
    lines = table({"A": Verdict(posts=1200, once=3), "B": Verdict(posts=2)}, {"kills": "7"}).splitlines()
    assert lines[0].split()[-1] == "kills"
    assert lines[-1].split()[:3] == ["all", "1,202", "3"]
    assert lines[-1].split()[-1] == "7"


def test_rounds_add_up_to_what_was_asked_for() -> None:
    for kills, pauses in ((1, 0), (500, 50), (501, 3), (10_000, 1000), (0, 60)):
        rounds = Plan(kills, seed=1, pauses=pauses, cuts=7).rounds()
        assert (sum(one.kills for one in rounds), sum(one.pauses for one in rounds)) == (kills, pauses)
        assert sum(one.cuts for one in rounds) == 7
        assert max(one.kills for one in rounds) <= ROUND_KILLS


def test_the_results_of_rounds_add_up() -> None:
    sums, one = Result(), judge([("Bread «1»", "published")], ["«1»"])
    for _round in range(2):
        sums.add(Result({"A": one}, {"A": one}, ["it leaked"], Counter(late=1), kills=5, seconds=1.5))
    assert (sums.verdicts["A"].once, sums.restored["A"].once, sums.kills, sums.seconds) == (2, 2, 10, 3.0)
    assert (sums.broken, sums.suffered) == (["it leaked"] * 2, Counter(late=2))


def test_every_class_takes_part_as_its_manifest_says() -> None:
    for entrant in entrants(CLASSES):
        what = "publish.image" if entrant.has_picture else "publish.text"
        assert RetrySafety(registry.manifest(entrant.key).safety_of(what)).letter == entrant.letter
    assert {entrant.letter for entrant in entrants(CLASSES)} == set(CLASSES)


def test_a_pause_is_longer_than_everything_that_protects_from_it() -> None:
    assert PAUSE_S[0] > DEADLINE_S + SETTLE_S + 2 * 0.1


def test_the_report_names_what_is_wrong() -> None:
    verdicts = {"A": judge([("Bread «1»", "sending")], [])}
    said = report.report(Result(verdicts=verdicts, broken=["it leaked"], kills=30, seconds=60.0))
    assert "WRONG it leaked" in said
    assert "WRONG Bread «1»: sending, 0 times out" in said
    assert said.splitlines()[-2:] == ["A promise was broken.", "30 kills in 60 s: 0.5 kills/s."]
