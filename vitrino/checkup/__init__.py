"""The linter for a shop's social presence."""
