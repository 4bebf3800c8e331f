"""Finds the platforms: every package below `vitrino.platforms`, and those others bring by entry point."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.metadata import entry_points
from importlib.resources import files
from types import ModuleType
from typing import Any

from vitrino.connect.around import Around
from vitrino.connect.connector import Platform
from vitrino.connect.firehose import Firehose
from vitrino.connect.hooks import Hook
from vitrino.connect.knock import Glance, Knock
from vitrino.connect.manifest import Manifest
from vitrino.connect.shop import ShopManifest, ShopSystem
from vitrino.connect.site import SiteReader

PACKAGE = "vitrino.platforms"
ENTRY_POINT_GROUP = "vitrino.platforms"
_BROUGHT: list[str] = []


def bring(package: str) -> None:
    """Let a platform from elsewhere take part in this process; for proofs and tests."""
    if package not in _BROUGHT:
        _BROUGHT.append(package)
        manifests.cache_clear()
        hooks.cache_clear()
        firehoses.cache_clear()
        knocks.cache_clear()
        glances.cache_clear()
        arounds.cache_clear()
        shops.cache_clear()
        shop.cache_clear()
        _packages.cache_clear()


@cache
def manifests() -> Mapping[str, Manifest]:
    """Every platform's facts by key, in the order of their names. Cheap: no connector is imported."""
    found = {manifest.key: manifest for manifest in _manifests()}
    return dict(sorted(found.items(), key=lambda item: item[1].name.casefold()))


def manifest(key: str) -> Manifest:
    """Facts of one platform. Raises KeyError for a key nobody has."""
    return manifests()[key]


@cache
def platform(key: str) -> Platform:
    """The platform with its connector, authenticator and twin, imported on first use."""
    package = _packages()[key]
    return Platform(
        manifest=manifest(key),
        connector=_part(package, "client", "Client"),
        authenticator=_part(package, "auth", "authenticator"),
        twin=_part(package, "twin", "Twin"),
    )


@cache
def hooks() -> Mapping[str, Hook]:
    """The webhooks of every folder that has some, by the folder's key; shops without a channel are among them."""
    found = {name.rpartition(".")[2]: _part(name, "hooks", "HOOK") for name in (*_own(), *_foreign())}
    return {key: hook for key, hook in sorted(found.items()) if isinstance(hook, Hook)}


@cache
def firehoses() -> Mapping[str, Firehose]:
    """The networks that can be followed as a whole, by platform."""
    found = (_part(name, "firehose", "FIREHOSE") for name in (*_own(), *_foreign()))
    return {hose.platform: hose for hose in found if isinstance(hose, Firehose)}


@cache
def knocks() -> Mapping[str, Knock]:
    """The platforms that say by a line when there is something to read."""
    found = {key: _part(name, "knock", "KNOCK") for key, name in _packages().items()}
    return {key: knock for key, knock in found.items() if isinstance(knock, Knock)}


@cache
def glances() -> Mapping[str, Glance]:
    """The platforms of which one cheap question tells whether there is something to read."""
    found = {key: _part(name, "glance", "GLANCE") for key, name in _packages().items()}
    return {key: glance for key, glance in found.items() if isinstance(glance, Glance)}


@cache
def arounds() -> Mapping[str, Around]:
    """The platforms on which accounts of others can be read, by key."""
    found = {key: _part(name, "around", "AROUND") for key, name in _packages().items()}
    return {key: around for key, around in found.items() if isinstance(around, Around)}


@cache
def shops() -> Mapping[str, ShopManifest]:
    """The shop systems that can be read, by key, in the order of their names. No connector is imported."""
    found = [_part(name, "shop", "SHOP") for name in (*_own(), *_foreign())]
    known = [shop for shop in found if isinstance(shop, ShopManifest)]
    return {shop.key: shop for shop in sorted(known, key=lambda shop: shop.name.casefold())}


@cache
def shop(key: str) -> ShopSystem:
    """A shop system with its connector and twin, imported on first use. Raises KeyError for a key nobody has."""
    package = _shop_package(key)
    return ShopSystem(
        manifest=shops()[key],
        connector=_part(package, "client", "Client"),
        authenticator=_part(package, "auth", "authenticator"),
        twin=_part(package, "twin", "Twin"),
        news=_part(package, "news", "read"),
    )


def shop_guide(key: str, language: str) -> str:
    """How to connect a shop, in Markdown: in the language asked for, else in English."""
    return _guide(_shop_package(key), language)


@cache
def website() -> SiteReader:
    """Who reads the shop's own website: `vitrino.platforms.website`, which is no channel and has no manifest."""
    reader: SiteReader = importlib.import_module(f"{PACKAGE}.website.reader").reader
    return reader


@cache
def quality(key: str) -> Mapping[str, Any]:
    """A platform's ledger of quality (quality.toml): rule -> "done", "todo" or why it is exempt; empty without one."""
    ledger = resources.files(_packages()[key]) / "quality.toml"
    return tomllib.loads(ledger.read_text(encoding="utf-8")) if ledger.is_file() else {}


@cache
def guide(key: str, language: str) -> str:
    """How to connect a platform, in Markdown: in the language asked for, else in English, "" where none was written."""
    return _guide(_packages()[key], language)


def _guide(package: str, language: str) -> str:
    found = [files(package) / f"guide.{code}.md" for code in (language, "en")]
    return next((one.read_text(encoding="utf-8") for one in found if one.is_file()), "")


def _shop_package(key: str) -> str:
    """The dotted name of a shop system's package. Raises KeyError for a key nobody has."""
    if key not in shops():
        raise KeyError(key)
    return next(name for name in (*_own(), *_foreign()) if name.rpartition(".")[2] == key)


@cache
def _packages() -> Mapping[str, str]:
    """Platform key -> dotted name of its package."""
    found = {}
    for name in _package_names():
        module = importlib.import_module(f"{name}.manifest")
        found[module.MANIFEST.key] = name
    return found


def _manifests() -> Iterator[Manifest]:
    for name in _package_names():
        yield importlib.import_module(f"{name}.manifest").MANIFEST


def _package_names() -> list[str]:
    own = [name for name in _own() if importlib.util.find_spec(f"{name}.manifest")]  # website has none: no channel
    return own + _foreign()


def _own() -> list[str]:
    # Asked for by name, not imported: only the composition root may depend on `platforms`.
    root: ModuleType = importlib.import_module(PACKAGE)
    return [f"{PACKAGE}.{found.name}" for found in pkgutil.iter_modules(root.__path__) if found.ispkg]


def _foreign() -> list[str]:
    return [point.value for point in entry_points(group=ENTRY_POINT_GROUP)] + _BROUGHT


def _part(package: str, module: str, name: str) -> Any:
    """One part of a platform, or None where the folder has no such file."""
    if importlib.util.find_spec(f"{package}.{module}") is None:
        return None
    return getattr(importlib.import_module(f"{package}.{module}"), name)
