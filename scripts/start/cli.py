"""The commands of `start.py`."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from scripts.start import say
from scripts.start.checks import run_all, run_fast
from scripts.start.environment import IS_WINDOWS, Environment
from scripts.start.prepare import prepare
from scripts.start.trouble import Trouble, explain_os

HELP = """\
python3 start.py                  set up what is missing and start Vitrino on http://localhost:8000
python3 start.py --port 9000      the same; every option goes to `vitrino serve`
python3 start.py setup [--dev]    set up only (--dev: also the tools for working on Vitrino)
python3 start.py check            the fast checks: style, types, imports, templates, dependencies
python3 start.py test [options]   all checks and all tests; options go to pytest (example: -k inbox)
                                  --no-peers (or VITRINO_TEST_OFFLINE=1) fetches no Chromium, PostgreSQL
                                  or Bluesky server; tests without theirs are left out, and it is said
python3 start.py peers            fetch Chromium, PostgreSQL and the Bluesky server for the tests
python3 start.py help             this list

All are safe to repeat and to interrupt."""


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for and return the exit code."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("serve", [])
    command = COMMANDS.get(name)
    if command is None and not name.startswith("-"):
        say.line(f"There is no command “{name}”. These are the commands:\n\n{HELP}")
        return 2
    try:
        return command(rest) if command else serve(arguments)
    except Trouble as trouble:
        say.line(f"\nThis did not work. {trouble}")
    except KeyboardInterrupt:
        say.line("\nStopped. Run the same command again to go on.")
        return 130
    except OSError as error:
        say.line(f"\nThis did not work. {explain_os(error, 'Setting up')}")
    return 1


def serve(arguments: Sequence[str]) -> int:
    """Become the product: it makes its data folder, database and keys, and opens the browser."""
    environment = Environment()
    prepare(environment)
    command = [str(environment.python), "-m", "vitrino", "serve", *arguments]
    sys.stdout.flush()
    if IS_WINDOWS:
        return subprocess.call(command)
    os.execv(command[0], command)


def setup(arguments: Sequence[str]) -> int:
    prepare(Environment(), "dev" if "--dev" in arguments else "app")
    say.line("Vitrino is set up. Start it with: python3 start.py")
    return 0


def check(_: Sequence[str]) -> int:
    started = time.monotonic()
    return run_fast(_for_development(), started=started)


def test(arguments: Sequence[str]) -> int:
    started = time.monotonic()
    return run_all(_for_development(), arguments, started=started)


def peers(arguments: Sequence[str]) -> int:
    environment = _for_development()
    command = [str(environment.python), "-m", "tests.peers", *arguments]
    return subprocess.call(command, cwd=environment.root, stdin=subprocess.DEVNULL)


def show_help(_: Sequence[str]) -> int:
    say.line(HELP)
    return 0


def _for_development() -> Environment:
    environment = Environment()
    prepare(environment, "dev")
    return environment


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "serve": serve,
    "setup": setup,
    "check": check,
    "test": test,
    "peers": peers,
    "help": show_help,
    "-h": show_help,
    "--help": show_help,
}
