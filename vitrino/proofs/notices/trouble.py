"""How badly the receiving side behaves. Both servers draw from the same shares."""

from __future__ import annotations

import random
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

Fault = Literal["none", "reset", "hangs", "error", "busy", "lost-answer"]
FAULTS: tuple[Fault, ...] = ("reset", "hangs", "error", "busy", "lost-answer")
HANG_S = 4.0


@dataclass
class Book:
    """What came in, and what became of it. taken: by way and link, how often; suffered: how often each fault."""

    chance: random.Random
    failures: float
    taken: Counter[str] = field(default_factory=Counter)
    suffered: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def draw(self) -> Fault:
        with self.lock:
            is_bad = self.chance.random() < self.failures
            fault: Fault = self.chance.choice(FAULTS) if is_bad else "none"
            self.suffered[fault] += 1
        return fault

    def take(self, way: str, text: str) -> None:
        """Write down a message by the link in it: to one alert, or to the list of what it told."""
        start = text.find("/alerts/")
        link = text[start:].split("/")[2:4] if start >= 0 else ["?"]
        with self.lock:
            self.taken[f"{way} {'/'.join(part for part in link if part == 'told' or part.isdigit())}"] += 1
