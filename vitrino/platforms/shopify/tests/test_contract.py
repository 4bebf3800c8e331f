"""The connector on its twin, over real HTTP, through all cases of the contract."""

from __future__ import annotations

from vitrino.connect.tests.shops import FailingShop, ReadingShop, TellingShop


class TestReading(ReadingShop):
    key = "shopify"


class TestFailing(FailingShop):
    key = "shopify"


class TestTelling(TellingShop):
    key = "shopify"
