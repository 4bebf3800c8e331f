"""Bluesky, and every server of the AT Protocol that holds accounts for it."""
