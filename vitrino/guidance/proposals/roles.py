"""Who does what already, by the roles people have here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from vitrino.domain.message import Message, say
from vitrino.guidance.proposals.proposal import Proposal
from vitrino.workspace import queries as workspaces
from vitrino.workspace.access import Permission, may
from vitrino.workspace.models import Workspace

_DUTIES: tuple[tuple[Permission, Message], ...] = (
    ("compose", say("Posts are written by {names}.")),
    ("answer", say("People are answered by {names}.")),
    ("manage", say("The plan and hot moments are decided by {names}.")),
)


def find(workspace: Workspace, now: datetime) -> list[Proposal]:
    return list(_duties(workspace))


def _duties(workspace: Workspace) -> Iterator[Proposal]:
    members = list(workspaces.members(workspace))
    for permission, sentence in _DUTIES:
        names = [one.person.get_full_name() for one in members if may(one, permission)]
        if names:
            yield Proposal(f"role-{permission}", "roles", Message(sentence.template, {"names": ", ".join(names)}),
                           say("What they may do in this shop."), "workspace:people")  # fmt: skip
