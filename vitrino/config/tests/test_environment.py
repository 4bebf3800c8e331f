"""Every setting is documented, and nonsense is refused at the start."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from vitrino.config.environment import ROOT, Environment, key_file, read_key
from vitrino.config.settings import database


def test_every_setting_has_its_line_in_the_docs() -> None:
    text = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    names = {field.alias or f"VITRINO_{name.upper()}" for name, field in Environment.model_fields.items()}
    assert {name for name in names if f"| `{name}` |" not in text} == set()


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "99999"), ("URL", "ftp://x"), ("THREADS", "0"), ("SIGN_UP", "all")]
)
def test_nonsense_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"VITRINO_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Environment()


def test_a_key_others_can_read_is_refused(tmp_path: Path) -> None:
    env = Environment(data=tmp_path)
    path = key_file(env, "sessions")
    path.parent.mkdir()
    path.write_text("x" * 40)
    path.chmod(0o644)
    with pytest.raises(PermissionError, match="chmod 600"):
        read_key(env, "sessions")


def test_a_postgres_address_is_taken_apart() -> None:
    found = database("postgresql://anna:se%40cret@db.example:5433/shop")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "anna", "se@cret", "db.example", "5433", "shop",
    )  # fmt: skip


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="postgresql"):
        database("mysql://localhost/shop")
