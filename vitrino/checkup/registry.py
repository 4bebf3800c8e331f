"""Finds the rules: every module in `vitrino.checkup.rules` with a RULE. A new rule is one new file."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from vitrino.checkup import rules
from vitrino.checkup.rule import AnyRule


@cache
def all_rules() -> dict[str, AnyRule]:
    """Rule id -> rule, in alphabetical order."""
    modules = [import_module(f"{rules.__name__}.{found.name}") for found in pkgutil.iter_modules(rules.__path__)]
    return {rule.id: rule for rule in sorted((module.RULE for module in modules), key=lambda rule: str(rule.id))}
