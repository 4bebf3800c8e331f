"""Making a contest, publishing it, new wordings of its rules, calling it off."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from vitrino.channels import vault
from vitrino.connect.secret import Secret
from vitrino.contests import telling, wording
from vitrino.contests.models import Contest, ContestPost, Rules
from vitrino.domain import contests as rules
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.workspace.actions import record
from vitrino.workspace.models import Person, Workspace

if TYPE_CHECKING:
    from vitrino.channels.queries import Channel
    from vitrino.posts.models import Post

SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=366)
LONGEST_RULES = 40_000
State = Contest.State


@transaction.atomic
def make(*, workspace: Workspace, values: Mapping[str, Any], channels: Sequence[Channel], by: Person,
         now: datetime) -> Contest:  # fmt: skip
    """A draft. values: what the form asks for. Raises Problem for times that can't be."""
    made = Contest(workspace=workspace, public_id=secrets.token_hex(8), language=workspace.language,
                   time_zone=workspace.time_zone, by=by, created_at=now, **values)  # fmt: skip
    _check_times(made)
    made.save()
    made.channels.set(channels)
    record("contest.made", workspace=workspace, by=by, now=now, about=made)
    return made


@transaction.atomic
def change(*, contest: Contest, values: Mapping[str, Any], channels: Sequence[Channel], by: Person,
           now: datetime) -> Contest:  # fmt: skip
    """Other values for a draft. Raises Problem once it is published: then only the wording of the rules may change."""
    found = locked(contest, State.DRAFT)
    for name, value in values.items():
        setattr(found, name, value)
    _check_times(found)
    found.save()
    found.channels.set(channels)
    record("contest.changed", workspace=found.workspace_id, by=by, now=now, about=found)
    return found


@transaction.atomic
def announce(*, contest: Contest, by: Person, now: datetime) -> Contest:
    """Fix everything the draw rests on, publish the contest's page, and write the first post as a draft.

    Nothing goes out on a platform. Raises Problem when there is no time left, or no channel.
    """
    found = locked(contest, State.DRAFT)
    found.opens_at = max(found.opens_at, now).replace(microsecond=0)
    _check_times(found)
    if found.closes_at <= now + SHORTEST:
        raise Problem(say("Entries would close within the hour. Choose later times."), "closes_at")
    if not found.channels.exists():
        raise Problem(say("Choose at least one channel on which people can take part."), "channels")
    seed = secrets.token_hex(32)
    found.sealed = vault.seal({"seed": Secret(seed)}, _place(found))
    found.chance_name = _chance_name(found)
    text = wording.rules_of(found)
    found.announcement = _announcement(found, text, seed).text
    found.state, found.announced_at = State.RUNNING, now
    found.save()
    _keep_rules(found, text, "", by, now)
    telling.invite(found, by=by, now=now)
    record("contest.announced", workspace=found.workspace_id, by=by, now=now, about=found)
    return found


@transaction.atomic
def reword(*, contest: Contest, text: str, reason: str, by: Person, now: datetime) -> Contest:
    """Another wording of the rules. Of a published contest it becomes a version beside the others, with its reason."""
    text = "\n".join(line.rstrip() for line in text.strip().splitlines())[:LONGEST_RULES]
    found = locked(contest, State.DRAFT, State.RUNNING, State.CLOSED, State.DRAWN)
    if found.state == State.DRAFT:
        found.rules_text = text
        found.save(update_fields=["rules_text"])
        return found
    newest = found.rules.order_by("-number").first()
    if not text or (newest is not None and newest.text == text + "\n"):
        raise Problem(say("This is the text that is published already."), "text")
    if not reason.strip():
        raise Problem(say("Say why the rules change; everybody can read it beside the new text."), "reason")
    _keep_rules(found, text + "\n", reason.strip()[:300], by, now)
    record("contest.reworded", workspace=found.workspace_id, by=by, now=now, about=found)
    return found


