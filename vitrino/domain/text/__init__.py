"""The text rules: how long a text is for each network, where to cut it, what is in it, what is odd about it.

Everything here takes any string and linear time. `Span`s are in code points of the text that was given.
"""

from vitrino.domain.text.cleaning import clean
from vitrino.domain.text.clusters import graphemes
from vitrino.domain.text.counting import Count, TextRule, Unit, count
from vitrino.domain.text.links import urls
from vitrino.domain.text.odd import Oddity, oddities
from vitrino.domain.text.saying import Gauge, gauge
from vitrino.domain.text.spans import Span
from vitrino.domain.text.splitting import shorten, split
from vitrino.domain.text.tags import cashtags, hashtags, mentions, replied_to

__all__ = [
    "Count",
    "Gauge",
    "Oddity",
    "Span",
    "TextRule",
    "Unit",
    "cashtags",
    "clean",
    "count",
    "gauge",
    "graphemes",
    "hashtags",
    "mentions",
    "oddities",
    "replied_to",
    "shorten",
    "split",
    "urls",
]
