"""The sample shop: twelve weeks of a believable bakery, made on rehearsal twins."""
