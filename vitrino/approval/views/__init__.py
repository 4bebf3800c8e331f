"""Pages of agreement: for members, and for clients with a link."""

from vitrino.approval.views.clients import client, client_comment, client_picture, client_word
from vitrino.approval.views.members import comments, listing, of_post, request_for, word
from vitrino.approval.views.settings import link_removal, links, rule

__all__ = [
    "client", "client_comment", "client_picture", "client_word", "comments", "link_removal", "links", "listing",
    "of_post", "request_for", "rule", "word",
]  # fmt: skip
