#!/usr/bin/env python3
"""Set Vitrino up and start it: `python3 start.py`. All commands: `python3 start.py help`."""

# Every Python since 2.7 can read this file, so that an old one can say what is missing
# instead of stumbling over the syntax of a newer one. Everything else is in scripts/start.
import subprocess
import sys

NEEDED = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


def main():
    # type: () -> int
    if sys.version_info[:2] < NEEDED:
        sys.stderr.write(too_old() + "\n")
        return 1
    from scripts.start.cli import run

    return run(sys.argv[1:])


def too_old():
    # type: () -> str
    """One sentence: what is needed, what this is, how to get it."""
    this = ".".join(str(part) for part in sys.version_info[:3])
    here = newer_python()
    remedy = (
        "run  %s start.py  instead: that Python is already on this machine." % here
        if here
        else "install one with your system's package manager (Debian and Ubuntu: sudo apt install python3; "
        "macOS: brew install python) or from python.org/downloads, then run  python3 start.py  again."
    )
    return "Vitrino needs Python 3.11 or newer, and this is Python %s: %s" % (this, remedy)


def newer_python():
    # type: () -> str
    """The name of a Python on this machine that is new enough; empty when there is none."""
    for name in NEWER:
        try:
            if subprocess.call([name, "-c", "import sys"], stderr=subprocess.PIPE) == 0:
                return name
        except OSError:
            continue
    return ""


if __name__ == "__main__":
    sys.exit(main())
