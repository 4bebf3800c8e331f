"""What a shop's numbers can say: effects, slots, the ignored, forecasts, alarms. Pure functions over numpy arrays.

Nothing that answers a page may import this package: numpy is loaded by jobs and by `vitrino insight answer` alone.
INSIGHT.md's figures are the goals; `benchmarks/insight` measures them.
"""
