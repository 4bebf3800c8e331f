"""What went wrong, in words for the person: what happened, what it means, what to do."""

from __future__ import annotations

from vitrino.domain.message import Message, say


class Problem(Exception):
    """An action was refused for a reason the person can understand.

    `field` names the form field the problem belongs to, or "" for the whole form.
    """

    def __init__(self, message: Message | str, field: str = "") -> None:
        self.message = message if isinstance(message, Message) else say(message)
        self.field = field
        super().__init__(str(self.message))
