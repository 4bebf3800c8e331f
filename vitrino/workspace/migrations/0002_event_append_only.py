"""Triggers that keep the log append-only, on SQLite and on PostgreSQL."""

from django.db import migrations

SQLITE = {
    "event_no_update": "CREATE TRIGGER event_no_update BEFORE UPDATE ON workspace_event BEGIN "
    "SELECT RAISE(ABORT, 'the log is append-only'); END",
    "event_no_delete": "CREATE TRIGGER event_no_delete BEFORE DELETE ON workspace_event BEGIN "
    "SELECT RAISE(ABORT, 'the log is append-only'); END",
}
POSTGRES_FUNCTION = (
    "CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$"
)
POSTGRES_TRIGGER = (
    "CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON workspace_event "
    "FOR EACH ROW EXECUTE FUNCTION refuse_event_change()"
)


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE.values():
            schema_editor.execute(statement)
    else:
        schema_editor.execute(POSTGRES_FUNCTION)
        schema_editor.execute(POSTGRES_TRIGGER)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
    else:
        schema_editor.execute("DROP TRIGGER event_append_only ON workspace_event")
        schema_editor.execute("DROP FUNCTION refuse_event_change()")


class Migration(migrations.Migration):
    dependencies = [("workspace", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
