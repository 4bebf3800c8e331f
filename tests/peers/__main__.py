"""`python3 start.py peers`: look which peers are here, fetch the others, say what can't be had and why."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.start import say
from scripts.start.trouble import Trouble
from tests.peers import tools
from tests.peers.bluesky import install as bluesky

PEERS: dict[str, tuple[Callable[[], Path | None], Callable[[], object]]] = {
    "Chromium": (tools.find_chromium, tools.fetch_chromium),
    "PostgreSQL": (tools.find_postgres, tools.fetch_postgres),
    "Redis": (tools.find_redis, tools.fetch_redis),
    "Bluesky server": (bluesky.find_bluesky, bluesky.fetch_bluesky),
}


def main() -> int:
    arguments = _parser().parse_args()
    missing = prepare(only_look=arguments.only_look or bool(os.environ.get("VITRINO_TEST_OFFLINE")))
    if arguments.report:
        arguments.report.parent.mkdir(exist_ok=True)
        arguments.report.write_text(json.dumps(missing), encoding="utf-8")
        return 0
    return 1 if missing else 0


def prepare(*, only_look: bool) -> dict[str, str]:
    """Fetch the peers that are missing. What still is, and why."""
    missing = {}
    for name, (find, fetch) in PEERS.items():
        here = find()
        try:
            if here is None and only_look:
                raise Trouble("not on this machine (python3 start.py peers fetches it)")
            if here is None:
                fetch()
            say.done(name, note=str(find() or ""))
        except Trouble as trouble:
            missing[name] = str(trouble)
            say.left_out(name, str(trouble))
    return missing


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="start.py peers", description=__doc__)
    parser.add_argument("--only-look", action="store_true", help="fetch nothing")
    parser.add_argument("--report", type=Path, help="file for what is missing, as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
