"""Short links of the shop's own, their tags for statistics, and what a link shows of its page."""
