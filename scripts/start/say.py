"""Short lines on the terminal: what is being done, whether it worked, how long it took."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

GREEN, RED, YELLOW, BOLD, FAINT = "32", "31", "33", "1", "2"


def line(text: str = "") -> None:
    """Print one line at once, also into a pipe."""
    print(text, flush=True)


def headline(text: str) -> None:
    line(f"\n{paint(text, BOLD)}")


def done(text: str, seconds: float | None = None, note: str = "") -> None:
    _result(_sign("✓", "ok", GREEN), text, seconds, note)


def failed(text: str, seconds: float | None = None, note: str = "") -> None:
    _result(_sign("✗", "FAILED", RED), text, seconds, note)


def left_out(text: str, why: str) -> None:
    line(f"  {_sign('–', 'left out', YELLOW)} {text}: {why}")


@contextmanager
def step(text: str, note: str = "", *, slow: bool = False) -> Iterator[None]:
    """Say what is being done, then that it is done and how long it took.

    slow: also say so beforehand where the line can't be replaced, so that nobody thinks it hangs.
    """
    started = time.monotonic()
    if is_terminal():
        print(f"  … {text}", end="\r", flush=True)
    elif slow:
        line(f"  … {text}")
    try:
        yield
    except BaseException:
        failed(text, time.monotonic() - started)
        raise
    done(text, time.monotonic() - started, note)


def duration(seconds: float) -> str:
    """`0.4 s`, `12 s` or `3 min 05 s`."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    whole = round(seconds)
    return f"{whole // 60} min {whole % 60:02d} s"


def paint(text: str, colour: str) -> str:
    """`text` in a colour on a terminal that wants one, else as it is."""
    if not is_terminal() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return f"\x1b[{colour}m{text}\x1b[0m"


def is_terminal() -> bool:
    return sys.stdout.isatty()


def _result(sign: str, text: str, seconds: float | None, note: str) -> None:
    took = "" if seconds is None else duration(seconds)
    after = f"  {note}" if note else ""
    line(f"  {sign} {text:<34} {paint(took, FAINT)}{after}".rstrip())


def _sign(sign: str, word: str, colour: str) -> str:
    try:
        sign.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        sign = word
    return paint(sign, colour)
