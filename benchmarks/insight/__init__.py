"""What the insight engine promises, measured in simulated worlds and on public data."""
