"""For everybody: the rules of a contest, its proof, and one's own line in it. No account, no script."""

from __future__ import annotations

import json
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from vitrino.contests import pages, proving, queries
from vitrino.contests.models import Contest, Entry
from vitrino.domain.slots import zone
from vitrino.engine.actions import take_allowance
from vitrino.workspace.access import open_to

# Somebody who looks for themselves needs a few tries; a program that tries names gets no further. In 10 minutes.
SEARCHES = 20


@open_to("everyone")
@require_GET
def proof(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was promised and what became of it, in the contest's language."""
    contest = _published(public_id)
    asked = request.GET.get("account", "").strip()[:200]
    with translation.override(contest.language), timezone.override(zone(contest.time_zone)):
        found = _own_lines(request, contest, asked, timezone.now()) if asked else None
        context = pages.proof(contest) | {"asked": asked, "found": found, "states": pages.STATES}
        response = render(request, "contests/proof.html", context)
    response["Cache-Control"] = "private, no-store" if asked else "public, max-age=60"
    return response


@open_to("everyone")
@require_GET
def proof_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The proof as a file, for `vitrino contest verify`."""
    contest = _published(public_id)
    told = json.dumps(proving.proof_of(contest).json, ensure_ascii=False, indent=1)
    response = HttpResponse(told, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="contest-{contest.public_id}.json"'
    response["Cache-Control"] = "public, max-age=60"
    return response


def _published(public_id: str) -> Contest:
    found = queries.published(public_id)
    if found is None:
        raise Http404
    return found


def _own_lines(request: HttpRequest, contest: Contest, asked: str, now: datetime) -> list[Entry] | None:
    """Lines of public comments by this account; None when somebody asks too often. With an entry by hand nobody can be
    found out: that they took part was never public."""
    who = request.META.get("REMOTE_ADDR", "")
    if take_allowance(f"contests.own-line:{who}", calls=SEARCHES, window_s=600, now=now) is not None:
        return None
    mine = queries.entries_of(contest).filter(
        source=Entry.Source.COMMENT, handle__iexact=asked.lstrip("@"), number__gt=0
    )
    return list(mine[:20])
