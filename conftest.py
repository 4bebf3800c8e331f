"""Known to every test: the real peers (see tests/peers), and a data folder of its own."""

from pathlib import Path

import pytest
from pytest_django import Settings

pytest_plugins = ["tests.peers.fixtures"]


@pytest.fixture(autouse=True)
def own_data_folder(settings: Settings, tmp_path: Path) -> None:
    """Keys, rehearsal worlds and pictures of one test are never seen by another, nor by the developer's own Vitrino."""
    settings.VITRINO_DATA = tmp_path / "data"
    settings.MEDIA_ROOT = tmp_path / "data" / "media"
