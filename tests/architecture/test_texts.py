"""Everything a user sees exists in Polish and Esperanto, with the same gaps and all plural forms."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from vitrino.config import texts


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("package", texts.packages(), ids=lambda path: path.name)
@pytest.mark.filterwarnings("ignore")
def test_every_text_is_translated(package: Path, language: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert list(texts.missing(package, language)) == []
