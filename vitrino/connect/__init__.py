"""The contract between Vitrino and a platform."""
