"""The proofs of publishing as tests: `vitrino publish prove` as a person runs it, and a database that fails."""
