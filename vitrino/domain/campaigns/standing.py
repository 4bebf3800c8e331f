"""How a campaign stands, in one honest sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vitrino.domain.campaigns.chance import orders_between
from vitrino.domain.message import Message, Value, say

Kind = Literal["waiting", "uncounted", "early", "on", "below", "short", "reached", "missed"]
_FEWEST_DAYS = 2
_FEWEST_EXPECTED = 5.0
_CLOSE_ENOUGH = 0.9


@dataclass(frozen=True)
class Standing:
    """kind: waiting (not begun), uncounted (nobody can know), early, on plan, below (luck could explain it), short (the
    alarm said so), and at the end reached or missed."""

    kind: Kind
    message: Message

    @property
    def tone(self) -> str:
        """For a tag: good, warn, bad or nothing."""
        return {"on": "good", "reached": "good", "below": "warn", "short": "bad", "missed": "warn"}.get(self.kind, "")


def standing(
    *, seen: int, planned: float, target: int, days_done: int, days_total: int, is_alarmed: bool, is_over: bool,
    metric: Message, is_counted: bool = True,
) -> Standing:  # fmt: skip
    """seen, planned: until yesterday, the last day that is complete. is_alarmed: the simulated boundary was crossed.

    is_counted: whether anything here counts what it is measured by.
    """
    values: dict[str, Value] = {"seen": seen, "planned": round(planned), "target": target, "metric": metric}
    if days_done <= 0:
        return Standing("waiting", say("Not begun yet: {target} {metric} in {days} days.", target=target,
                                       metric=metric, days=days_total))  # fmt: skip
    if not is_counted:
        return Standing("uncounted", say("Nobody can tell: nothing counts its {metric} yet.", metric=metric))
    if seen >= target:
        return Standing("reached", say("Reached: {seen} of {target} {metric}.", **values))
    if is_over:
        return Standing("missed", say("Over: {seen} of {target} {metric}.", **values))
    if is_alarmed:
        return Standing("short", say("Short of the plan: {seen} of {planned} {metric} by now. Luck does not explain"
                                     " it.", **values))  # fmt: skip
    if days_done < _FEWEST_DAYS or planned < _FEWEST_EXPECTED:
        return Standing("early", say("Too early to tell: {seen} of {planned} {metric} by now.", **values))
    if seen >= planned * _CLOSE_ENOUGH:
        return Standing("on", say("On plan: {seen} of {planned} {metric} by now.", **values))
    if orders_between(seen).high >= planned:
        return Standing("below", say("A little below the plan, which luck can explain: {seen} of {planned} {metric} by"
                                     " now.", **values))  # fmt: skip
    return Standing("below", say("Below the plan: {seen} of {planned} {metric} by now. Days differ, so it is not sure"
                                 " yet.", **values))  # fmt: skip
