"""Giving and selling: what a post is, how much of a channel sells, and where the limit lies."""

from vitrino.domain.balance.kinds import ABOUT_US, GIVES, KIND_HINTS, KIND_NAMES, Kind
from vitrino.domain.balance.mix import Mix, mix_of
from vitrino.domain.balance.recognise import SURE, Around, Guess, Reason, recognise
from vitrino.domain.balance.rolling import AMBER, Dated, Limits, Standing, Tone, stand, tips_at
from vitrino.domain.balance.share import DEFAULT_LIMIT, DEFAULT_WINDOW, Balance, BalancedPost, balance

__all__ = [
    "ABOUT_US",
    "AMBER",
    "DEFAULT_LIMIT",
    "DEFAULT_WINDOW",
    "GIVES",
    "KIND_HINTS",
    "KIND_NAMES",
    "SURE",
    "Around",
    "Balance",
    "BalancedPost",
    "Dated",
    "Guess",
    "Kind",
    "Limits",
    "Mix",
    "Reason",
    "Standing",
    "Tone",
    "balance",
    "mix_of",
    "recognise",
    "stand",
    "tips_at",
]
