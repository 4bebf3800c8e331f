"""Random walks: people edit, agree, refuse, plan and stop, time passes; a text leaves only if agreed to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from vitrino.approval import actions as approval
from vitrino.domain.problem import Problem
from vitrino.publishing import actions, waiting
from vitrino.publishing.models import Publication
from vitrino.publishing.tests.test_approval import Bakery

TEXTS = ("Rye", "Spelt", "Cake")
NAMES = ("Anna", "Bruno", "Dora")
MODES = ("nobody", "one", "all")
GRACE = timedelta(hours=2)


class Walk(RuleBasedStateMachine):
    """The shop beside a plain model of it: what everybody said about each text, and who is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.bakery = Bakery("one", "Dora")
        self.before = len(self.bakery.out())  # the world outside is not rolled back
        self.edit(TEXTS[0])
        self.mode, self.named = "one", {"Dora"}
        self.said: dict[tuple[str, str], bool] = {}
        self.out = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @property
    def asked(self) -> set[str]:
        """Anna owns the shop, Bruno writes: named alone he can't settle it."""
        return self.named if self.named - {"Bruno"} else self.named | {"Anna"}

    @property
    def is_agreed(self) -> bool:
        if self.mode == "nobody":
            return True
        words = {name: self.said.get((name, self.text)) for name in self.asked}
        if False in words.values() or not any(words[name] for name in self.asked - {"Bruno"}):
            return False
        return self.mode == "one" or all(words.values())

    @property
    def rows(self) -> list[Publication]:
        return list(Publication.objects.select_related("channel", "workspace", "parent").order_by("pk"))

    @rule(text=st.sampled_from(TEXTS))
    def edit(self, text: str) -> None:
        self.text = f"{text} {self.before}"
        self.bakery.edit(self.text)

    @rule(name=st.sampled_from(NAMES), is_good=st.booleans())
    def say(self, name: str, is_good: bool) -> None:
        try:
            self.bakery.agree(name) if is_good else self.bakery.refuse(name)
        except Problem:
            assert self.mode == "nobody" or name not in self.asked
        else:
            self.said[name, self.text] = is_good

    @rule(name=st.sampled_from(NAMES), text=st.sampled_from(TEXTS))
    def agree_to_what_was_on_the_screen(self, name: str, text: str) -> None:
        """The page was opened before somebody saved."""
        shown = self.bakery.seen()
        self.edit(text)
        if shown == self.bakery.seen():
            return
        with pytest.raises(Problem):
            approval.agree(post=self.bakery.post, seen=shown, by=self.bakery.people[name], now=self.bakery.now)

    @rule(mode=st.sampled_from(MODES), named=st.sets(st.sampled_from(NAMES)))
    def change_the_rule(self, mode: str, named: set[str]) -> None:
        self.bakery.rule(mode, *sorted(named))
        self.mode, self.named = mode, named

    @precondition(lambda self: not self.out)
    @rule(minutes=st.sampled_from([0, 30, 90]))
    def plan(self, minutes: int) -> None:
        self.bakery.plan(self.bakery.now + timedelta(minutes=minutes))

    @rule()
    def stop(self) -> None:
        for row in self.rows:
            if row.state in ("draft", "ready"):
                actions.cancel(publication=row, by=self.bakery.people["Bruno"], now=self.bakery.now)

    @rule(minutes=st.sampled_from([1, 20, 100]), is_swept=st.booleans())
    def time_passes(self, minutes: int, is_swept: bool) -> None:
        """With and without the sweep: the check before the send must hold alone."""
        self.bakery.stage.later(minutes=minutes)
        if is_swept:
            waiting.keep_to_agreements(self.bakery.now)
        due = [row for row in self.rows if row.state == "ready" and row.publish_at <= self.bakery.now]
        for row in due:
            self.bakery.stage.work(row)
        # Later walks may post at an earlier time, so the number tells which posts are this walk's.
        texts = [text for text in self.bakery.out() if text.endswith(f" {self.before}")]
        if len(texts) > self.out:
            assert self.is_agreed, f"{texts} is out and nobody agreed"
            assert texts[self.out :] == [self.text], "another text is out than the one that was agreed to"
        self.out = len(texts)
        if is_swept and self.is_agreed:
            self._nothing_is_stuck()

    def _nothing_is_stuck(self) -> None:
        for row in self.rows:
            assert row.state != "draft", "everybody agreed, and it still waits"
            is_due = row.publish_at <= self.bakery.now <= row.publish_at + GRACE
            assert not (is_due and row.state == "ready"), "everybody agreed, its time has come, and it is not out"

    @invariant()
    def nothing_unknown_happened(self) -> None:
        assert {row.state for row in self.rows} <= {"draft", "ready", "published", "cancelled", "needs_decision"}
        assert self.out <= 1


@pytest.mark.django_db
def test_on_every_walk_only_agreed_texts_leave() -> None:
    run_state_machine_as_test(Walk, settings=settings(max_examples=20, stateful_step_count=15, deadline=None,
                                                      suppress_health_check=list(HealthCheck)))  # fmt: skip
