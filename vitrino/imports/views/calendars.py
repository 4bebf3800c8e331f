"""The plan in one's own calendar program."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_http_methods

from vitrino.imports import actions, queries
from vitrino.imports.calendar import Entry, calendar
from vitrino.publishing import pages
from vitrino.publishing.queries import Publication
from vitrino.ui.words import words
from vitrino.workspace.access import WorkspaceRequest, open_to, page


@page("see", place="plan")
@require_http_methods(["GET", "POST"])
def calendars(request: WorkspaceRequest) -> HttpResponse:
    """One's own address: made, shown once, taken back."""
    address, now = "", timezone.now()
    if request.method == "POST" and request.POST.get("take_back"):
        actions.take_back_calendar(workspace=request.workspace, person=request.user, now=now)
        return redirect("imports:calendars", slug=request.workspace.slug)
    if request.method == "POST":
        token = actions.give_calendar(workspace=request.workspace, person=request.user, now=now)
        address = settings.BASE_URL + reverse("imports:calendar", kwargs={"token": token})
    link = queries.calendar_links(request.workspace, request.user).first()
    return render(request, "imports/calendars.html", {"address": address, "link": link})


@open_to("everyone")
@require_GET
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar, for a program that has the address; in its person's language."""
    link, now = queries.calendar_for(token), timezone.now()
    if link is None:
        raise Http404
    actions.note_calendar_read(link=link, now=now)
    with translation.override(link.person.language):
        entries = [_entry(row, link.workspace.slug) for row in queries.entries_of(link.workspace, now)]
        text = calendar(link.workspace.name, entries, domain=request.get_host().partition(":")[0])
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _entry(row: Publication, slug: str) -> Entry:
    shown = pages.row_of(row)
    url = reverse("publishing:publication", kwargs={"slug": slug, "pk": row.pk})
    title = f"{row.channel}: {shown.title}"
    return Entry(
        key=f"publication-{row.pk}", at=row.published_at or row.publish_at, changed_at=row.state_at, title=title,
        text=f"{words(shown.sign.text)}\n\n{row.content.get('text', '')}", url=settings.BASE_URL + url,
        is_out=row.published_at is not None,
    )  # fmt: skip
