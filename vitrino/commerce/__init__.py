"""Orders of the shop, as far as answering and measuring needs them."""
