"""Two shops, and a server outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vitrino.notify.tests import outside as world
from vitrino.workspace.tests.cast import Cast, assemble


@pytest.fixture
def cast(db: None, settings: Any, tmp_path: Path) -> Cast:
    settings.VITRINO_DATA = tmp_path
    settings.VITRINO_ALLOW_PRIVATE = True  # the server outside is on this machine
    return assemble()


@pytest.fixture
def outside() -> Iterator[world.Outside]:
    with world.outside() as found:
        yield found
