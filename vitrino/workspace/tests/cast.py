"""The cast of every test: Anna owns the bakery, Bruno answers there, Celina belongs to another shop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.test import Client

from vitrino.workspace.models import Brand, BrandName, Membership, Person, Workspace

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PASSWORD = "long enough to be safe"


@dataclass(frozen=True)
class Cast:
    """Two shops and their people. `client(person)` is signed in."""

    bakery: Workspace
    florist: Workspace
    anna: Person
    bruno: Person
    celina: Person

    def client(self, person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client


def person(name: str) -> Person:
    return Person.objects.create_user(f"{name.lower()}@example.com", None, name=name)


def workspace(name: str, slug: str, **fields: object) -> Workspace:
    made = Workspace.objects.create(
        name=name, slug=slug, created_at=NOW, onboarding_step=0, website=f"https://{slug}.example", **fields
    )
    Brand.objects.create(workspace=made)
    BrandName.objects.create(workspace=made, text=name, is_primary=True, created_at=NOW)
    return made


def join(person: Person, workspace: Workspace, role: str) -> Membership:
    return Membership.objects.create(workspace=workspace, person=person, role=role, since=NOW)


def assemble() -> Cast:
    """Make the cast."""
    cast = Cast(
        workspace("Piekarnia Zorza", "zorza", hours={str(day): [["08:00", "18:00"]] for day in range(6)}),
        workspace("Kwiaciarnia Fiołek", "fiolek"),
        person("Anna"),
        person("Bruno"),
        person("Celina"),
    )
    join(cast.anna, cast.bakery, "owner")
    join(cast.bruno, cast.bakery, "responder")
    join(cast.celina, cast.florist, "owner")
    return cast
