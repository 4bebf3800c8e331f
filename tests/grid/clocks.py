"""Time in a run: how long the machine has been up, and what the clock on the wall says; they can part."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from vitrino.channels import clock as product_clock
from vitrino.channels import clockwatch, credentials
from vitrino.connect import intime
from vitrino.workspace.tests.cast import NOW


@dataclass
class Clocks:
    """boot_s: seconds since the run began. wrong_by: how far the wall clock is off."""

    boot_s: float = 0.0
    wrong_by: timedelta = timedelta()

    def now(self) -> datetime:
        """What the wall clock shows."""
        return self.truth() + self.wrong_by

    def truth(self) -> datetime:
        """What time it really is."""
        return NOW + timedelta(seconds=self.boot_s)

    def sleep(self, wait_s: float) -> None:
        self.boot_s += wait_s

    def monotonic(self) -> float:
        return self.boot_s


@contextmanager
def set_by_hand() -> Iterator[Clocks]:
    """Inside, the product's clocks are these."""
    clocks = Clocks()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(product_clock, "boot_s", clocks.monotonic)
        patch.setattr(intime, "boot_s", clocks.monotonic)
        patch.setattr(timezone, "now", clocks.now)
        patch.setattr(credentials, "time", clocks)
        patch.setattr(clockwatch, "_HEARD", {})
        yield clocks
