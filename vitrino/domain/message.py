"""A sentence for the person, translated where it is shown and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Union

Value = Union[str, int, float, "Message"]
_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Message:
    """An English sentence with `{name}` gaps, and what goes into them.

    The template is the key of the translation, so it is never built from parts.
    """

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        return fill(self.template, self.values)

    def __hash__(self) -> int:
        """Values are a mapping, which has none; equal messages have the same template."""
        return hash(self.template)

    def stored(self) -> dict[str, Any]:
        """The values as JSON; a message inside the message keeps its template, to be translated when it is shown."""
        return {
            name: {"template": value.template, "values": value.stored()} if isinstance(value, Message) else value
            for name, value in self.values.items()
        }


def say(template: str, **values: Value) -> Message:
    """A message; the name `say` is what the extraction of texts looks for."""
    return Message(template, values)


def fill(template: str, values: Mapping[str, Value]) -> str:
    """Put values into the gaps, in one pass: a value can neither reach into objects nor hold a gap itself."""
    return _GAP.sub(lambda gap: str(values.get(gap[1], gap[0])), template)
