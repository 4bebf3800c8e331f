"""The first page of the day: what needs the owner now."""
