"""Reviews of other sites on their way in: from a table, from e-mails, or written down by hand."""
