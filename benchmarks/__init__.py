"""Measurements as ratios against named limits or rivals, in one run. No timed tests: a slow day fails nothing."""
