"""What the pages of competitors show, in finished words."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from vitrino.competitors import queries, reading
from vitrino.competitors import standing as standings
from vitrino.competitors.models import Competitor, CompetitorPost
from vitrino.competitors.standing import Standing
from vitrino.connect import registry
from vitrino.domain.message import Message, say
from vitrino.domain.slots import zone
from vitrino.insight import wording
from vitrino.ui.charts import Series, line_chart
from vitrino.ui.formats import UNKNOWN, day, number, percent
from vitrino.ui.words import words
from vitrino.workspace.models import Workspace

# Fewer settled posts than this share nothing that luck could not give.
FEWEST = 20
LONGEST_TITLE = 90
MOST_FORMATS = 3
CHART = timedelta(days=90)


def home(workspace: Workspace, now: datetime) -> dict[str, Any]:
    """Everybody beside us, platform by platform."""
    found = standings.of_competitors(workspace, now)
    own = standings.ours(workspace, {one.platform for one, _ in found}, now) if found else []
    can_read = bool(reading.platforms(workspace))
    return {
        "rows": [_row(_us(channel.platform), its) for channel, its in own]
        + [_row(_link(workspace, one), its) for one, its in found],
        "troubled": [(one, _trouble(one)) for one, _its in found if one.trouble],
        "sentence": _sentence(found, own),
        "is_empty": not found,
        "can_read": can_read,
        "shown": ", ".join(_name(key) for key in registry.arounds()),
    }  # fmt: skip


def one(competitor: Competitor, now: datetime) -> dict[str, Any]:
    """One of them: what it does, what goes well and badly there, with its posts."""
    its = next(its for row, its in standings.of_competitors(competitor.workspace, now) if row.pk == competitor.pk)
    mine = next(iter(standings.ours(competitor.workspace, [competitor.platform], now)), None)
    enough = competitor.sample >= FEWEST
    return {
        "competitor": competitor,
        "platform": _name(competitor.platform),
        "sentence": _compared(competitor, its, mine[1] if mine else None),
        "facts": _facts(its),
        "rhythm": _rhythm(competitor, now),
        "trouble": _trouble(competitor) if competitor.trouble else None,
        "well": [claim_words(claim, is_good=True) for claim in competitor.well],
        "badly": [claim_words(claim, is_good=False) for claim in competitor.badly],
        "best": [_post(post) for post in queries.best_posts(competitor)],
        "ignored": [_post(post) for post in queries.ignored_posts(competitor)],
        "enough": enough,
        "missing": max(0, FEWEST - competitor.sample),
        "chart": _chart(competitor, now),
    }


def _sentence(found: list[tuple[Competitor, Standing]], own: list[tuple[Any, Standing]]) -> str:
    if not found:
        return _("See what other shops do, what goes well there and what nobody notices.")
    ours = {channel.platform: one.typical for channel, one in reversed(own) if one.typical is not None}
    known = [
        (its.typical, ours[row.platform]) for row, its in found if its.typical is not None and row.platform in ours
    ]
    if not known:
        return _("Not enough posts are known yet to compare you with them.")
    more = sum(theirs > mine for theirs, mine in known)
    text = ngettext(
        "A typical post gets more answers than yours at %(more)s of %(all)s competitor.",
        "A typical post gets more answers than yours at %(more)s of %(all)s competitors.",
        len(known),
    )
    return text % {"more": more, "all": len(known)}


def _row(name: Markup, its: Standing) -> list[Any]:
    return [name, _followers(its), number(its.a_week, 1), _typical(its), number(its.per_thousand, 1), _formats(its)]


def _us(platform: str) -> Markup:
    return Markup("<strong>{}</strong>").format(_("You on %(platform)s") % {"platform": _name(platform)})


def _link(workspace: Workspace, one: Competitor) -> Markup:
    url = reverse("competitors:one", kwargs={"slug": workspace.slug, "pk": one.pk})
    return Markup('<a href="{}"><bdi>{}</bdi></a> <span class="small muted">{}</span>').format(
        url, one, _name(one.platform)
    )


def _followers(its: Standing) -> str:
    if its.gained is None:
        return number(its.followers)
    text = _("%(followers)s (%(gained)s in %(days)s days)")
    return text % {"followers": number(its.followers), "gained": _signed(its.gained),
                   "days": number(its.gained_days)}  # fmt: skip


def _typical(its: Standing) -> str:
    if its.typical is None:
        return UNKNOWN
    text = ngettext("%(answers)s (from %(n)s post)", "%(answers)s (from %(n)s posts)", its.sample)
    return text % {"answers": number(its.typical), "n": number(its.sample)}


def _formats(its: Standing) -> Markup | str:
    """One a line, so that a phone has room for them."""
    shown = [
        f"{words(wording.posts_with('format', name))}: {percent(share)}" for name, share in its.formats[:MOST_FORMATS]
    ]
    return Markup("<br>").join(shown) if shown else UNKNOWN


def _compared(competitor: Competitor, its: Standing, mine: Standing | None) -> Message:
    """The one sentence on top."""
    name = str(competitor)
    if its.typical is None:
        return say(
            "Not enough is known of {name} yet: {n} posts are old enough to be judged, {needed} are needed.",
            name=name, n=its.sample, needed=standings.FEWEST,
        )  # fmt: skip
    if mine is None or mine.typical is None:
        return say("A typical post of {name} gets {theirs} answers. Of yours not enough is known yet.",
                   name=name, theirs=round(its.typical))  # fmt: skip
    return say("A typical post of {name} gets {theirs} answers, one of yours {ours}.",
               name=name, theirs=round(its.typical), ours=round(mine.typical))  # fmt: skip


def _facts(its: Standing) -> list[tuple[str, str, str]]:
    """Label, figure, and on how much it rests."""
    posts = ngettext("from %(n)s post of three months", "from %(n)s posts of three months", its.posts)
    settled = ngettext("from %(n)s post at least two days old", "from %(n)s posts at least two days old", its.sample)
    return [
        (_("Followers"), number(its.followers), _gain(its)),
        (_("Posts a week"), number(its.a_week, 1), posts % {"n": number(its.posts)}),
        (_("Answers to a typical post"), number(its.typical), settled % {"n": number(its.sample)}),
        (_("The same for 1000 followers"), number(its.per_thousand, 1), settled % {"n": number(its.sample)}),
    ]


def _gain(its: Standing) -> str:
    if its.gained is None:
        return _("Growth shows after the second day.")
    return _("%(gained)s in %(days)s days") % {"gained": _signed(its.gained), "days": number(its.gained_days)}


def _signed(gained: int) -> str:
    return f"{'+' if gained > 0 else '−' if gained < 0 else '±'}{number(abs(gained))}"


def _rhythm(competitor: Competitor, now: datetime) -> list[list[str]]:
    """Posts by weekday in the shop's zone, with the answers to the middle one."""
    here = zone(competitor.workspace.time_zone)
    recent = competitor.posts.filter(at__gt=now - queries.COMPARED, at__lte=now).values_list("at", "format", "answers")
    seen = [standings.Seen(at.astimezone(here), kind, answers) for at, kind, answers in recent]
    by_day = [[post for post in seen if post.at.weekday() == weekday] for weekday in range(7)]
    return [
        [words(wording.WEEKDAYS[weekday]), number(len(found)), number(standings.standing(found, None, now).typical)]
        for weekday, found in enumerate(by_day)
    ] if seen else []  # fmt: skip


