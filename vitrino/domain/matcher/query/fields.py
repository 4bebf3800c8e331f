"""What a query may ask about a post beside its words."""

from __future__ import annotations

from collections.abc import Callable

from vitrino.domain.matcher.term import Post


def _author(post: Post, value: str) -> bool:
    return post.author.lstrip("@").casefold() == value.lstrip("@").casefold()


def _site(post: Post, value: str) -> bool:
    """The site itself and everything below it: site:example.org fits www.example.org."""
    site, wanted = post.site.casefold(), value.casefold()
    return site == wanted or site.endswith(f".{wanted}")


def _language(post: Post, value: str) -> bool:
    """lang:pt fits pt-BR."""
    return post.language.partition("-")[0].casefold() == value.partition("-")[0].casefold()


def _kind(post: Post, value: str) -> bool:
    return post.kind.casefold() == value.casefold()


def _link(post: Post, value: str) -> bool:
    """Any link that contains the value: link:zabka.pl."""
    return any(value.casefold() in link.casefold() for link in post.links)


FIELDS: dict[str, Callable[[Post, str], bool]] = {
    "author": _author,
    "site": _site,
    "lang": _language,
    "type": _kind,
    "link": _link,
}
