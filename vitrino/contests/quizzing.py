"""Quizzes and polls: a poll where the platform has them, a post with numbered answers elsewhere, and the solution."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from vitrino.channels import queries as channels
from vitrino.connect.polls import rule_of
from vitrino.contests.models import Quiz
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.domain.slots import zone
from vitrino.domain.text import count
from vitrino.posts import actions as posts
from vitrino.posts import queries as found
from vitrino.publishing import actions as publishing
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.posts.models import Post

LEAST_OPTIONS, MOST_OPTIONS = 2, 4
LETTERS = "ABCD"
OPEN_FOR = timedelta(days=1)


@transaction.atomic
def make_quiz(*, workspace: Workspace, question: str, options: Sequence[str], right: int | None, explanation: str,
              on: Sequence[Channel], by: Person, now: datetime, open_for: timedelta = OPEN_FOR) -> Quiz:  # fmt: skip
    """Drafts of the question and, for a quiz, of its solution; nothing goes out.

    Raises Problem for what can't be asked.
    """
    question, asked = " ".join(question.split())[:280], _options(options)
    if not question:
        raise Problem(say("What is the question?"), "question")
    if right is not None and not 0 <= right < len(asked):
        raise Problem(say("Say which of the answers is right."), "right")
    made = Quiz(workspace=workspace, question=question, options=asked, right=right, explanation=explanation.strip(),
                language=workspace.language, solve_at=now + open_for if right is not None else None, by=by,
                created_at=now)  # fmt: skip
    with translation.override(made.language):
        made.post = _ask(made, on, open_for, by, now)
        made.solution = _solve(made, on, by, now) if right is not None else None
    made.save()
    record("quiz.made", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def plan_solution(*, quiz: Quiz, by: Person, now: datetime) -> int:
    """Plan the solution for its time on every channel, as somebody asked for it; on how many that is.

    Raises Problem without a solution, and for what can't be planned.
    """
    if quiz.solution is None or quiz.solve_at is None:
        raise Problem(say("There is no solution to plan."))
    here = zone(quiz.workspace.time_zone)
    at = max(quiz.solve_at, now).replace(second=0, microsecond=0)
    planned = [
        publishing.schedule(variant=variant, publish_at=at, wall_time=at.astimezone(here).replace(tzinfo=None),
                            time_zone=quiz.workspace.time_zone, by=by, now=now)
        for variant in found.variants_of(quiz.solution)
    ]  # fmt: skip
    return len(planned)


def _options(options: Sequence[str]) -> list[str]:
    asked = [" ".join(one.split())[:100] for one in options if one.strip()]
    if not LEAST_OPTIONS <= len(asked) <= MOST_OPTIONS:
        raise Problem(say("Two to four answers, please."), "options")
    if len({one.casefold() for one in asked}) < len(asked):
        raise Problem(say("Two of the answers are the same."), "options")
    return asked


def _ask(quiz: Quiz, on: Sequence[Channel], open_for: timedelta, by: Person, now: datetime) -> Post:
    """Where there are polls the question stands alone above the poll; elsewhere its answers are lettered below it."""
    lettered = "\n".join(f"{letter}) {option}" for letter, option in zip(LETTERS, quiz.options, strict=False))
    told = _("%(question)s\n\n%(options)s\n\nWrite your letter below.") % {
        "question": quiz.question,
        "options": lettered,
    }
    polled = {one.pk for one in on if can_poll(one, quiz.options)}
    poll = {"options": quiz.options, "duration_s": int(open_for.total_seconds()), "multiple": False} if polled else {}
    return _draft(quiz, told, {one.pk: quiz.question if one.pk in polled else None for one in on}, poll, by, now)


def _solve(quiz: Quiz, on: Sequence[Channel], by: Person, now: datetime) -> Post:
    assert quiz.right is not None, "only a quiz has a solution"
    told = _("%(question)s\n\nThe answer: %(right)s. %(explanation)s") % {
        "question": quiz.question, "right": quiz.options[quiz.right], "explanation": quiz.explanation,
    }  # fmt: skip
    return _draft(quiz, told.strip(), dict.fromkeys((one.pk for one in on), None), {}, by, now)


def can_poll(channel: Channel, options: Sequence[str]) -> bool:
    """Has the platform polls, and do these answers fit into one?"""
    manifest = channels.manifest_of(channel)
    if manifest.poll is None or not manifest.can("publish.poll"):
        return False
    rule = rule_of(manifest.poll.value, channel.limits)
    is_many = rule.least_options <= len(options) <= rule.most_options
    return is_many and all(count(option, rule.option).fits for option in options)


def _draft(quiz: Quiz, text: str, texts: dict[int, str | None], poll: dict[str, object], by: Person,
           now: datetime) -> Post:  # fmt: skip
    post = posts.create_post(workspace=quiz.workspace, by=by, now=now, idea=text)
    draft = posts.Draft(idea=text, language=quiz.language, texts=texts, poll=poll)
    return posts.save_post(post=post, version=post.version, draft=draft, by=by, now=now)
