"""`python -m tests.kill.crashing HOW_OFTEN ASK ANSWER OPTION…`: the command, on a server that crashes.

A byte on ASK asks whoever owns the server to crash it, one on ANSWER says that it is up again.
"""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial

from vitrino.config.cli import publish


def crash(ask: int, answer: int) -> None:
    os.write(ask, b"?")
    os.read(answer, 1)


def main(often: int, ask: int, answer: int, *options: str) -> int:
    parser = argparse.ArgumentParser()
    publish.add(parser)
    return publish.run(parser.parse_args(options), crashes=often, crash=partial(crash, ask, answer))


if __name__ == "__main__":
    often, ask, answer = map(int, sys.argv[1:4])
    sys.exit(main(often, ask, answer, *sys.argv[4:]))
