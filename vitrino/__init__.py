"""Vitrino: a shop's social media, done right."""

__version__ = "0.1.0"
