"""The kill test: worker processes are killed at random while they publish to platforms that misbehave.

`python -m tests.kill --kills 10000 --seed 7` prints the seed and a table. The platforms are the twins behind real HTTP
in a process of their own, which is never killed; at the end their own record says what is out, and the worker's
database is judged by it: nothing out twice, nothing lost, no status that is not true.
"""
