"""Our connectors against the platforms' own software, and against their official contracts.

`VITRINO_RECORD=1 python -m pytest tests/contracts/test_bluesky_real.py` makes the transcripts anew.
"""
