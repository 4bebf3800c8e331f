"""Platforms are found by their folder, or brought by somebody else's package."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from vitrino.connect import registry
from vitrino.connect.manifest import Manifest


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    """What a test adds is forgotten again."""
    yield
    for cached in (registry.manifests, registry.platform, registry._packages):
        cached.cache_clear()


def test_platforms_are_found_in_the_order_of_their_names() -> None:
    names = [manifest.name.casefold() for manifest in registry.manifests().values()]
    assert len(names) >= 13
    assert names == sorted(names)
    assert all(key == manifest.key for key, manifest in registry.manifests().items())


@pytest.mark.parametrize("key", ["bluesky", "mastodon"])
def test_a_complete_platform_brings_all_its_parts(key: str) -> None:
    found = registry.platform(key)
    assert found.connector is not None
    assert found.authenticator is not None
    assert found.twin is not None
    assert found.connector.manifest is found.manifest


def test_a_part_a_platform_lacks_is_none() -> None:
    assert registry.platform("reddit").connector is None


def test_an_unknown_platform_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        registry.manifest("myspace")
    with pytest.raises(KeyError):
        registry.platform("myspace")


def test_another_package_can_bring_a_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = registry.manifest("mastodon")
    foreign = Manifest(
        key="guestbook", name="Guest book", icon="x", auth="none", proof_level="D", capabilities=frozenset(),
        text=mine.text, sources=("own",), as_of=mine.as_of,
    )  # fmt: skip
    package, module = ModuleType("guestbook_for_vitrino"), ModuleType("guestbook_for_vitrino.manifest")
    package.__path__ = []
    module.MANIFEST = foreign  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "guestbook_for_vitrino", package)
    monkeypatch.setitem(sys.modules, "guestbook_for_vitrino.manifest", module)
    point = EntryPoint("guestbook", "guestbook_for_vitrino", registry.ENTRY_POINT_GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda group: [point])
    registry.manifests.cache_clear()
    registry._packages.cache_clear()
    assert registry.manifest("guestbook") is foreign
    assert registry.platform("guestbook").connector is None
