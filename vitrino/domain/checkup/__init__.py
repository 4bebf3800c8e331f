"""What the checkup's notices say together: areas, weights, the score."""
