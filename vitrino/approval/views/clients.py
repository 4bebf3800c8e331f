"""For a client without an account: the chosen posts as they will look, a word about each, a comment. Nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vitrino.approval import actions, pages, queries
from vitrino.approval.forms import CommentForm, WordForm
from vitrino.approval.models import ClientLink, Comment
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.engine.actions import take_allowance
from vitrino.posts import queries as posts
from vitrino.ui.words import words
from vitrino.workspace.access import open_to

if TYPE_CHECKING:
    from vitrino.posts.models import Post

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, ClientLink, P], HttpResponseBase]
# Nobody guesses 256 bits; this only keeps a guesser from costing anything. Per address, in 10 minutes.
WRONG_LINKS = 30
# Words and comments through one link, in an hour.
WORDS = 60


def by_link(view: View[P]) -> Callable[..., HttpResponseBase]:
    """A view behind a client's token: 404 for a wrong, old or taken back one. Never cached, never indexed."""

    @wraps(view)
    def inside(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        link = _link(request, token)
        with timezone.override(zone(link.workspace.time_zone)):
            response = view(request, link, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return inside


@open_to("everyone")
@require_GET
@by_link
def client(request: HttpRequest, link: ClientLink) -> HttpResponse:
    """The posts, one below the other, each with its two answers."""
    actions.note_visit(link=link, now=timezone.now())
    return _show(request, link)


@open_to("everyone")
@require_POST
@by_link
def client_word(request: HttpRequest, link: ClientLink, pk: int) -> HttpResponse:
    """Agree, or ask for changes."""
    post, form = _post(link, pk), WordForm(request.POST)
    try:
        _count_words(link)
        if not form.is_valid():
            messages.error(request, _("Please choose one of the two answers."))
        elif form.cleaned_data["verdict"] == "agreed":
            actions.agree(post=post, seen=form.cleaned_data["seen"], by=link, now=timezone.now())
            messages.success(request, _("Thank you. Your agreement was passed on."))
        else:
            actions.refuse(post=post, seen=form.cleaned_data["seen"], reason=form.cleaned_data["reason"], by=link,
                           now=timezone.now())  # fmt: skip
            messages.success(request, _("Thank you. Your wish was passed on; this post waits."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return _back(request, post)


@open_to("everyone")
@require_POST
@by_link
def client_comment(request: HttpRequest, link: ClientLink, pk: int) -> HttpResponse:
    """Say something about a post."""
    post, form = _post(link, pk), CommentForm(request.POST)
    try:
        _count_words(link)
        actions.comment(post=post, text=form.data.get("text", ""), by=link, now=timezone.now())
        messages.success(request, _("Thank you. Your comment was passed on."))
    except Problem as problem:
        messages.error(request, words(problem.message))
    return _back(request, post)


@open_to("everyone")
@require_GET
@by_link
def client_picture(request: HttpRequest, link: ClientLink, pk: int, asset: int) -> HttpResponseBase:
    """A picture of one of the posts, and of no other."""
    found = get_object_or_404(posts.pictures_of(_post(link, pk)), asset_id=asset).asset
    try:
        response = FileResponse(found.file.open("rb"), content_type=found.mime_type)
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _link(request: HttpRequest, token: str) -> ClientLink:
    now = timezone.now()
    found = queries.link_for(token, now)
    if found is None:
        who = request.META.get("REMOTE_ADDR", "")
        if take_allowance(f"approval.wrong-link:{who}", calls=WRONG_LINKS, window_s=600, now=now) is not None:
            raise TooMany
        raise Http404
    return found


class TooMany(Problem):
    """Too many tries."""

    def __init__(self) -> None:
        super().__init__(say("Too many tries. Please wait a while."))


def _count_words(link: ClientLink) -> None:
    if take_allowance(f"approval.words:{link.pk}", calls=WORDS, window_s=3600, now=timezone.now()) is not None:
        raise TooMany


def _post(link: ClientLink, pk: int) -> Post:
    post: Post = get_object_or_404(queries.posts_of_link(link), pk=pk)
    return post


def _back(request: HttpRequest, post: Post) -> HttpResponse:
    """To the page, at the post spoken about; the token stands in the address already."""
    assert request.resolver_match is not None
    token = request.resolver_match.kwargs["token"]
    return redirect(reverse("approval:client", kwargs={"token": token}) + f"#post-{post.pk}")


def _comments(post: Post, link: ClientLink) -> list[Comment]:
    found = list(queries.shared_comments(post, link.client))
    for one in found:
        one.name = queries.name_for_clients(one, link.workspace.name)
    return found


def _show(request: HttpRequest, link: ClientLink) -> HttpResponse:
    assert request.resolver_match is not None
    token = request.resolver_match.kwargs["token"]
    shown = []
    for post in queries.posts_of_link(link):

        def picture_url(asset: int, pk: int = post.pk) -> str:
            return reverse("approval:client-picture", kwargs={"token": token, "pk": pk, "asset": asset})

        page = pages.page_of(post, picture_url, said_by=f"c{link.client_id}")
        shown.append(
            {
                "page": page,
                "word": queries.word_of(post, f"c{link.client_id}", page.seen),
                "comments": _comments(post, link),
                "word_form": WordForm(auto_id=f"post_{post.pk}_%s"),
                "comment_form": CommentForm(auto_id=f"post_{post.pk}_%s"),
            }
        )
    context = {"link": link, "shown": shown, "token": token}
    return render(request, "approval/client.html", context)
