"""Pages start and answer without the number crunchers: numpy would cost every process memory and a slow start."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("numpy", "scipy", "pandas")
_SERVE = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
import django
django.setup()
from django.urls import get_resolver
def walk(patterns):
    return sum(walk(one.url_patterns) if hasattr(one, "url_patterns") else 1 for one in patterns)
assert walk(get_resolver().url_patterns) > 50
print(",".join(name for name in sys.argv[1:] if name in sys.modules))
"""
_FILTER = """
import sys
from vitrino.config.cli import insight
from vitrino.domain.insight import wire
print(",".join(name for name in ("django", "numpy") if name in sys.modules))
"""


def loaded(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code, *HEAVY], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.strip()


def test_nothing_that_serves_pages_imports_numpy() -> None:
    assert loaded(_SERVE) == ""


def test_the_insight_filter_loads_neither_django_nor_more_than_a_task_needs() -> None:
    assert loaded(_FILTER) == ""
