"""Goals that can be measured: what counts, what somebody means, where it begins, how it stands.

The forecast itself is `vitrino.domain.insight.outlook`; only jobs load it.
"""

from vitrino.domain.goals.measuring import Baseline, baseline, days_missing, proposal, rounded
from vitrino.domain.goals.metrics import METRICS, Kind, Metric, told_by
from vitrino.domain.goals.standing import (
    WORDS,
    Calibration,
    Standing,
    calibration,
    kind_word,
    pace_needed,
    percent,
    share_done,
    standing,
    value_now,
)
from vitrino.domain.goals.wishes import Wish, read

__all__ = [
    "METRICS",
    "WORDS",
    "Baseline",
    "Calibration",
    "Kind",
    "Metric",
    "Standing",
    "Wish",
    "baseline",
    "calibration",
    "days_missing",
    "kind_word",
    "pace_needed",
    "percent",
    "proposal",
    "read",
    "rounded",
    "share_done",
    "standing",
    "told_by",
    "value_now",
]
