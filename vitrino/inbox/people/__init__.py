"""The people behind the accounts: what is known of them, merging and parting them, their copy, and forgetting them."""
