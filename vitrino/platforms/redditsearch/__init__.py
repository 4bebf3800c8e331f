"""Posts on Reddit, searched for the shop's names."""