def claim_words(claim: dict[str, Any], *, is_good: bool) -> Message:
    """What posts share that are noticed, or ignored, more often than the others."""
    posts = wording.posts_with_all(list(claim["traits"].items()))
    values = {"posts": posts, "hits": claim["hits"], "n": claim["n"], "times": round(claim["multiplier"], 1)}
    if is_good:
        return Message(say("Noticed more often: {posts}. {hits} of {n} are in their best quarter; a typical one gets "
                           "{times} times the answers of the others.").template, values)  # fmt: skip
    return Message(say("Ignored more often: {posts}. {hits} of {n} are in their lowest quarter; a typical one gets "
                       "{times} times the answers of the others.").template, values)  # fmt: skip


def _post(post: CompetitorPost) -> dict[str, Any]:
    title = " ".join(post.text.split())
    return {
        "title": title[:LONGEST_TITLE] + ("…" if len(title) > LONGEST_TITLE else "") or _("A post without words"),
        "line": words(say("Answers: {answers}, which is {times} times what is usual there",
                          answers=post.answers or 0, times=round(math.exp(post.score or 0.0), 1))),
        "url": post.url,
        "at": post.at,
    }  # fmt: skip


def _trouble(competitor: Competitor) -> Message:
    return Message(competitor.trouble["template"], competitor.trouble.get("values") or {})


def _name(platform: str) -> str:
    return registry.manifest(platform).name


def _chart(competitor: Competitor, now: datetime) -> Markup:
    """Followers by day, once there are two days to draw."""
    days = list(competitor.days.filter(day__gt=(now - CHART).date(), followers__isnull=False).order_by("day"))
    if len(days) < 2:
        return Markup("")
    line = Series(str(competitor), [row.followers for row in days])
    return line_chart(_("Followers"), [day(row.day) for row in days], [line])
