"""The hashtags of the fediverse, searched for the shop's names."""
