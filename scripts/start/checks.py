"""Every check of the project in one go: all of them run, the summary names those that failed."""

import json
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.start import say
from scripts.start.environment import Environment

NO_PEERS = "--no-peers"
SOURCES = ("vitrino", "tests", "scripts", "benchmarks", "start.py", "conftest.py")


@dataclass(frozen=True)
class Check:
    """A tool of the environment. Its output is shown when it fails."""

    name: str
    command: tuple[str, ...]


FAST = (
    Check("ruff check", ("-m", "ruff", "check", ".")),
    Check("ruff format --check", ("-m", "ruff", "format", "--check", ".")),
    Check("mypy --strict", ("-m", "mypy", *SOURCES)),
    Check("import-linter", ("-c", "from importlinter.cli import lint_imports_command as run; run()")),
    Check("djlint", ("-m", "djlint", "vitrino", "--lint", "--quiet")),
    Check("deptry", ("-m", "deptry", ".")),
)


def run_fast(environment: Environment, *, started: float) -> int:
    """Run the tools only. started: by the monotonic clock. 0 when nothing failed."""
    results = run_tools(environment)
    summarise(results, left_out={}, seconds=time.monotonic() - started)
    return 0 if all(results.values()) else 1


def run_all(environment: Environment, arguments: Sequence[str], *, started: float) -> int:
    """Run the tools and all tests, whatever fails on the way. 0 when nothing failed."""
    missing = prepare_peers(environment, wanted=NO_PEERS not in arguments)
    options = [argument for argument in arguments if argument != NO_PEERS]
    results = run_tools(environment)
    if not options and "PostgreSQL" not in missing:
        results["pytest on PostgreSQL"] = run_tests_on_postgres(environment)
    results["pytest"] = run_tests(environment, options)
    skips = {why: f"{number} skipped" for why, number in skipped(_test_report(environment)).items()}
    summarise(results, left_out={**missing, **skips}, seconds=time.monotonic() - started)
    return 0 if all(results.values()) else 1


def run_tools(environment: Environment) -> dict[str, bool]:
    """Which tools were content."""
    say.headline("Style, types, imports, templates, dependencies")
    return {check.name: passes(environment, check) for check in FAST}


def prepare_peers(environment: Environment, *, wanted: bool) -> dict[str, str]:
    """Fetch what tests need beyond Python. What can't be had, and why; its tests skip themselves."""
    report = environment.root / "build" / "peers.json"
    report.unlink(missing_ok=True)
    offline = [] if wanted else ["--only-look"]
    command = [str(environment.python), "-m", "tests.peers", "--report", str(report), *offline]
    say.headline("Peers for the tests: Chromium, PostgreSQL, the Bluesky server")
    subprocess.run(command, cwd=environment.root, stdin=subprocess.DEVNULL, check=False)
    try:
        missing: dict[str, str] = json.loads(report.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"peers": "preparing them failed, see above"}
    return missing


def passes(environment: Environment, check: Check) -> bool:
    """Run one tool; print its output only when it fails."""
    command = [str(environment.python), *(part for part in check.command if part not in _absent(environment))]
    started = time.monotonic()
    result = subprocess.run(
        command, cwd=environment.root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    seconds = time.monotonic() - started
    if result.returncode == 0:
        say.done(check.name, seconds)
        return True
    say.failed(check.name, seconds)
    say.line(result.stdout.decode(errors="replace").rstrip())
    return False


def run_tests_on_postgres(environment: Environment) -> bool:
    """The tests that use the database once more, on the other database; before the rest, whose line comes last."""
    say.headline("Tests that use the database, on PostgreSQL")
    options = ["vitrino", "-m", "django_db and not browser and not bluesky", *_parallel()]
    return _succeeds(environment, ["-m", "tests.peers.on_postgres", *options])


def run_tests(environment: Environment, arguments: Sequence[str]) -> bool:
    """pytest on all cores, its output shown as it comes."""
    report = _test_report(environment)
    report.unlink(missing_ok=True)
    say.headline("All tests")
    return _succeeds(environment, ["-m", "pytest", *_parallel(), f"--junitxml={report}", *arguments])


def summarise(results: dict[str, bool], *, left_out: dict[str, str], seconds: float) -> None:
    """What was left out and why, what failed, and one last line."""
    say.headline("Summary")
    for name, why in left_out.items():
        say.left_out(name, why)
    failed = [name for name, passed in results.items() if not passed]
    for name in failed:
        say.failed(name)
    total = len(results)
    verdict = f"{len(failed)} of {total} checks failed" if failed else f"All {total} checks passed"
    say.line(f"{say.paint(verdict, say.RED if failed else say.GREEN)} in {say.duration(seconds)}.")


def skipped(report: Path) -> Counter[str]:
    """Why tests were skipped, and how many for each reason."""
    if not report.exists():
        return Counter()
    return Counter(skip.get("message", "no reason given") for skip in ElementTree.parse(report).iter("skipped"))


def _succeeds(environment: Environment, arguments: Sequence[str]) -> bool:
    sys.stdout.flush()
    command = [str(environment.python), *arguments]
    code = subprocess.run(command, cwd=environment.root, stdin=subprocess.DEVNULL, check=False).returncode
    if code < 0:
        say.line(f"\nStopped from outside by signal {-code}; is there enough memory?")
    return code == 0


def _parallel() -> list[str]:
    return ["-q", "-n", str(os.cpu_count() or 1), "--dist", "loadgroup"]


def _test_report(environment: Environment) -> Path:
    return environment.root / "build" / "tests.xml"


def _absent(environment: Environment) -> set[str]:
    return {name for name in SOURCES if not (environment.root / name).exists()}
