"""The fleet test: Celery workers are killed at random while they publish to platforms that misbehave.

`python -m tests.fleet --kills 20 --seed 7` starts a Redis of its own and prints a table, as `vitrino publish prove`. On
top of what happens there, the broker loses one message in five and delivers one in five twice.
"""
