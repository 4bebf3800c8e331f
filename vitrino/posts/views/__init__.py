"""Pages of posts."""

from vitrino.posts.views.compose import describe, draft, edit, new, presence, shape, shape_all, sheets
from vitrino.posts.views.lists import listing, removal
from vitrino.posts.views.media import choice, picture, picture_removal, pictures

__all__ = [
    "choice",
    "describe",
    "draft",
    "edit",
    "listing",
    "new",
    "picture",
    "picture_removal",
    "pictures",
    "presence",
    "removal",
    "shape",
    "shape_all",
    "sheets",
]