@transaction.atomic
def call_off(*, contest: Contest, reason: str, by: Person, now: datetime) -> Contest:
    """End it without a draw; the reason stands on its page. A draft just goes."""
    found = locked(contest, State.DRAFT, State.RUNNING, State.CLOSED)
    if found.state != State.DRAFT and not reason.strip():
        raise Problem(say("Say why; everybody who took part can read it on the contest's page."), "reason")
    found.state, found.called_off_at, found.called_off_why = State.CALLED_OFF, now, reason.strip()[:300]
    found.save(update_fields=["state", "called_off_at", "called_off_why"])
    record("contest.called-off", workspace=found.workspace_id, by=by, now=now, about=found)
    return found


@transaction.atomic
def join_post(*, contest: Contest, post: Post, by: Person, now: datetime) -> ContestPost:
    """Answers below this post are entries too. Raises Problem once the list is closed."""
    found = locked(contest, State.RUNNING)
    made, _is_new = ContestPost.objects.get_or_create(contest=found, post=post)
    record("contest.post-joined", workspace=found.workspace_id, by=by, now=now, about=found, post=post.pk)
    return made


def locked(contest: Contest, *states: str) -> Contest:
    """The row, held until the transaction ends. Raises Problem when it has moved on."""
    found = Contest.objects.select_for_update().select_related("workspace").get(pk=contest.pk)
    if found.state not in states:
        raise Problem(say("The contest has moved on meanwhile. Please look again."))
    return found


def seed_of(contest: Contest) -> str:
    """The sealed seed. Raises Problem when its key is gone."""
    try:
        return vault.unseal(bytes(contest.sealed), _place(contest))["seed"].reveal()
    except vault.Unreadable:
        raise Problem(say("The sealed seed can't be opened: the key is missing. The contest can only be called off.")
                      ) from None  # fmt: skip


def _place(contest: Contest) -> vault.Place:
    return vault.Place("contest", contest.workspace_id, contest.pk)


def _announcement(contest: Contest, text: str, seed: str) -> rules.Announcement:
    return rules.Announcement(
        contest.public_id, rules.hash_of(text), contest.opens_at, contest.closes_at, contest.winners, contest.reserves,
        contest.limit, rules.Beacon(kind_of(contest), contest.chance_name), rules.hash_of(seed),
    )  # fmt: skip


def kind_of(contest: Contest) -> rules.Kind:
    """Where public chance comes from."""
    return next(kind for kind in rules.KINDS if kind == contest.chance)


def _chance_name(contest: Contest) -> str:
    """Of the drand network the round is known beforehand; all others are named by the owner."""
    if contest.chance == Contest.Chance.DRAND:
        return str(rules.round_at(contest.draw_at))
    if contest.chance == Contest.Chance.NONE:
        return ""
    name = " ".join(contest.chance_name.split())
    try:
        rules.beacon(rules.Beacon(kind_of(contest), name).line)
    except ValueError:
        raise Problem(say("Name the public number so that everybody finds it: the height of a block, or which lottery"
                          " on which day."), "chance_name") from None  # fmt: skip
    return name


def _keep_rules(contest: Contest, text: str, reason: str, by: Person, now: datetime) -> Rules:
    number = contest.rules.count() + 1
    return Rules.objects.create(contest=contest, number=number, text=text, text_hash=rules.hash_of(text),
                                reason=reason, by=by, at=now)  # fmt: skip


def _check_times(contest: Contest) -> None:
    if contest.closes_at - contest.opens_at < SHORTEST:
        raise Problem(say("Entries must be open for an hour at least."), "closes_at")
    if contest.closes_at - contest.opens_at > LONGEST:
        raise Problem(say("Entries can be open for a year at most."), "closes_at")
    if contest.draw_at < contest.closes_at + SHORTEST:
        raise Problem(say("Leave an hour at least between the end and the draw: you look through the entries then."),
                      "draw_at")  # fmt: skip
