"""Every way a call can go wrong ends in the right word: never "failed" for what may be out, never silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from vitrino.connect.conformance.harness import Cases
from vitrino.connect.errors import AuthLost, NotSent, OutcomeUnknown, RateLimited, Refused, Transient
from vitrino.connect.twin import FaultKind

PROVABLE: tuple[FaultKind, ...] = ("rate-limited", "not-sent", "expired-token")
READ_TROUBLES: dict[FaultKind, type[Exception]] = {
    "rate-limited": RateLimited,
    "expired-token": AuthLost,
    "not-sent": NotSent,
    "garbage": Transient,
    "error-before": Transient,
    "answer-lost": Transient,
}


class FailureCases(Cases):
    def test_a_lost_answer_is_unknown_and_a_look_finds_the_post(self) -> None:
        self._unknown_but_out("answer-lost")

    def test_an_error_after_the_effect_is_unknown_and_a_look_finds_the_post(self) -> None:
        self._unknown_but_out("error-after")

    def test_an_error_page_is_unknown_even_when_nothing_happened(self) -> None:
        self._unknown_and_not_out("error-before")

    def test_garbage_after_a_write_is_unknown(self) -> None:
        self._unknown_and_not_out("garbage")

    def test_a_late_write_is_unknown_until_a_look_finds_it(self) -> None:
        self.need_look()
        post = self.post()
        kept = self.prepare(post)
        self.break_commit("late-apply", wait_s=120)
        assert isinstance(self.outcome(post, kept), OutcomeUnknown)
        assert not self.look(post, kept).found
        self.clock.advance(121)
        assert len(self.look(post, kept).found) == 1

    def test_a_rate_limit_names_the_time_and_nothing_is_out(self) -> None:
        self.break_commit("rate-limited")
        outcome = self.outcome(self.post())
        assert isinstance(outcome, RateLimited)
        assert timedelta(0) < outcome.until - self.clock() <= timedelta(days=1)
        assert self.world() == []

    def test_not_sent_means_nothing_is_out(self) -> None:
        self.break_commit("not-sent")
        assert isinstance(self.outcome(self.post()), NotSent)
        assert self.world() == []

    def test_an_expired_sign_in_is_said_and_nothing_is_out(self) -> None:
        self.break_commit("expired-token")
        assert isinstance(self.outcome(self.post()), AuthLost)
        assert self.world() == []

    def test_after_any_provable_failure_the_same_post_goes_out_once(self) -> None:
        post = self.post()
        for kind in PROVABLE:
            self.break_commit(kind)
            assert not isinstance(self.outcome(post), OutcomeUnknown | Refused)
        self.publish(post)
        assert len(self.world()) == 1

    def test_reads_tell_their_troubles_apart(self) -> None:
        for kind, expected in READ_TROUBLES.items():
            for name, read in self._reads().items():
                self.mend()
                self.break_reads(kind, times=20)
                self._raises(expected, read, f"{name} with {kind}")

    def test_a_failed_look_is_no_look(self) -> None:
        """Trouble while looking must not pass for "nothing found"."""
        self.need_look()
        post = self.post()
        kept = self.prepare(post)
        self.publish(post, kept)
        for kind, expected in READ_TROUBLES.items():
            self.mend()
            self.break_reads(kind, times=20)
            self._raises(expected, lambda: self.look(post, kept), kind)

    def _reads(self) -> dict[str, Callable[[], object]]:
        connector = self.connector()
        reads: dict[str, Callable[[], object]] = {"probe": connector.probe}
        if self.kinds():
            reads["pull"] = lambda: connector.pull(self.kinds()[0], "")
        if self.manifest.can("metrics.account"):
            reads["measure_account"] = connector.measure_account
        if self.manifest.can("read.own_posts"):
            reads["history"] = lambda: connector.history(5)
        if self.manifest.can("metrics.post"):
            parent = self.parent()
            reads["measure"] = lambda: connector.measure([parent])
        return reads

    def _raises(self, expected: type[Exception], use: Callable[[], object], what: str) -> None:
        try:
            answer = use()
        except expected:
            return
        raise AssertionError(f"{what}: {answer!r} instead of {expected.__name__}")

    def _unknown_but_out(self, kind: FaultKind) -> None:
        post = self.post()
        kept = self.prepare(post)
        self.break_commit(kind)
        assert isinstance(self.outcome(post, kept), OutcomeUnknown)
        assert len(self.world()) == 1
        if self.safety != "blind":
            found = self.look(post, kept).found
            assert [seen.remote_id for seen in found] == [self.world()[0].remote_id]

    def _unknown_and_not_out(self, kind: FaultKind) -> None:
        self.break_commit(kind)
        assert isinstance(self.outcome(self.post()), OutcomeUnknown)
        assert self.world() == []
