"""Pages of posts."""

from vitrino.posts.views.compose import draft, edit, new, presence, shape, shape_all, sheets
from vitrino.posts.views.lists import listing, removal
from vitrino.posts.views.media import picture, picture_removal, pictures

__all__ = [
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
