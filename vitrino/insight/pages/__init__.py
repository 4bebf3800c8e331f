"""What the pages of insight show, in finished words and charts."""

from vitrino.insight.pages.finding import finding
from vitrino.insight.pages.home import home
from vitrino.insight.pages.listing import filters_of, listed
from vitrino.insight.pages.platforms import platforms
from vitrino.insight.pages.post import post
from vitrino.insight.pages.wanted import wanted_of
from vitrino.insight.pages.week import week

__all__ = [
    "filters_of",
    "finding",
    "home",
    "listed",
    "platforms",
    "post",
    "wanted_of",
    "week",
]
