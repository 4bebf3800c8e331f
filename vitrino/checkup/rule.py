"""What a rule of the checkup is. Knows no Django, so that rules can be judged without a database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from vitrino.domain.message import Message

if TYPE_CHECKING:
    from vitrino.workspace.models import Workspace

F = TypeVar("F")
Severity = Literal["high", "medium", "low"]
# What the checkup can do itself, without leaving its page; see `vitrino.checkup.remedies`.
Action = Literal[
    "let-go",
    "watch-names",
    "accept-suggestion",
    "strategy-holds",
    "ask-to-read",
    "balance-week",
    "read-website",
    "show-again",
]


@dataclass(frozen=True)
class Way:
    """One way out of what was noticed: a page of the workspace to go to, or an action of the checkup itself.

    page: a URL name. arguments: what goes into its address, or what the action works on.
    """

    label: Message
    page: str = ""
    arguments: Mapping[str, int | str] = field(default_factory=dict)
    action: Action | None = None


@dataclass(frozen=True)
class Evidence:
    """One line of proof. page: where it can be seen, a URL name with its arguments; "" for nowhere."""

    message: Message
    page: str = ""
    arguments: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Noticed:
    """What a rule noticed. ways: the remedy first, then what else can be done.

    key: what makes it the same notice next time ("channel:7"). about: what somebody who dismisses the
    notice has seen; when it changes, the notice speaks again.
    """

    message: Message
    evidence: tuple[Evidence, ...]
    ways: tuple[Way, ...]
    key: str = ""
    about: str = ""
    severity: Severity | None = None


@dataclass(frozen=True)
class Rule(Generic[F]):
    """One detector. load: facts from the other apps' queries; judge: what follows from them, pure.

    mistake: its number in MISSION.md. notices: what the rule looks for, one sentence for the reference. severity: of
    what it notices, unless the judgement says otherwise.
    """

    id: str
    mistake: str
    severity: Severity
    notices: Message
    load: Callable[[Workspace, datetime], F]
    judge: Callable[[F], list[Noticed]]

    def check(self, workspace: Workspace, now: datetime) -> list[Noticed]:
        """Load and judge."""
        return self.judge(self.load(workspace, now))


AnyRule = Rule[Any]
