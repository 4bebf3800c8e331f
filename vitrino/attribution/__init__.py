"""What became of campaigns: clicks, orders traced to them, what they cost, and how far all of that can be trusted."""
