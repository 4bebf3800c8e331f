"""Films on YouTube, searched for the shop's names."""
