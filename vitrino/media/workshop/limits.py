"""How much the process may take before the system stops it."""

from __future__ import annotations

import os

MEMORY_BYTES = 1024 * 1024 * 1024
# FFmpeg's libraries alone map several hundred megabytes of address space.
FILM_MEMORY_BYTES = 3 * 1024 * 1024 * 1024
LARGEST_FILE = 2 * 1024 * 1024 * 1024


def limit(memory_bytes: int, time_s: int) -> None:
    """From here on: this much address space and processor time, no core dumps, and everybody else goes first."""
    try:
        import resource
    except ImportError:
        return  # Windows has no such limits; those on pixels, frames and lengths still hold
    for kind, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, time_s),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        within = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (within, within))
    os.nice(10)
