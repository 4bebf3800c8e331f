"""All components under one name in templates: `ui.button("Save")` without an import."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from jinja2 import Environment
from markupsafe import Markup

FOLDER = "ui/components/"


class Kit:
    """Finds a macro by its name in `ui/components/*.html`."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._homes: dict[str, str] = {}
        self._drawn: dict[tuple[str, str, str], Markup] = {}

    def __getattr__(self, name: str) -> Any:
        """The macro. Raises AttributeError when no component file defines it."""
        if not self._homes:
            self._homes = self._find_homes()
        if name not in self._homes:
            raise AttributeError(f"There is no component {name!r} in {FOLDER}.")
        macro = getattr(self._environment.get_template(self._homes[name]).module, name)
        if not self._environment.auto_reload:
            self.__dict__[name] = macro  # found once: pages call hundreds of macros
        return macro

    def once(self, template: str, macro: str) -> Markup:
        """A macro without arguments, drawn once for each language: for what is the same on every page."""
        key = (template, macro, get_language() or "")
        if key not in self._drawn or self._environment.auto_reload:
            self._drawn[key] = getattr(self._environment.get_template(template).module, macro)()
        return self._drawn[key]

    def names(self) -> dict[str, str]:
        """Every component and the file it is in."""
        self._homes = self._homes or self._find_homes()
        return dict(self._homes)

    def _find_homes(self) -> dict[str, str]:
        files = self._environment.list_templates(filter_func=lambda name: name.startswith(FOLDER))
        return {name: file for file in files for name in _macros(self._environment, file)}


def _macros(environment: Environment, file: str) -> list[str]:
    module = environment.get_template(file).module
    return [name for name in vars(module) if not name.startswith("_")]
