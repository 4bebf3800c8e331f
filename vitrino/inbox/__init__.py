"""Every person answered: conversations, contacts, replies."""
