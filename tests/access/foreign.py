"""One object of every kind in another shop, made from the models themselves, so that a new model is in it by itself."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone

from vitrino.workspace.models import Person, Workspace

# One number for every kind of object: whatever a view looks up by it, it is foreign.
PK = 999_001
SKIPPED = {"workspace.Person", "workspace.Workspace"}


def populate(workspace: Workspace) -> int:
    """Make the objects, those others point to first; how many kinds there are."""
    person = Person.objects.create_user("somebody@example.com", None, name="Somebody")
    made: dict[Any, Any] = {Workspace: workspace, Person: person}
    wanted = [model for model in _ours() if model._meta.label not in SKIPPED]
    while wanted:
        ready = [model for model in wanted if all(target in made for target in _targets(model))]
        assert ready, f"These models point in a circle: {wanted}"
        for model in ready:
            made[model] = _make(model, made)
            wanted.remove(model)
    return len(made)


def _ours() -> list[type[models.Model]]:
    labels = {app.rpartition(".")[2] for app in settings.OUR_APPS}
    return [model for model in apps.get_models() if model._meta.app_label in labels]


def _targets(model: type[models.Model]) -> list[Any]:
    return [
        field.related_model
        for field in model._meta.concrete_fields
        if field.is_relation and not field.null and field.related_model is not model
    ]


def _make(model: type[models.Model], made: dict[Any, Any]) -> models.Model:
    pk = model._meta.pk
    assert pk is not None
    for field in model._meta.concrete_fields:
        if field.one_to_one and field is not pk and field.related_model in made:
            model._base_manager.filter(**{field.name: made[field.related_model]}).delete()
    values = {
        field.attname if not field.is_relation else field.name: _value(field, made)
        for field in model._meta.concrete_fields
        if not field.primary_key or field.one_to_one
    }
    if not pk.one_to_one:
        values[pk.attname] = PK
    return model._base_manager.create(**values)


def _value(field: models.Field[Any, Any], made: dict[Any, Any]) -> Any:
    if field.is_relation:
        return made.get(field.related_model)
    if field.choices:
        return field.choices[0][0]
    if field.null:
        return None
    if isinstance(field, models.DateTimeField):
        return timezone.now() + timedelta(days=1)
    if isinstance(field, models.DateField):
        return timezone.now().date()
    if isinstance(field, models.TimeField):
        return time(9)
    if field.has_default():
        return field.get_default()
    return _plain(field)


def _plain(field: models.Field[Any, Any]) -> Any:
    known = {"platform": "bluesky", "state": "published", "time_zone": "Europe/Warsaw", "language": "en",
             "email": "foreign@example.com", "currency": "PLN", "rule": "goals.none", "kind": "exact"}  # fmt: skip
    if field.name in known:
        return known[field.name]
    if isinstance(field, models.BinaryField):
        return b""
    if isinstance(field, (models.IntegerField, models.FloatField)):
        return 1
    if isinstance(field, models.BooleanField):
        return False
    return "foreign"
