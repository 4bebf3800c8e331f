"""Feeds: RSS and Atom of blogs, newspapers and alert services."""
