"""A made-up platform of class E: it takes a post, says so, and can never be asked about it again."""
