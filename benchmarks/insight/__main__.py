"""One part of the measurements: `python -m benchmarks.insight slots [--worlds 200] [--seed 1]`."""

from __future__ import annotations

import argparse
import importlib
import pkgutil

import benchmarks.insight

_NO_PARTS = {"__main__", "worlds", "rivals", "feeds", "mentions"}


def main() -> int:
    """Every module beside this one that has a `main(worlds, seed)` is a part."""
    parts = sorted({module.name for module in pkgutil.iter_modules(benchmarks.insight.__path__)} - _NO_PARTS)
    asked = argparse.ArgumentParser(prog="python -m benchmarks.insight", description=__doc__)
    asked.add_argument("part", choices=parts)
    asked.add_argument("--worlds", type=int, default=100, help="how many simulated shops (or splits of real data)")
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    part = importlib.import_module(f"benchmarks.insight.{given.part}")
    return int(part.main(given.worlds, given.seed))


if __name__ == "__main__":
    raise SystemExit(main())
