"""`python -m tests.model`: print the table of the explicit-state model; exit 1 when a result isn't as expected."""

from __future__ import annotations

import sys

from .runs import report

if __name__ == "__main__":
    sys.exit(not report(sys.stdout.write))
