"""The surveys from which platforms' manifests take their numbers: named, dated, with what they asked."""

from __future__ import annotations

from datetime import date
from typing import Final

from vitrino.domain.fit.facts import Survey

LOOKED_UP: Final = date(2026, 11, 22)

PEW_2023: Final = Survey(
    "Pew Research Center, 5,733 adults asked from 2023-05-19 to 2023-09-05, as quoted by the press",
    "us", "ever", date(2023, 9, 5), LOOKED_UP,
)  # fmt: skip
PEW_2025: Final = Survey(
    "Pew Research Center, 5,022 adults asked from 2025-02-05 to 2025-06-18, as quoted by the press",
    "us", "ever", date(2025, 6, 18), LOOKED_UP,
)  # fmt: skip
MEDIAPANEL_2024: Final = Survey(
    "Gemius and PBI, Mediapanel, people from 7 to 75 on the internet, mean of 2024, as quoted by the press",
    "pl", "monthly", date(2024, 12, 31), LOOKED_UP,
)  # fmt: skip
ARD_ZDF_2025: Final = Survey(
    "ARD/ZDF-Medienstudie, 2,512 people from 14 on, asked from January to April 2025, as quoted by the press",
    "de", "weekly", date(2025, 4, 13), LOOKED_UP,
)  # fmt: skip
ARD_ZDF_2023: Final = Survey(
    "ARD/ZDF-Onlinestudie 2023, people from 14 to 29, as quoted by the press",
    "de", "weekly", date(2023, 12, 31), LOOKED_UP,
)  # fmt: skip
