"""Who has to agree to a post before it goes out, and what they said, each bound to one version."""
