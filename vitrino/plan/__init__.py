"""The week: cadence, slots, ideas, suggestions."""
