"""Pages of imports, feeds and calendars."""

from vitrino.imports.views.calendars import calendar_file, calendars
from vitrino.imports.views.feeds import feed_removal, feeds
from vitrino.imports.views.files import brought, leftovers, listing, progress, start

__all__ = [
    "brought", "calendar_file", "calendars", "feed_removal", "feeds", "leftovers", "listing", "progress", "start",
]  # fmt: skip
