"""Asking the rules one after the other. One that fails is said to have failed, and keeps no other from being asked."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from vitrino.checkup.rule import AnyRule, Noticed
from vitrino.workspace.models import Workspace

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What one rule said. error: the kind of mistake it met, "" when it could look."""

    rule: AnyRule
    noticed: tuple[Noticed, ...] = ()
    error: str = ""


def ask(workspace: Workspace, rules: Iterable[AnyRule], now: datetime) -> list[Answer]:
    """Every rule once."""
    return [_ask(rule, workspace, now) for rule in rules]


def _ask(rule: AnyRule, workspace: Workspace, now: datetime) -> Answer:
    try:
        with _savepoint():
            return Answer(rule, tuple(rule.check(workspace, now)))
    except Exception as error:  # whatever one rule meets, the others must be heard
        logger.exception("rule %s could not look at workspace %s", rule.id, workspace.pk)
        return Answer(rule, error=type(error).__name__[:80])


def _savepoint() -> AbstractContextManager[Any]:
    """Inside a transaction a broken query would spoil all later ones; outside there is nothing to spoil."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()
