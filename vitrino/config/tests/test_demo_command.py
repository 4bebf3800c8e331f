"""`vitrino demo`: whoever is there gets the shop; when nobody is, somebody is made, and told the password once."""

from __future__ import annotations

import argparse
import io
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from vitrino.config.cli import demo
from vitrino.workspace.actions import open_workspace
from vitrino.workspace.models import Person, Workspace
from vitrino.workspace.tests.cast import NOW, person


def said_by_the_command() -> str:
    with redirect_stdout(io.StringIO()) as out:
        assert demo.run(argparse.Namespace(language="pl")) == 0
    return out.getvalue()


def test_whoever_is_there_gets_the_address_of_one_sample_shop(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VITRINO_DATA", str(tmp_path / "data"))
    anna = person("Anna")
    shop = open_workspace(name="Piekarnia Zorza", by=anna, language="pl", now=NOW, is_sample=True)

    said = said_by_the_command()

    assert f"/w/{shop.slug}/today/" in said
    assert "password" not in said
    assert Workspace.objects.get() == shop
    assert Person.objects.get() == anna


def test_somebody_made_on_the_spot_can_sign_in_with_what_was_said(db: None) -> None:
    with redirect_stdout(io.StringIO()) as out:
        made = demo._owner("pl")
    password = out.getvalue().partition("the password ")[2].split()[0]

    assert (made.email, made.language) == (demo.EMAIL, "pl")
    assert made.check_password(password)
    assert demo._owner("pl") == made
