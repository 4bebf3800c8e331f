"""What a whole site says of itself, put together from its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from urllib.parse import urlsplit

from vitrino.connect.site import SiteFacts
from vitrino.platforms.website.page import HtmlPage
from vitrino.platforms.website.places import country_by, host_sign, money_sign
from vitrino.platforms.website.said import Said

MAX_WORDS = 25
MAX_EACH = 30


def facts_of(pages: Sequence[HtmlPage], contact_url: str, is_partial: bool) -> SiteFacts:
    """pages: the first page first; () gives empty facts. contact_url: the site's page for that, or ""."""
    if not pages:
        return SiteFacts(is_partial=True)
    home, said = pages[0], [page.said for page in pages]
    country, because = country_by(_signs(home.url, said))
    return SiteFacts(
        name=_first(said, lambda one: one.name),
        title=_first(said, lambda one: one.title),
        description=_first(said, lambda one: one.description),
        languages=_languages(pages),
        words=tuple(word for word, _many in Counter(word for one in said for word in one.words).most_common(MAX_WORDS)),
        products=_each(name for one in said for name in one.products),
        emails=_each(address for one in said for address in one.emails),
        phones=_each(number for one in said for number in one.phones),
        contact_url=contact_url,
        has_form=any(one.has_form for one in said),
        has_other_contact=any(one.has_other_contact for one in said),
        country=country,
        country_by=because,
        currencies=_each(code for one in said for code in one.currencies),
        has_preview_title=home.said.has_preview_title,
        has_preview_text=home.said.has_preview_text,
        has_preview_image=home.said.has_preview_image,
        is_partial=is_partial,
    )


def _languages(pages: Sequence[HtmlPage]) -> tuple[str, ...]:
    read = [page.language for page in pages if page.language]
    named = [language for page in pages for language, _address in page.versions]
    return _each((*read, *named))


def _signs(home: str, said: Iterable[Said]) -> list[tuple[str, str, int]]:
    ending = host_sign(urlsplit(home).hostname or "")
    signs = [sign for one in said for sign in one.signs] + ([ending] if ending else [])
    return signs + [sign for one in said for code in one.currencies if (sign := money_sign(code))]


def _first(said: Iterable[Said], value: Callable[[Said], str]) -> str:
    return next(filter(None, map(value, said)), "")


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(dict.fromkeys(values), MAX_EACH))
