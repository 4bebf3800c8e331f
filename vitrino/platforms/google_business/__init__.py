"""Google Business Profile: posts and reviews of a place."""
