"""Triggers that keep an incident's log append-only, on SQLite and on PostgreSQL."""

from django.db import migrations

TOLD = "at, kind, text, template, about"
SQLITE = {
    "crisis_entry_no_update": f"CREATE TRIGGER crisis_entry_no_update BEFORE UPDATE OF {TOLD} ON crisis_entry BEGIN "
    "SELECT RAISE(ABORT, 'the log is append-only'); END",
    "crisis_entry_no_delete": "CREATE TRIGGER crisis_entry_no_delete BEFORE DELETE ON crisis_entry BEGIN "
    "SELECT RAISE(ABORT, 'the log is append-only'); END",
}
POSTGRES_FUNCTION = (
    "CREATE FUNCTION refuse_crisis_entry_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$"
)
POSTGRES = {
    "crisis_entry_no_update": f"CREATE TRIGGER crisis_entry_no_update BEFORE UPDATE OF {TOLD} ON crisis_entry "
    "FOR EACH ROW EXECUTE FUNCTION refuse_crisis_entry_change()",
    "crisis_entry_no_delete": "CREATE TRIGGER crisis_entry_no_delete BEFORE DELETE ON crisis_entry "
    "FOR EACH ROW EXECUTE FUNCTION refuse_crisis_entry_change()",
}


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        statements = SQLITE
    else:
        schema_editor.execute(POSTGRES_FUNCTION)
        statements = POSTGRES
    for statement in statements.values():
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
    else:
        for name in POSTGRES:
            schema_editor.execute(f"DROP TRIGGER {name} ON crisis_entry")
        schema_editor.execute("DROP FUNCTION refuse_crisis_entry_change()")


class Migration(migrations.Migration):
    dependencies = [("crisis", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
