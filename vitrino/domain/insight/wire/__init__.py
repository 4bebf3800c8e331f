"""The engine's questions and answers as lines of JSON (`vitrino insight answer`)."""

from __future__ import annotations

import json
import math
from typing import Any

from vitrino.domain.insight.wire.reading import Fields
from vitrino.domain.insight.wire.tasks import TASKS


def answer(line: str, number: int) -> dict[str, Any]:
    """The answer to a line, with its "id" (`number` where it has none), or {"id", "error"} that says what to do."""
    given: Any = None
    try:
        given = json.loads(line)  # NaN is refused where it stands, so that the answer keeps its id
        return {"id": _id(given, number), **_answered(given)}
    except json.JSONDecodeError as error:
        return {"id": number, "error": f"The line is no JSON: {error.msg} at character {error.pos + 1}."}
    except RecursionError:
        return {"id": _id(given, number), "error": "The line is nested too deep. Send one flat object a line."}
    except (ValueError, OverflowError) as error:
        return {"id": _id(given, number), "error": str(error)}


def _answered(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise ValueError('The line must hold one JSON object: {"id": …, "task": …}.')
    fields = Fields(given)
    if given.get("v") not in (None, 1, "1"):
        raise ValueError('"v" must be 1: this filter speaks version 1.')
    return TASKS[fields.word("task", TASKS)](fields)


def id_of(line: str, number: int) -> Any:
    """The "id" of a line; `number` where it can't be read."""
    try:
        return _id(json.loads(line), number)
    except (ValueError, RecursionError):
        return number


def _id(given: Any, number: int) -> Any:
    own = given.get("id", number) if isinstance(given, dict) else number
    return number if isinstance(own, float) and not math.isfinite(own) else own
