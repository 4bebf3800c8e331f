"""Goals followed day by day: what can be counted here, where it stands, whether it will be reached, what would help."""
