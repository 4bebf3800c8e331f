"""Which addresses belong to one site."""

from __future__ import annotations

from urllib.parse import urlsplit


def site_of(url: str) -> str:
    """Host and port without "www."; "" for an address that can't be split."""
    try:
        return urlsplit(url).netloc.lower().removeprefix("www.")
    except ValueError:
        return ""


def is_own(url: str, home: str) -> bool:
    """On the site of `home` or below it: links.shop.example belongs to shop.example, but not the other way round."""
    site, own = site_of(url), site_of(home)
    return bool(own) and (site == own or site.endswith(f".{own}"))
