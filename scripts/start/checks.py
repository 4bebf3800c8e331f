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


def run_checks(environment: Environment, *, only_fast: bool, arguments: Sequence[str] = ()) -> int:
    """Run the tools and, unless only_fast, the tests. 0 when nothing failed."""
    started = time.monotonic()
    pytest_arguments = [argument for argument in arguments if argument != "--no-peers"]
    missing: dict[str, str] = {}
    failed: list[str] = []
    if not only_fast:
        missing = prepare_peers(environment, wanted="--no-peers" not in arguments)
    say.headline("Style, types, imports, templates, dependencies")
    failed += [check.name for check in FAST if not passes(environment, check)]
    if not only_fast and not run_tests(environment, pytest_arguments):
        failed.append("pytest")
    summarise(environment, failed, missing, with_tests=not only_fast, seconds=time.monotonic() - started)
    return 1 if failed else 0


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


def run_tests(environment: Environment, arguments: Sequence[str]) -> bool:
    """pytest on all cores, its output shown as it comes."""
    workers = str(os.cpu_count() or 1)
    report = _test_report(environment)
    report.unlink(missing_ok=True)
    say.headline(f"Tests, {workers} at a time")
    options = ["-q", "-n", workers, "--dist", "loadgroup", f"--junitxml={report}"]
    command = [str(environment.python), "-m", "pytest", *options, *arguments]
    sys.stdout.flush()
    return subprocess.run(command, cwd=environment.root, stdin=subprocess.DEVNULL, check=False).returncode == 0


def summarise(
    environment: Environment, failed: Sequence[str], missing: dict[str, str], *, with_tests: bool, seconds: float
) -> None:
    say.headline("Summary")
    for name, why in missing.items():
        say.left_out(name, why)
    for why, number in skipped(_test_report(environment) if with_tests else None).items():
        say.left_out(f"{number} {'test' if number == 1 else 'tests'}", why)
    for name in failed:
        say.failed(name)
    total = len(FAST) + with_tests
    verdict = f"{len(failed)} of {total} checks failed" if failed else f"All {total} checks passed"
    say.line(f"{say.paint(verdict, say.RED if failed else say.GREEN)} in {say.duration(seconds)}.")


def skipped(report: Path | None) -> Counter[str]:
    """Why tests were skipped, and how many for each reason."""
    if report is None or not report.exists():
        return Counter()
    return Counter(skip.get("message", "no reason given") for skip in ElementTree.parse(report).iter("skipped"))


def _test_report(environment: Environment) -> Path:
    return environment.root / "build" / "tests.xml"


def _absent(environment: Environment) -> set[str]:
    return {name for name in SOURCES if not (environment.root / name).exists()}
