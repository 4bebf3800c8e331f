"""The proofs of publishing: real workers are killed, stopped, restored and copied while they publish.

The platforms are the twins behind real HTTP in a process of their own that is never killed; their own record says what
is out, and the worker's database is judged by it: nothing out twice, nothing lost, no status that is not true.
`vitrino publish prove` runs it in a folder and a database of its own (docs/reference/proofs.md).
"""
