"""The press: a process of its own that sets one report and ends. In: JSON on standard input; out: the file.

python -m vitrino.lookback.report.press pdf|png. It knows no database, no network and no secret, and its time and
memory are limited, so that no text can hold a worker up.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Literal

TEMPLATE = Path(__file__).with_name("report.typ")
CPU_S, MEMORY = 40, 2 << 30


def limit() -> None:
    """Where the system offers it."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def press(report: dict[str, Any], form: Literal["pdf", "png"] = "pdf") -> bytes:
    """The finished file; of a picture the first page."""
    import typst

    made = typst.compile(
        TEMPLATE.read_bytes(),
        format=form,
        sys_inputs={"report": json.dumps(report)},
        ppi=110 if form == "png" else None,
    )
    first = made[0] if isinstance(made, list) else made
    assert first is not None
    return bytes(first)


def main() -> None:
    limit()
    form: Literal["pdf", "png"] = "png" if sys.argv[1:] == ["png"] else "pdf"
    sys.stdout.buffer.write(press(json.load(sys.stdin), form))


if __name__ == "__main__":
    main()
