"""Reviews on sites that no connector reads, brought by hand: from a table, an e-mail, or written down."""
