"""What the pages of reviews show, in finished words and charts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from statistics import fmean
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from markupsafe import Markup

from vitrino.domain.message import Message, say
from vitrino.domain.reviews.disclosure import LANGUAGES, Statement, as_html, sentences, title
from vitrino.domain.reviews.themes import WORDS, Theme, frequent_terms, themes_in
from vitrino.domain.slots import zone
from vitrino.reviews import queries, wording
from vitrino.reviews.models import Disclosure, Review
from vitrino.reviews.queries import Filters, Source, Talk
from vitrino.ui.charts import Bar, Series, bar_chart, line_chart
from vitrino.ui.formats import number, percent
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

Month = tuple[int, int]
MONTHS = 12
THEME_MONTHS = 6
MOST_LINES = 4
# A month with fewer ratings is a gap in the line: two angry people are no trend.
LEAST_IN_MONTH = 5
LEAST_WORDS_SHOWN = 10


def home(workspace: Workspace, wanted: Filters, before: str, now: datetime) -> dict[str, Any]:
    """Sentences first, then the sources, then the list."""
    months = _months(workspace, now, MONTHS)
    sources = queries.standings(workspace, months, now)
    reviews, after = queries.listed(workspace, wanted, before)
    found = queries.answers(workspace, now)
    fall = queries.falling(workspace, now)
    return {
        "has_reviews": bool(sources),
        "sources": [(one, wording.average(one.year)) for one in sources],
        "chart": _rating_chart(sources, months),
        "answers": found,
        "answered_share": wording.share(found.share, found.total),
        "answered_lines": wording.answered(found),
        "fall": wording.fallen(fall) if fall else [],
        "reviews": [(one, wording.stars(one), _themes(one.themes)) for one in reviews],
        "after": after,
        "filters": wanted,
        "sentence": _sentence(workspace, now),
        "states": [(key, words(said)) for key, said in wording.STATES.items()],
        "channels": [("0", _("All sites")), *((str(one.channel.pk), one.name) for one in sources)],
        "star_choices": [("0", _("All stars")), *((str(n), words(say("{n} of 5", n=n))) for n in (5, 4, 3, 2, 1))],
        "theme_choices": [("", _("All themes")), *((theme.value, words(WORDS[theme])) for theme in Theme)],
    }


def review(one: Review) -> dict[str, Any]:
    """One review with its history and what can be done with it."""
    return {
        "review": one,
        "stars": wording.stars(one),
        "source": queries.name_of(one.channel),
        "themes": [(words(WORDS[found.theme]), one.text[found.start : found.end]) for found in themes_in(one.text)],
        "versions": list(one.versions.order_by("until_at", "pk")),
        "reports": list(one.reports.select_related("by").order_by("-at")),
        "report_rows": [_report_row(row) for row in queries.reports_by_stars(one.workspace)],
        "is_praise": (one.rating or 5) >= 4,
        "is_elsewhere": one.channel.listens_only,
    }


def themes(workspace: Workspace, now: datetime) -> dict[str, Any]:
    """What is spoken of, by month, with what is done about it."""
    months = _months(workspace, now, THEME_MONTHS)
    found = queries.themes(workspace, months, now)
    terms = frequent_terms(queries.texts_of_year(workspace, now))
    return {
        "talks": [(one, words(WORDS[one.theme]), _critical(one)) for one in found],
        "heads": [_("Theme"), *(_name(month) for month in months)],
        "rows": [[words(WORDS[one.theme]), *(_cell(line) for line in one.months)] for one in found],
        "chart": _theme_chart(found),
        "terms": terms,
        "unaddressed": [words(WORDS[theme]) for theme, _n in queries.unaddressed_themes(workspace, now)],
    }


def asking(workspace: Workspace) -> dict[str, Any]:
    """How asking goes: how many requests stand where. Nothing about who is content."""
    counts = queries.requests_by_state(workspace)
    requests = queries.requests_of(workspace)[:50]
    return {
        "policy": queries.policy_of(workspace),
        "review_places": list(queries.places_of(workspace)),
        "funnel": [(words(said), counts.get(state, 0)) for state, said in wording.REQUEST_STATES.items()],
        "requests": [(one, words(wording.REQUEST_STATES.get(one.state, say("Over")))) for one in requests],
        "total": sum(counts.values()),
    }


def disclosures(workspace: Workspace, stated: Disclosure | None) -> list[dict[str, str]]:
    """The text in each language, as sentences and as HTML; none before the shop has said anything."""
    if stated is None:
        return []
    said = statement(workspace, stated)
    return [
        {"language": code, "title": title(code), "text": "\n".join(sentences(said, code)), "html": as_html(said, code)}
        for code in LANGUAGES
    ]


def statement(workspace: Workspace, stated: Disclosure) -> Statement:
    policy = queries.policy_of(workspace)
    return Statement(
        shop=workspace.name, checking=stated.checking, how=stated.how,  # type: ignore[arg-type]
        shows_all=stated.shows_all, left_out=stated.left_out,
        places=[queries.name_of(one) for one in queries.sources_of(workspace)],
        asks=policy is not None and policy.since is not None, gives=stated.gives,
    )  # fmt: skip


def _sentence(workspace: Workspace, now: datetime) -> Message:
    waiting, late = queries.unanswered(workspace, now).count(), queries.unanswered_late(workspace, now).count()
    if waiting == 0:
        return say("Every review is answered.")
    if late == 0:
        return say("Reviews that wait for an answer: {n}.", n=waiting)
    return say("Reviews that wait for an answer: {n}; too long already: {late}.", n=waiting, late=late)


def _months(workspace: Workspace, now: datetime, count: int) -> list[Month]:
    """The last months, this one included, oldest first."""
    today = now.astimezone(zone(workspace.time_zone)).date()
    whole = today.year * 12 + today.month - 1
    return [(n // 12, n % 12 + 1) for n in range(whole - count + 1, whole + 1)]


def _name(month: Month) -> str:
    return formats.date_format(date(*month, 1), "M Y")


def _rating_chart(sources: Sequence[Source], months: Sequence[Month]) -> Markup:
    """One line for each source; a month with few ratings is a gap."""
    lines = [
        Series(
            one.name,
            [fmean(given) if len(given) >= LEAST_IN_MONTH else None for given in one.months],
            high=[5] * len(months),
        )
        for one in sorted(sources, key=lambda one: -one.year.total)
    ]
    known = [one for one in lines if any(value is not None for value in one.values)][:MOST_LINES]
    if not known:
        return Markup("")
    said = _("Average stars in a month; months with fewer than five ratings are left out.")
    return line_chart(_("Rating over time"), [_name(month) for month in months], known, said)


def _theme_chart(found: Sequence[Talk]) -> Markup:
    bars = [
        Bar(words(WORDS[one.theme]), one.total, _critical(one)) for one in sorted(found, key=lambda one: -one.total)
    ]
    return bar_chart(_("Reviews that speak of it, last six months"), bars, head=_("Theme")) if bars else Markup("")


def _critical(one: Talk) -> str:
    if one.share is None or one.total < LEAST_WORDS_SHOWN:
        return _("%(n)s of them critical") % {"n": one.critical}
    return _("%(share)s of them critical") % {"share": percent(one.share.value)}


def _cell(line: tuple[int, int]) -> str:
    total, critical = line
    return _("%(all)s, critical: %(critical)s") % {"all": number(total), "critical": number(critical)} if total else "–"


def _themes(names: Sequence[str]) -> str:
    return ", ".join(words(WORDS[Theme(name)]) for name in names if name in set(Theme))


def _report_row(row: queries.Reported) -> list[str]:
    share = percent(row.reports / row.reviews) if row.reviews else "–"
    return [words(say("{n} of 5", n=row.stars)), number(row.reviews), number(row.reports), share]
