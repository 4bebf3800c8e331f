"""Known to every test: the real peers (see tests/peers)."""

pytest_plugins = ["tests.peers.fixtures"]
