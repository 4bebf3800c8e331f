"""The Jinja2 environment of every page: translations, addresses, formats and the components."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from vitrino.ui import assets, charts, diff, fields, formats, markup, navigation
from vitrino.ui.kit import Kit
from vitrino.ui.words import words


def url(name: str, **kwargs: object) -> str:
    """Address of a page by its URL name. Raises NoReverseMatch when there is none."""
    return reverse(name, kwargs=kwargs or None)


def flashes(request: HttpRequest) -> Iterable[Any]:
    """What the last action left to say; reading empties it."""
    return get_messages(request)


@lru_cache(maxsize=1)
def languages() -> list[dict[str, Any]]:
    """The languages on offer, each named in itself."""
    return [translation.get_language_info(code) for code, _name in settings.LANGUAGES]


FILTERS: dict[str, Any] = {
    "when": formats.when,
    "moment": formats.moment,
    "day": formats.day,
    "clock": formats.clock,
    "duration": formats.duration,
    "number": formats.number,
    "percent": formats.percent,
    "money": formats.money,
    "plain_lines": formats.plain_lines,
    "quoted": formats.quoted,
    "bdi": formats.bdi,
    "words": words,
    "attributes": markup.attributes,
    "references": markup.references,
    "initials": markup.initials,
}
GLOBALS: dict[str, Any] = {
    "static": assets.static,
    "stylesheets": assets.stylesheets,
    "scripts": assets.scripts,
    "emoji_list": assets.emoji_list,
    "icon": assets.icon,
    "platform_icon": assets.platform_icon,
    "platform_mark": assets.platform_mark,
    "url": url,
    "words": words,
    "flashes": flashes,
    "languages": languages,
    "current_language": translation.get_language,
    "is_right_to_left": translation.get_language_bidi,
    "places": navigation.PLACES,
    "alerts_place": navigation.ALERTS,
    "settings_place": navigation.SETTINGS,
    "control": fields.control,
    "described": markup.described,
    "diff_pieces": diff.pieces,
    "fold": markup.fold,
    "spark_bars": charts.spark_bars,
    "line_chart": charts.line_chart,
    "bar_chart": charts.bar_chart,
    "meter_bar": charts.meter_bar,
}


def environment(**options: Any) -> Environment:
    """What Django's Jinja2 backend calls with the options of TEMPLATES.

    A name that is not in the context raises UndefinedError, because a missing value must never look like an empty one;
    ask with `is defined` where it may be left out.
    """
    options["undefined"] = StrictUndefined
    options["extensions"] = [*options.get("extensions", ()), "jinja2.ext.i18n"]
    env = Environment(**{"trim_blocks": True, "lstrip_blocks": True, **options})
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.filters.update(FILTERS)
    env.globals.update(GLOBALS, ui=Kit(env))
    return env
