"""The shop's accounts: the only app that talks to platforms."""
