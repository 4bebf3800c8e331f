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


def is_in_this_house(url: str) -> bool:
    """Plainly an address of this machine or network, by its looks; what may be opened is decided at the socket."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return host == "localhost" or host.replace(".", "").isdigit() or ":" in host
