"""Every use of the shop's name."""
