"""What the checkup can put right itself, at one press."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from vitrino.balance import using as balance
from vitrino.channels import actions as channels
from vitrino.channels import queries as site
from vitrino.checkup import actions, stored
from vitrino.checkup.models import Notice
from vitrino.checkup.rule import Action
from vitrino.conduct import hiding
from vitrino.conduct import queries as conduct
from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.listening import actions as listening
from vitrino.plan import actions as plan
from vitrino.plan import queries as planned
from vitrino.strategy import actions as strategy
from vitrino.strategy import queries as strategies
from vitrino.workspace.models import Person, Workspace

Work = Callable[[Workspace, Mapping[str, int | str], Person, datetime], None]


def apply(*, notice: Notice, action: str, by: Person, now: datetime) -> None:
    """Do it and look again. Raises Problem when this notice offers nothing of that name."""
    way = next((one for one in stored.ways_of(notice) if one.action and one.action == action), None)
    if way is None or way.action is None:
        raise Problem(say("This notice has changed meanwhile. Please look again."))
    ACTIONS[way.action](notice.workspace, way.arguments, by, now)
    actions.look_again(workspace=notice.workspace, groups=[notice.rule.partition(".")[0]], now=now)


def _let_go(workspace: Workspace, arguments: Mapping[str, int | str], by: Person, now: datetime) -> None:
    """The link may have gone by itself with a new look at the website; then there is nothing left to do."""
    link = site.site_links(workspace).filter(pk=arguments["pk"]).first()
    if link is not None:
        channels.let_go(link=link, by=by, now=now)


def _watch_names(workspace: Workspace, arguments: Mapping[str, int | str], by: Person, now: datetime) -> None:
    listening.grow_watches(workspace=workspace, now=now)


def _accept_suggestion(workspace: Workspace, arguments: Mapping[str, int | str], by: Person, now: datetime) -> None:
    """Somebody may have decided meanwhile; then there is nothing left to do."""
    waiting = planned.open_suggestions(workspace).filter(pk=arguments["pk"]).first()
    if waiting is not None:
        plan.accept_suggestion(suggestion=waiting, by=by, now=now)


def _strategy_holds(workspace: Workspace, arguments: Mapping[str, int | str], by: Person, now: datetime) -> None:
    in_force = strategies.strategy_in_force(workspace)
    if in_force is not None:
        strategy.confirm(strategy=in_force, by=by, now=now)


def _ask_to_read(workspace: Workspace, arguments: Mapping[str, int | str], by: Person, now: datetime) -> None:
    strategy.ask_to_read(workspace=workspace, by=by, now=now)


def _balance_week(workspace: Workspace, arguments: Mapping[str, int | str], by: Person, now: datetime) -> None:
    """Drafts for the next free times of the channel; nothing is planned by itself."""
    balance.balance_week(workspace=workspace, by=by, now=now, only=int(arguments["channel"]))


def _read_website(workspace: Workspace, arguments: Mapping[str, int | str], by: Person, now: datetime) -> None:
    """In the background; what was noticed leaves with the next look after it."""
    channels.ask_for_scan(workspace=workspace, by=by, now=now)


def _show_again(workspace: Workspace, arguments: Mapping[str, int | str], by: Person, now: datetime) -> None:
    """Somebody may have shown it meanwhile; then there is nothing left to do."""
    hidden = conduct.hidings(workspace).filter(pk=arguments["pk"], ended_at=None).first()
    if hidden is not None:
        hiding.show_again(hiding=hidden, by=by, now=now)


ACTIONS: dict[Action, Work] = {
    "let-go": _let_go, "watch-names": _watch_names, "accept-suggestion": _accept_suggestion,
    "strategy-holds": _strategy_holds, "ask-to-read": _ask_to_read,
    "balance-week": _balance_week, "read-website": _read_website, "show-again": _show_again,
}  # fmt: skip
