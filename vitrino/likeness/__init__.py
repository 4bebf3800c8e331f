"""What was said before: a new text is held against everything a shop ever published, at the same cost for a million."""
