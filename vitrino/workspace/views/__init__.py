"""Pages of the shop, its people and oneself."""

from vitrino.workspace.views.entrance import home, invitation, profile, start_here
from vitrino.workspace.views.people import invitation_removal, member_removal, member_role, people
from vitrino.workspace.views.shop import brand, log, name_removal, settings_home, shop

__all__ = [
    "brand", "home", "invitation", "invitation_removal", "log", "member_removal", "member_role", "name_removal",
    "people", "profile", "settings_home", "shop", "start_here",
]  # fmt: skip
