"""`migrate`, but a new database is made from the models as they are: the first start takes a tenth of the time.

An older database walks through the migrations as ever. That both ways end in the same tables is tested.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

OURS = "vitrino."


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        # Without any migration (tests that switch them off), or with a place to stop at, there is nothing to shorten.
        if not options["app_label"] and not options["plan"] and not options["check_unapplied"]:
            connection.prepare_database()
            if _is_new(connection) and not (loader := MigrationLoader(connection)).unmigrated_apps & _ours():
                _make(connection, loader)
        super().handle(*args, **options)


def _is_new(connection: BaseDatabaseWrapper) -> bool:
    return not set(connection.introspection.table_names()) - {MigrationRecorder.Migration._meta.db_table}


def _ours() -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name.startswith(OURS) and config.models}


def _make(connection: BaseDatabaseWrapper, loader: MigrationLoader) -> None:
    """All tables, and what our migrations do besides, in one transaction. What only moves old rows is `elidable`."""
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    plan = [key for leaf in loader.graph.leaf_nodes() for key in loader.graph.forwards_plan(leaf)]
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for key in dict.fromkeys(plan):
            if apps.get_app_config(key[0]).name.startswith(OURS):
                _do_besides(loader, key, editor)
            recorder.record_applied(*key)


def _do_besides(loader: MigrationLoader, key: tuple[str, str], editor: BaseDatabaseSchemaEditor) -> None:
    for operation in loader.graph.nodes[key].operations:
        if isinstance(operation, RunPython) and not operation.elidable:
            operation.code(apps, editor)  # type: ignore[arg-type]  # the models as they are know as much
        elif isinstance(operation, RunSQL) and not operation.elidable:
            state = loader.project_state(key)
            operation.database_forwards(key[0], editor, state, state)
