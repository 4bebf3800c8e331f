"""Where the browser finds our files, and pictures made of them."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.translation import get_language
from markupsafe import Markup, escape

from vitrino.connect.registry import manifests
from vitrino.ui import bundle
from vitrino.ui.vendor import icon_names

SPRITE = "ui/vendor/tabler-icons.svg"
UNKNOWN_PLATFORM = "world"
# These point along the line, so they turn with it in right-to-left languages.
DIRECTED = {"arrow-left", "arrow-right", "arrow-back-up", "chevron-left", "chevron-right", "send", "logout", "login"}


def static(path: str) -> str:
    """Address of a static file with its hash; remembered, since hashes change only with a release."""
    return staticfiles_storage.url(path) if settings.DEBUG else _remembered(path)


def stylesheets() -> list[str]:
    """The style sheets of every page: one file, or in DEBUG each part, so that an edit shows at once."""
    return [static(path) for path in (bundle.STYLES.parts() if settings.DEBUG else [bundle.STYLES.name])]


def scripts() -> list[str]:
    """The module scripts of every page; as with style sheets."""
    return [static(path) for path in (bundle.SCRIPTS.parts() if settings.DEBUG else [bundle.SCRIPTS.name])]


def icon(name: str, label: str = "", size: int = 20) -> Markup:
    """A drawing from the sprite. Without a label it is decoration; size in CSS pixels: 16, 20, 24 or 32.

    Raises KeyError for a name that is not in `icons.json`.
    """
    return _drawing(name, label, size, static(SPRITE))


def platform_icon(key: str, label: str = "", size: int = 16) -> Markup:
    """The platform's mark; a globe for a platform we have no drawing of."""
    name = f"platform-{key}"
    return icon(name if name in _names() else UNKNOWN_PLATFORM, label, size)


def platform_mark(key: str) -> Markup:
    """The platform's mark where no word beside it names the platform."""
    return platform_icon(key, manifests()[key].name if key in manifests() else key)


def emoji_list() -> str:
    """Address of the emoji, found by words of the reader's language where `ui.emoji` has made such a list."""
    path = f"ui/emoji.{get_language()}.json"
    return static(path if (bundle.STATIC / path).exists() else "ui/emoji.json")


@lru_cache(maxsize=1024)
def _drawing(name: str, label: str, size: int, sprite: str) -> Markup:
    if name not in _names():
        raise KeyError(f"There is no icon {name!r}: name it in icons.json and run vitrino.ui.vendor.")
    meaning = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    turns = " is-directed" if name in DIRECTED else ""
    return Markup('<svg class="icon{0}" width="{1}" height="{1}" {2}><use href="{3}#{4}"/></svg>').format(
        turns, size, Markup(meaning), sprite, name
    )


@lru_cache(maxsize=512)
def _remembered(path: str) -> str:
    return staticfiles_storage.url(path)


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(icon_names())
