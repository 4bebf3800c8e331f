"""`vitrino demo`: a sample shop to look around in, for the person who is there or for one made on the spot."""

from __future__ import annotations

import argparse
import secrets
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from vitrino.config import installation
from vitrino.config.environment import read

if TYPE_CHECKING:
    from vitrino.workspace.models import Person

EMAIL = "demo@example.com"
LANGUAGES = ("en", "pl", "eo")


def add(parser: argparse.ArgumentParser) -> None:
    words = "language of an owner made on the spot (default en); whoever is there keeps theirs"
    parser.add_argument("--language", choices=LANGUAGES, default="en", help=words)


def run(args: argparse.Namespace) -> int:
    """Prepare (which sets Django up), find or make the owner, fill the shop. Twice is the same as once."""
    env = read()
    for line in installation.prepare():
        _say(line)
    from django.urls import reverse

    from vitrino.demo.actions import open_sample_shop

    owner = _owner(args.language)
    shop = open_sample_shop(by=owner, now=datetime.now(UTC))
    _say(f"Sample shop: {shop.name}, for {owner.email}.")
    _say(f"It is at {env.base_url}{reverse('today:home', kwargs={'slug': shop.slug})}  (start Vitrino: vitrino serve)")
    return 0


def _owner(language: str) -> Person:
    """Whoever came first, or somebody new whose password is told once."""
    from vitrino.workspace.models import Person

    found = Person.objects.filter(is_active=True).order_by("pk").first()
    if found is not None:
        return found
    password = secrets.token_urlsafe(12)
    made = Person.objects.create_user(EMAIL, password, name="Demo", language=language)
    _say(f"Sign in as {EMAIL} with the password {password}  (shown only this once)")
    return made


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
