"""The page lists what there is."""

from __future__ import annotations

import ast

import pytest

from tests.bad_input import page
from tests.bad_input.rows import ELSEWHERE


def test_the_page_is_up_to_date() -> None:
    assert page.FILE.read_text(encoding="utf-8") == page.render(), "run `python -m tests.bad_input`"


@pytest.mark.parametrize("place", [place for places in ELSEWHERE.values() for place in places])
def test_a_test_named_elsewhere_is_there(place: str) -> None:
    path, _colons, name = place.partition("::")
    tree = ast.parse((page.ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
