"""The connector on its twin, over real HTTP, through all cases of the contract."""

from __future__ import annotations

from vitrino.connect.tests.shops import FailingShop, ReadingShop, TellingShop


class TestReading(ReadingShop):
    key = "woocommerce"


class TestFailing(FailingShop):
    key = "woocommerce"


class TestTelling(TellingShop):
    key = "woocommerce"
