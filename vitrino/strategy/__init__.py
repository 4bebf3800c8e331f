"""What is wanted and how: goals, the strategy in force, pillars."""
