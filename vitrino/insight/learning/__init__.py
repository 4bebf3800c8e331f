"""The learning run: what a channel's posts teach, the week that follows from it, and how the last advice fared.

Only jobs import this package, for it calls the engine, and that loads numpy.
"""

from __future__ import annotations

from vitrino.insight.learning.run import VERSION, learn

__all__ = ["VERSION", "learn"]
