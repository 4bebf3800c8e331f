"""Bad input, row by row: a clear error in the user's language, and nothing else is lost.

`rows` names the rows and the tests that stand elsewhere; a test here names its rows with `@row(9)`. `python -m
tests.bad_input` writes docs/reference/bad-input.md from both.
"""
