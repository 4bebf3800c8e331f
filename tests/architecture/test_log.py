"""Whatever is written into the log can be read there in words."""

from __future__ import annotations

import ast

from tests.architecture.source import modules
from vitrino.workspace.log_words import SENTENCES


def test_every_kind_of_event_has_words() -> None:
    kinds = {
        node.args[0].value
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert len(kinds) > 40
    assert kinds - set(SENTENCES) == set()
