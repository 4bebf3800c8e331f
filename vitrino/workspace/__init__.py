"""People, their roles, the shop they work for, and the log of what happened."""
