"""A report as JSON and as text."""

from __future__ import annotations

from typing import Any

from vitrino.config.sitecheck.report import Looked, Notice, Report
from vitrino.config.sitecheck.speaking import Say
from vitrino.domain.message import Message, say

# Grows when a field changes its meaning or leaves. New fields may come at any time.
VERSION = 1


def as_json(report: Report, spoken: Say) -> dict[str, Any]:
    """See docs/reference/website-check.md for every field. Unknown is null, never 0 and never left out."""
    problems = dict(report.unseen)
    return {
        "version": VERSION,
        "url": report.scan.url,
        "checked_at": report.at.isoformat(),
        "is_read": report.is_read,
        "pages": list(report.scan.pages),
        "links": [_profile(one, report, spoken, problems.get(one.link.url)) for one in report.profiles],
        "not_linked": [_profile(one, report, spoken, None) for one in report.elsewhere],
        "facts": report.scan.facts.stored(),
        "notices": [_notice(one, spoken) for one in report.notices],
        "problems": [f"{url}: {spoken(problem)}" for url, problem in report.unseen],
    }


def as_text(report: Report, spoken: Say) -> str:
    """Sentences: the sum, the profiles, what is worth doing, what could not be seen."""
    lines = [spoken(summary(report)), *(f"  {_line(one, report, spoken)}" for one in report.profiles)]
    for notice in report.notices:
        proof = (f"  {spoken(one)}" for one in notice.evidence)
        lines += ["", f"{spoken(notice.text)} [{notice.rule}]", *proof, f"  → {spoken(notice.remedy)}"]
    if report.unseen:
        lines += ["", spoken(UNSEEN)]
        for problem, urls in unseen(report, spoken).items():
            lines += [f"  {problem}", *(f"    {url}" for url in urls)]
    return "\n".join(lines)


UNSEEN = say("What Vitrino could not see:")


def unseen(report: Report, spoken: Say) -> dict[str, list[str]]:
    """What could not be seen: reason -> addresses, in the order of the report."""
    found: dict[str, list[str]] = {}
    for url, problem in report.unseen:
        found.setdefault(spoken(problem), []).append(url)
    return found


def summary(report: Report) -> Message:
    """The first sentence."""
    url = report.scan.url
    if not report.is_read:
        return say("{url} could not be read.", url=url)
    if report.notices:
        return say("Worth doing for {url}: {n}.", url=url, n=len(report.notices))
    if not report.profiles:
        return say("{url} links to no social profile that Vitrino knows.", url=url)
    return say("All is well as far as Vitrino can see: {url}.", url=url)


def state_words(one: Looked, report: Report) -> Message:
    """How alive a profile is, in words."""
    days = one.days_silent(report.at)
    if one.activity.is_gone:
        return say("does not exist (any more)")
    return say("last activity unknown") if days is None else say("days since the last post: {n}", n=days)


def _line(one: Looked, report: Report, spoken: Say) -> str:
    languages = f" ({', '.join(one.link.languages)})" if one.link.languages else ""
    return f"{one.link.url}{languages}: {spoken(state_words(one, report))}"


def _profile(one: Looked, report: Report, spoken: Say, problem: Message | None) -> dict[str, Any]:
    return {
        "platform": one.link.platform_key,
        "platform_name": one.platform_name,
        "handle": one.link.handle,
        "url": one.link.url,
        "found_on": one.link.found_on,
        "how": one.link.how,
        "is_seen": one.link.is_seen,
        "languages": list(one.link.languages),
        "state": one.state(report.at),
        "last_activity_at": one.activity.at.isoformat() if one.activity.at else None,
        "days_silent": one.days_silent(report.at),
        "unknown_because": spoken(problem) if problem else None,
    }


def _notice(notice: Notice, spoken: Say) -> dict[str, Any]:
    return {
        "rule": notice.rule,
        "severity": notice.severity,
        "text": spoken(notice.text),
        "evidence": [spoken(one) for one in notice.evidence],
        "remedy": spoken(notice.remedy),
    }
