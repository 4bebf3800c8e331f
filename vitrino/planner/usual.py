"""What rhythm is usual on a platform, and how sure that is, in words."""

from __future__ import annotations

from vitrino.connect.manifest import Manifest
from vitrino.domain.message import Message, say

DAYS = 7


def usual_words(one: Manifest) -> Message:
    """The platform's default with what speaks for it: common advice, our own judgement, or nothing."""
    if one.cadence is None:
        return say("Nobody has named a usual rhythm for {platform}. Begin with one to three posts a week.",
                   platform=one.name)  # fmt: skip
    low, high = one.cadence.value.low_per_week, one.cadence.value.high_per_week
    values = {"platform": one.name, "low": _plain(low), "high": _plain(high)}
    if not one.cadence.checked:
        return say("{low} to {high} posts a week on {platform} is our own judgement; nobody has published a study.",
                   **values)  # fmt: skip
    if low >= DAYS and low % DAYS == 0 and high % DAYS == 0:
        return say("Advised on {platform}: {low} to {high} posts a day. Fewer that come regularly beat more that "
                   "don't.", platform=one.name, low=_plain(low / DAYS), high=_plain(high / DAYS))  # fmt: skip
    if low == high == 1:
        return say("Advised on {platform}: one post a week.", platform=one.name)
    return say("Advised on {platform}: {low} to {high} posts a week. Fewer that come regularly beat more that don't.",
               **values)  # fmt: skip


def _plain(number: float) -> int | float:
    return int(number) if float(number).is_integer() else round(number, 1)
