"""What a campaign is: an aim with a number, a period, a budget, channels, a message, and whom it is for."""
