"""The connector on its twin, over real HTTP, through all cases of the contract."""

from __future__ import annotations

from vitrino.connect.tests.shops import FailingShop, ReadingShop


class TestReading(ReadingShop):
    key = "prestashop"


class TestFailing(FailingShop):
    key = "prestashop"
