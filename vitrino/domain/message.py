"""A sentence for the person, translated where it is shown and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int | float


@dataclass(frozen=True)
class Message:
    """An English sentence with `{name}` gaps, and what goes into them.

    The template is the key of the translation, so it is never built from parts.
    """

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        return fill(self.template, self.values)


def say(template: str, **values: Value) -> Message:
    """A message; the name `say` is what the extraction of texts looks for."""
    return Message(template, values)


def fill(template: str, values: Mapping[str, Value]) -> str:
    """Put values into the gaps; plain replacement, so a value can't reach into objects."""
    for name, value in values.items():
        template = template.replace("{" + name + "}", str(value))
    return template
