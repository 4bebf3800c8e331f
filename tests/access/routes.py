"""Every address of the product, with its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

BELOW = "w/<slug:slug>/"
# Words in addresses that name something else than a platform.
EXAMPLES = {"system": "woocommerce"}


@dataclass(frozen=True)
class Route:
    """A named address. permission: of the role; audience: outside workspaces; kwargs: their converters by name."""

    name: str
    path: str
    view: Callable[..., Any]
    kwargs: dict[str, str]

    @property
    def is_inside(self) -> bool:
        return self.path.startswith(BELOW)

    @property
    def permission(self) -> str:
        return str(getattr(self.view, "permission", ""))

    @property
    def audience(self) -> str:
        return str(getattr(self.view, "audience", ""))

    def url(self, slug: str, pk: int) -> str:
        """The address in a workspace; every number is `pk`."""
        given = {
            name: slug if name == "slug" else EXAMPLES.get(name, _example(kind, pk))
            for name, kind in self.kwargs.items()
        }
        return reverse(self.name, kwargs=given)

    @property
    def names_an_object(self) -> bool:
        return any(kind == "IntConverter" for kind in self.kwargs.values())


def routes() -> list[Route]:
    """All of Vitrino's own addresses; django-allauth's guard themselves."""
    return [route for route in _walk(get_resolver(), "", "") if not route.path.startswith("account/")]


def _walk(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            kwargs = {**_kwargs(prefix, resolver), **_converters(pattern)}
            yield Route(f"{namespace}{pattern.name}", path, pattern.callback, kwargs)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, path, inner)


def _kwargs(prefix: str, resolver: URLResolver) -> dict[str, str]:
    return {"slug": "SlugConverter"} if prefix.startswith(BELOW) else {}


def _converters(pattern: URLPattern) -> dict[str, str]:
    return {name: type(kind).__name__ for name, kind in pattern.pattern.converters.items()}


def _example(kind: str, pk: int) -> str | int:
    return pk if kind == "IntConverter" else "mastodon"
