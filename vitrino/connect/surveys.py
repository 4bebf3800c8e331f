"""The surveys from which platforms' manifests take their numbers: named, dated, with what they asked."""

from __future__ import annotations

from datetime import date
from typing import Final

from vitrino.domain.fit.facts import Survey
from vitrino.domain.message import say

LOOKED_UP: Final = date(2026, 11, 22)
_PEW: Final = "Pew Research Center"

PEW_2023: Final = Survey(
    say("{who}, {n} adults asked from {first} to {last}, as quoted by the press", who=_PEW, n=5733, first="2023-05-19",
        last="2023-09-05"),
    "us", "ever", date(2023, 9, 5), LOOKED_UP,
)  # fmt: skip
PEW_2025: Final = Survey(
    say("{who}, {n} adults asked from {first} to {last}, as quoted by the press", who=_PEW, n=5022, first="2025-02-05",
        last="2025-06-18"),
    "us", "ever", date(2025, 6, 18), LOOKED_UP,
)  # fmt: skip
MEDIAPANEL_2024: Final = Survey(
    say("{who}, people from 7 to 75 on the internet, mean of {year}, as quoted by the press",
        who="Gemius, PBI: Mediapanel", year="2024"),
    "pl", "monthly", date(2024, 12, 31), LOOKED_UP,
)  # fmt: skip
ARD_ZDF_2025: Final = Survey(
    say("{who}, {n} people from 14 on asked from {first} to {last}, as quoted by the press",
        who="ARD/ZDF-Medienstudie", n=2512, first="2025-01-28", last="2025-04-13"),
    "de", "weekly", date(2025, 4, 13), LOOKED_UP,
)  # fmt: skip
ARD_ZDF_2023: Final = Survey(
    say("{who}, as quoted by the press", who="ARD/ZDF-Onlinestudie 2023"),
    "de", "weekly", date(2023, 12, 31), LOOKED_UP,
)  # fmt: skip
# Where that study draws the line.
UNDER_30: Final = say("14 to 29 years old")
