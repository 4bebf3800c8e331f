"""What a contest says on its channels: drafts of posts, which nobody but the owner sends, and words for winners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from vitrino.channels import queries as channels
from vitrino.contests import wording
from vitrino.contests.models import Award, Contest, ContestPost
from vitrino.domain import contests as rules
from vitrino.domain.text import count
from vitrino.posts import actions as posts
from vitrino.workspace.models import Person

Role = ContestPost.Role


def invite(contest: Contest, *, by: Person, now: datetime) -> ContestPost:
    """The first post, as a draft: the prize, how, until when, and where the rules and the proof stand."""
    with translation.override(contest.language):
        values = {
            "title": contest.title, "prize": contest.prize.strip(), "how": contest.how.strip(),
            "until": wording.moment(contest, contest.closes_at), "page": wording.address_of(contest),
            "code": wording.code(rules.hash_of(contest.announcement)),
        }  # fmt: skip
        long = _("%(title)s\n\nTo be won: %(prize)s\n\n%(how)s\n\nUntil %(until)s. Rules, and a draw that you can"
                 " check: %(page)s\nCheck number: %(code)s") % values  # fmt: skip
        short = _("%(title)s\n\n%(how)s\n\nRules and draw: %(page)s\nCheck number: %(code)s") % values
        brief = _("%(title)s\n\nRules and draw: %(page)s\nCheck number: %(code)s") % values
    return _draft(contest, Role.INVITATION, (long, short, brief), by, now)


def tell_list(contest: Contest, entries: int, *, by: Person, now: datetime) -> ContestPost:
    """The list is closed: its hash, before anybody can know who wins."""
    with translation.override(contest.language):
        values = {
            "title": contest.title, "n": entries, "page": wording.address_of(contest),
            "code": wording.code(contest.list_hash), "when": wording.moment(contest, contest.draw_at),
        }  # fmt: skip
        text = _("%(title)s: thank you for %(n)s entries! The draw is on %(when)s. The list is closed: %(page)s\nCheck"
                 " number of the list: %(code)s") % values  # fmt: skip
        short = _("%(title)s: the list is closed. %(page)s\nCheck number of the list: %(code)s") % values
    return _draft(contest, Role.LIST, (text, short), by, now)


def tell_winners(contest: Contest, *, by: Person, now: datetime) -> ContestPost:
    """Who won: names only of those who agreed, and where everybody can check it."""
    with translation.override(contest.language):
        named = [award.entry.handle or award.entry.author for award in holding(contest) if award.is_named]
        values = {"title": contest.title, "names": ", ".join(one for one in named if one),
                  "page": wording.address_of(contest)}  # fmt: skip
        text = (
            _("%(title)s: congratulations to %(names)s! Anybody can check the draw: %(page)s") % values
            if values["names"]
            else _("%(title)s: the draw is done, and we have written to whoever won. Anybody can check it: %(page)s")
            % values
        )
    return _draft(contest, Role.WINNERS, (text,), by, now)


def message_to(award: Award) -> str:
    """What the winner is told; to be sent by a person."""
    contest = award.contest
    with translation.override(contest.language):
        until = wording.moment(contest, award.answer_by) if award.answer_by else ""
        return _("Hello %(name)s! Good news: you have won in our contest “%(title)s”. The prize: %(prize)s\nPlease"
                 " answer here until %(until)s and tell us how it reaches you. May we name you when we announce the"
                 " winners? The draw, for you to check: %(page)s") % {
            "name": award.entry.author or award.entry.handle, "title": contest.title, "prize": contest.prize.strip(),
            "until": until, "page": wording.address_of(contest),
        }  # fmt: skip


def holding(contest: Contest) -> list[Award]:
    """Who holds a prize now, in the order of the draw: reserves move up for those who were passed over."""
    standing = [award for award in awards_of(contest) if not award.passed]
    return standing[: contest.winners]


def awards_of(contest: Contest) -> list[Award]:
    return list(Award.objects.filter(contest=contest).select_related("contest", "entry__arrival").order_by("place"))


def _draft(contest: Contest, role: str, forms: Sequence[str], by: Person, now: datetime) -> ContestPost:
    """A post on every channel of the contest, each in the longest form that fits there."""
    usable = [one for one in contest.channels.all() if one.state != one.State.DISCONNECTED]
    post = posts.create_post(workspace=contest.workspace, by=by, now=now, idea=forms[0])
    rules_there = {one.pk: channels.manifest_of(one).text.value for one in usable}
    fitting = {pk: next((one for one in forms if count(one, rule).fits), forms[-1]) for pk, rule in rules_there.items()}
    texts = {pk: None if text == forms[0] else text for pk, text in fitting.items()}
    draft = posts.Draft(idea=forms[0], language=contest.language, texts=texts)
    saved = posts.save_post(post=post, version=post.version, draft=draft, by=by, now=now)
    return ContestPost.objects.create(contest=contest, post=saved, role=role)
