"""A report as one HTML file: no scripts, nothing loaded from elsewhere, fit for the printer."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined

from vitrino.config.sitecheck.report import SEVERITIES, Report, Severity, State
from vitrino.config.sitecheck.speaking import Say
from vitrino.config.sitecheck.writing import state_words, summary, unseen
from vitrino.domain.language.names import NAMES
from vitrino.domain.message import Message, say

_HERE = Path(__file__).parent
SEVERITY_WORDS: dict[Severity, Message] = {
    "high": say("Do this first"), "medium": say("Worth doing soon"), "low": say("When you have a moment"),
}  # fmt: skip
STATE_WORDS: dict[State, Message] = {
    "active": say("Active"), "silent": say("Asleep"), "gone": say("Gone"), "unknown": say("Unknown"),
}  # fmt: skip


def as_page(report: Report, spoken: Say, language: str) -> str:
    """The whole file. Everything from outside is escaped; only http(s) addresses become links."""
    text: str = _template().render(
        css=(_HERE / "report.css").read_text(encoding="utf-8"),
        language=language,
        report=report,
        facts=report.scan.facts,
        host=urlsplit(report.scan.url).netloc or report.scan.url,
        summary=spoken(_summary(report)),
        profiles=[_row(one, report, spoken) for one in (*report.profiles, *report.elsewhere)],
        groups=_groups(report, spoken),
        unseen=unseen(report, spoken),
        languages=[spoken(NAMES[code]) if code in NAMES else code for code in report.scan.facts.languages],
        _=lambda text: spoken(Message(text)),
    )
    return text


def _summary(report: Report) -> Message:
    """The address stands above it already."""
    return say("Things worth doing: {n}.", n=len(report.notices)) if report.notices else summary(report)


@cache
def _template() -> Any:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["is_web"] = lambda url: url.lower().startswith(("http://", "https://"))
    return environment.from_string((_HERE / "report.html").read_text(encoding="utf-8"))


def _row(one: Any, report: Report, spoken: Say) -> dict[str, Any]:
    state: State = one.state(report.at)
    return {
        "platform": one.platform_name,
        "link": one.link,
        "state": state,
        "state_word": spoken(STATE_WORDS[state]),
        "line": spoken(state_words(one, report)),
        "day": one.activity.at.date().isoformat() if one.activity.at else "",
        "is_new": one.activity.at is not None and report.at - one.activity.at < timedelta(days=7),
    }


def _groups(report: Report, spoken: Say) -> list[dict[str, Any]]:
    """Notices by severity, without the empty ones."""
    groups = []
    for severity in SEVERITIES:
        found = [one for one in report.notices if one.severity == severity]
        told = [
            {"rule": one.rule, "text": spoken(one.text), "evidence": [spoken(line) for line in one.evidence],
             "remedy": spoken(one.remedy)}
            for one in found
        ]  # fmt: skip
        if told:
            groups.append({"severity": severity, "title": spoken(SEVERITY_WORDS[severity]), "notices": told})
    return groups
