"""Takes one order, does it within limits, says what became of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from vitrino.media.workshop import limits
from vitrino.media.workshop.refusal import Refused

PICTURE_TIME_S = 60
FILM_TIME_S = 3600

Order = dict[str, Any]


def main(command: str) -> int:
    """Answers on standard output; the exit code is 0 when the order was done."""
    order = json.load(sys.stdin)
    try:
        done = _work(command)(order)
    except Refused as refused:
        return _end({"refused": str(refused)})
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError, LookupError, RuntimeError, OverflowError) as error:
        # Decoders meet bad files with all of these; which one it was helps nobody but us.
        return _end({"refused": "unreadable", "why": type(error).__name__})
    _say({"done": done})
    return 0


def _work(command: str) -> Callable[[Order], dict[str, Any]]:
    if command in ("accept", "renditions"):
        from vitrino.media.workshop import picture

        limits.limit(limits.MEMORY_BYTES, PICTURE_TIME_S)
        return picture.accept if command == "accept" else picture.renditions
    from vitrino.media.workshop import film, transcoding

    limits.limit(limits.FILM_MEMORY_BYTES, FILM_TIME_S)
    return film.probe if command == "probe" else lambda order: transcoding.transcode(order, tell=_tell)


def _tell(share: float) -> None:
    _say({"progress": round(share, 3)})


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()  # whoever waits reads it now; a waiter who is gone breaks the pipe and so ends us


def _end(answer: dict[str, Any]) -> int:
    _say(answer)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
