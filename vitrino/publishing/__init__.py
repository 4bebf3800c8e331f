"""A variant at a time: the publishing protocol."""
