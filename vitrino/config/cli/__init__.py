"""The command line. Each command is a module with HELP, `add(parser)` and `run(args) -> exit status`.

Modules are imported only when their command runs: the filters need neither Django nor a database.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from vitrino.domain.problem import Problem

# command -> what `vitrino --help` says about it
COMMANDS = {
    "serve": "start Vitrino: pages, worker and scheduler in one process",
    "worker": "start another worker for the same database",
    "setup": "prepare the data folder, the keys and the database",
    "demo": "fill a sample shop to look around in",
    "doctor": "explain what is wrong with this installation",
    "publish": "prove on this machine that publishing keeps its promises",
    "notify": "prove on this machine that every alert reaches its person",
    "text": "filter: count a text as a platform does, or put it into its form",
    "watch": "filter: find a shop's names in texts",
    "reply": "filter: check the tone of replies before they are sent",
    "triage": "filter: read what messages want; or report how well that works",
    "insight": "filter: what the numbers of posts, mentions, goals and campaigns honestly say",
    "contest": "verify the draw of a contest from its proof file",
    "checkup": "filter: check a shop's website for its social links",
    "texts": "developers: extract, compile and check translations",
    "manage": "developers: Django's own commands",
}


def run(arguments: Sequence[str]) -> int:
    """Run one command. A Problem becomes a sentence on standard error and status 2."""
    parser = argparse.ArgumentParser(prog="vitrino", description="A shop's social media, done right.")
    parser.add_argument("command", choices=COMMANDS, metavar="command", help=_overview())
    parser.formatter_class = argparse.RawTextHelpFormatter
    if not arguments or arguments[0] not in COMMANDS:
        parser.parse_args(arguments or ["--help"])
        return 2
    return _run(arguments[0], arguments[1:])


def _run(command: str, rest: Sequence[str]) -> int:
    module = import_module(f"vitrino.config.cli.{command}")
    parser = argparse.ArgumentParser(prog=f"vitrino {command}", description=COMMANDS[command])
    module.add(parser)
    try:
        return int(module.run(parser.parse_args(rest)))
    except Problem as problem:
        sys.stderr.write(f"vitrino {command}: {problem}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 141


def _overview() -> str:
    return "one of:\n" + "\n".join(f"  {name:<9} {text}" for name, text in COMMANDS.items())
