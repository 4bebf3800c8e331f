"""Who may make an account: the first person with the link from the console, and whoever holds an invitation."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from vitrino.workspace import start

INVITED_KEY = "invitation_id"


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Vitrino's say in django-allauth's decisions."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        if settings.VITRINO_SIGN_UP == "open" or INVITED_KEY in request.session:
            return True
        return start.SESSION_KEY in request.session and bool(start.token())
