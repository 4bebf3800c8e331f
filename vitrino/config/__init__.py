"""Composition root: settings, addresses, the server, the command line. The only place that knows every part."""
