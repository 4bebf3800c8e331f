"""Telling people at once: in the page, by e-mail."""
