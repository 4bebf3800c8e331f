"""The shop's own website: read to find the social profiles it links to. Not a channel, so it has no manifest."""
