"""Asking for reviews: everybody who agreed, once for each order, whatever anybody thinks of the shop.

Nothing in this folder may read a review, a rating, a conversation or a complaint; a test looks at its imports.
"""
