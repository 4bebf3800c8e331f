"""Waves: when many complain about the shop at once, or much more than usual is said of it."""
