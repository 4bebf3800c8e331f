"""Everything that can go wrong between Vitrino and a platform: a closed list.

Which of these an answer means is decided in the platform's own folder and nowhere else.
"""

from __future__ import annotations

from datetime import datetime

from vitrino.domain.message import Message, say


class ConnectError(Exception):
    """Something went wrong with the platform."""

    def __init__(self, message: Message | None = None) -> None:
        self.message = message or say(self.__class__.__doc__ or "")
        super().__init__(str(self.message))


class Transient(ConnectError):
    """The platform did not answer properly. Nothing was changed there; Vitrino tries again by itself."""

    def __init__(self, message: Message | None = None, retry_at: datetime | None = None) -> None:
        super().__init__(message)
        self.retry_at = retry_at


class NotSent(Transient):
    """The platform can't be reached. Nothing left this machine; Vitrino tries again by itself."""


class RateLimited(Transient):
    """The platform asks us to wait before the next request. Vitrino goes on at the time it named."""

    def __init__(self, until: datetime, message: Message | None = None) -> None:
        super().__init__(message, retry_at=until)
        self.until = until


class AuthLost(ConnectError):
    """The platform no longer accepts the stored sign-in. Connect the channel again."""


class TokenExpired(AuthLost):
    """The short-lived token has run out; a refresh will most likely help."""


class Refused(ConnectError):
    """The platform refused this for good. Change it and try again."""

    def __init__(self, message: Message | None = None, permanent: bool = True) -> None:
        super().__init__(message)
        self.permanent = permanent


class Unsupported(ConnectError):
    """This platform can't do that."""

    def __init__(self, capability: str) -> None:
        super().__init__(say("This platform can't do that ({capability}).", capability=capability))
        self.capability = capability


class OutcomeUnknown(ConnectError):
    """The answer was lost on the way, so it may be there or not. Vitrino looks before it does anything."""


class AddressRefused(ConnectError):
    """This address leads into a private network, so Vitrino does not open it."""
