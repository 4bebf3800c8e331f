"""Reviews: brought from everywhere, answered, understood, and asked for fairly."""
