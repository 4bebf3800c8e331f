"""Complaints as the inbox brings them: heard, answered, followed up."""
