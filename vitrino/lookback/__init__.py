"""The regular look back, the experiments that come of it, and reports of a time."""
