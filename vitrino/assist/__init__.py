"""Help with words from a language model of the owner's choice: off by default, never publishing by itself."""
