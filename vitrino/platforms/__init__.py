"""One folder for each platform; none knows another."""
