"""`vitrino …`: one command line for shop owners, administrators and scripts."""

from __future__ import annotations

import sys

from vitrino.config.cli import run


def main() -> int:
    """Run the command in sys.argv; the exit status."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
