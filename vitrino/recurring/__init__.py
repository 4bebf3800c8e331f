"""Posts that come again: weekly, monthly, evergreen; every occurrence a row of its own."""
