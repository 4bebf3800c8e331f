"""Measurements as ratios against named limits or rivals, taken in one run. Not tests: nothing here fails on a slow day."""
