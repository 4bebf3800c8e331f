"""Other shops' public accounts: how often they post, what they get for it, what goes well and badly there."""
