"""A report as data for the press: finished words and numbers, the shop's colour and picture, the chart."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from markupsafe import escape

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.lookback import pages, wording
from vitrino.lookback.models import Report, ReportLook
from vitrino.lookback.report import colours, contents
from vitrino.lookback.report.charting import days_chart, standalone
from vitrino.lookback.report.contents import ChannelLine, Told
from vitrino.lookback.telling import Line
from vitrino.ui.formats import day, number
from vitrino.ui.words import words

ROOT = Path(__file__).resolve().parents[3]
TIME_S = 60
LARGEST_LOGO = 4 << 20
# What the press may know of the machine: how to find Python and its libraries.
PASSED_ON = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TEMP", "VIRTUAL_ENV")


def sheet(report: Report, look: ReportLook) -> dict[str, Any]:
    """In the language that is spoken just now; the caller speaks the report's."""
    told, accent = contents.read(report.told), look.accent or colours.USUAL
    name = pages.period_words(report.every, report.from_on, report.to_on)
    return {
        "shop": told.shop,
        "title": name,
        "language": report.language,
        "accent": accent,
        "logo": _logo(look),
        "first": words(told.first),
        "foot": _("Made on %(day)s. A dash is a number nobody told; it is not zero.") % {"day": day(report.made_at)},
        "figures": _figures(told),
        "chart": standalone(days_chart(told.days), accent) if any(one.answers is not None for one in told.days) else "",
        "heads": [_("Channel"), _("Answers to a typical post"), "", _("Posts"), _("Followers")],
        "channels": _channels(told.channels),
        **{key: _lines(found) for key, found in _groups(told)},
        "words": _words(),
    }  # fmt: skip


def print_pdf(data: Mapping[str, Any], form: str = "pdf") -> bytes:
    """The file, made by the press. Raises Problem when it takes too long or can't be set."""
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(  # our own interpreter and module, no shell
            [sys.executable, "-m", "vitrino.lookback.report.press", form], input=json.dumps(data).encode(),
            capture_output=True, timeout=TIME_S, check=True, cwd=ROOT, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Problem(say("The PDF took longer than a minute. Try it again later.")) from error
    except subprocess.CalledProcessError as error:
        raise Problem(say("The PDF could not be set. The report itself and its table are there.")) from error
    return done.stdout


def _figures(told: Told) -> list[dict[str, str]]:
    return [
        {"label": words(one.label), "value": wording.value(one), "comparison": words(wording.comparison(one)),
         "sample": words(one.sample)}
        for one in told.seen.figures
    ]  # fmt: skip


def _channels(found: Iterable[ChannelLine]) -> list[dict[str, Any]]:
    rows = list(found)
    top = max((one.typical or 0 for one in rows), default=0) or 1
    return [
        {"name": one.name, "share": (one.typical or 0) / top, "posts": number(one.posts),
         "typical": number(one.typical, 1), "followers": number(one.followers)}
        for one in rows
    ]  # fmt: skip


def _groups(told: Told) -> list[tuple[str, Iterable[Line]]]:
    seen = told.seen
    return [("goals", seen.goals), ("worked", seen.worked), ("best", seen.best), ("ignored", seen.ignored),
            ("tried", told.tried)]  # fmt: skip


def _lines(found: Iterable[Line]) -> list[dict[str, str]]:
    return [{"title": words(one.title), "line": words(one.line)} for one in found]


def _words() -> dict[str, str]:
    return {
        "days": _("Likes, comments and shares, day by day"),
        "channels": _("Channels compared"),
        "goals": _("Goals"),
        "no-goals": _("No goal was set for this time."),
        "worked": _("What worked"),
        "nothing-sure": _("Nothing can be said for certain yet: there are too few posts to tell luck from what works."),
        "best": _("Answered most"),
        "ignored": _("What was ignored"),
        "nothing-shared": _("The ignored posts share nothing that luck could not produce."),
        "tried": _("What was tried"),
    }


def _logo(look: ReportLook) -> str:
    """The shop's picture inside an SVG, the one form in which the press takes bytes; "" without one."""
    asset = look.logo
    if asset is None or asset.kind != "image" or not asset.width or asset.size_bytes > LARGEST_LOGO:
        return ""
    try:
        with asset.file.open("rb") as file:
            raw = base64.b64encode(file.read()).decode()
    except (FileNotFoundError, ValueError):
        return ""
    size = f'width="{asset.width}" height="{asset.height}"'
    picture = f'<image {size} href="data:{escape(asset.mime_type)};base64,{raw}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{picture}</svg>'


def file_name(report: Report, ending: str) -> str:
    return f"{report.workspace.slug}-{date_format(report.from_on, 'Y-m-d')}-{report.every}.{ending}"
