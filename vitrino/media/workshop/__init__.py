"""The process in which files from outside are opened: limited in memory, time and size, without our secrets.

`python -m vitrino.media.workshop COMMAND` takes an order as JSON on standard input and answers with lines of JSON:
{"progress": 0.4}, at the end {"done": …} or {"refused": "a key of process.REFUSALS"}. Knows neither Django nor the
database.
"""
