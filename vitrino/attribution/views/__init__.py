"""Pages of campaigns, costs, and where orders came from."""

from vitrino.attribution.views.campaigns import campaign, change, end, listing, messages_test, new, plan
from vitrino.attribution.views.costs import costs, file, removal
from vitrino.attribution.views.origins import orders
from vitrino.attribution.views.posts import choose, of_post

__all__ = [
    "campaign", "change", "choose", "costs", "end", "file", "listing", "messages_test", "new", "of_post", "orders",
    "plan", "removal",
]  # fmt: skip
