"""The sample shop looks over the fence: at a bakery that asks its guests, and at one that only shouts offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from vitrino.channels import gateway
from vitrino.channels import queries as channels
from vitrino.channels.queries import Channel
from vitrino.competitors import actions, reading
from vitrino.competitors.models import CompetitorDay
from vitrino.connect.rehearsal import OpenNetwork
from vitrino.connect.twin import SqliteTwinStore
from vitrino.demo.book import Book
from vitrino.workspace.models import Person, Workspace

DAYS = 75


@dataclass(frozen=True)
class Rival:
    """platform, every: days between posts. lines: the text and its usual likes, said in turn."""

    platform: str
    handle: str
    name: str
    followers: int
    every: int
    lines: tuple[tuple[str, int], ...]


RIVALS: Mapping[str, tuple[Rival, ...]] = {
    "en": (
        Rival("bluesky", "mill-lane-bakery", "Mill Lane Bakery", 412, 2, (
            ("Rye or wheat this weekend? You decide what we bake.", 31),
            ("Loaves fresh from the oven.", 12),
            ("Which roll did your grandmother make?", 28),
            ("The shop window this morning.", 11),
            ("20 % off everything until noon: https://mill-lane.example/offer", 4),
        )),
        Rival("mastodon", "crusty_corner", "Crusty Corner", 160, 5, (
            ("Buns, two for the price of one!", 3),
            ("Our new baker Ola on her first night shift.", 15),
            ("Voucher code CRUST10, only today!", 2),
        )),
    ),
    "pl": (
        Rival("bluesky", "piekarnia-mlynska", "Piekarnia Młyńska", 412, 2, (
            ("Żytni czy pszenny na weekend? Wy decydujecie, co pieczemy.", 31),
            ("Bochenki prosto z pieca.", 12),
            ("Jakie bułki piekła Wasza babcia?", 28),
            ("Dzisiejsza witryna.", 11),
            ("Do południa wszystko 20 % taniej: https://mlynska.example/promocja", 4),
        )),
        Rival("mastodon", "chrupiacy_rog", "Chrupiący Róg", 160, 5, (
            ("Bułki: dwie w cenie jednej!", 3),
            ("Nasza nowa piekarka Ola na pierwszej nocnej zmianie.", 15),
            ("Kod rabatowy ROG10, tylko dziś!", 2),
        )),
    ),
    "eo": (
        Rival("bluesky", "muela-bakejo", "Muela Bakejo", 412, 2, (
            ("Ĉu sekala aŭ tritika por la semajnfino? Vi decidas.", 31),
            ("Panoj rekte el la forno.", 12),
            ("Kiajn bulkojn bakis via avino?", 28),
            ("Nia montrofenestro hodiaŭ.", 11),
            ("Ĝis tagmezo ĉio je 20 % malpli kosta: https://muela.example/oferto", 4),
        )),
        Rival("mastodon", "krusta_angulo", "Krusta Angulo", 160, 5, (
            ("Du bulkoj por la prezo de unu!", 3),
            ("Nia nova bakistino Ola dum sia unua nokto.", 15),
            ("Rabata kodo ANGULO10, nur hodiaŭ!", 2),
        )),
    ),
}  # fmt: skip


def look_around(workspace: Workspace, book: Book, shop: Mapping[str, Channel], *, by: Person, now: datetime) -> None:
    """Let the others live their ten weeks, then follow them; a worker studies what they share."""
    for rival in RIVALS.get(book.language, RIVALS["en"]):
        handle = _live(shop[rival.platform], rival, now)
        platform, account = reading.looked_up(workspace, rival.platform, handle, now)
        made = actions.track(workspace=workspace, platform=platform, account=account, by=by, now=now)
        CompetitorDay.objects.bulk_create(
            CompetitorDay(competitor=made, day=(now - timedelta(days=days)).date(),
                          followers=rival.followers - 2 * days - days % 3)
            for days in range(1, 29)
        )  # fmt: skip


def _live(channel: Channel, rival: Rival, now: datetime) -> str:
    """Posts with a little luck in their numbers, the same each time; the account's handle there."""
    twin = gateway.twin_of(channel)
    network = cast(OpenNetwork, twin)
    with channels.running_from(now - timedelta(days=DAYS)), cast(SqliteTwinStore, twin.store).batch():
        handle = network.open_account(rival.handle, rival.name, rival.followers).public["handle"]
        for number, days in enumerate(range(DAYS, 0, -rival.every)):
            text, likes = rival.lines[number % len(rival.lines)]
            at = now - timedelta(days=days, hours=number % 7)
            post = network.publish_as(rival.handle, rival.name, text, at, has_picture=number % 3 == 1)
            network.react(post, likes=max(0, likes + (number * 7) % 9 - 4), comments=number % 3, shares=number % 2)
    return handle
