"""The rules of tone, one a file; each file has `RULE`."""
