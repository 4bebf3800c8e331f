"""All components under one name in templates: `ui.button("Save")` without an import."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment

FOLDER = "ui/components/"


class Kit:
    """Finds a macro by its name in `ui/components/*.html`."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._homes: dict[str, str] = {}

    def __getattr__(self, name: str) -> Any:
        """The macro. Raises AttributeError when no component file defines it."""
        if not self._homes:
            self._homes = self._find_homes()
        if name not in self._homes:
            raise AttributeError(f"There is no component {name!r} in {FOLDER}.")
        return getattr(self._environment.get_template(self._homes[name]).module, name)

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
