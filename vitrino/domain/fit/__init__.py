"""Which platforms fit a shop: its people, what it can make, the time it has, and what its own numbers say.

`facts`: dated data with sources. `weighing`: one platform by itself. `time`: what the week allows. `advising`: all of
them, ranked, with sentences. What nobody told stays unknown and is said to be.
"""
