"""Triggers that keep what a contest has published, on SQLite and on PostgreSQL.

What names a person may still be emptied, because people have the right to be forgotten; nothing else may change.
"""

from django.db import migrations

CONTEST, ENTRY, RULES, AWARD = "contests_contest", "contests_entry", "contests_rules", "contests_award"


def differs(*names):
    return " OR ".join(f'NEW."{name}" <> OLD."{name}"' for name in names)


def filled(*names):
    return " OR ".join(f"(NEW.{name} <> OLD.{name} AND NEW.{name} <> '')" for name in names)


TERMS = ("announcement", "public_id", "opens_at", "closes_at", "draw_at", "winners", "reserves", "limit", "chance",
         "chance_name", "words")  # fmt: skip
# name -> table, when it is looked, what is refused
GUARDS = {
    "contest_keeps_announcement": (CONTEST, "UPDATE", f"OLD.announcement <> '' AND ({differs(*TERMS)})"),
    "contest_keeps_list": (CONTEST, "UPDATE", f"OLD.list_hash <> '' AND ({differs('list_hash')})"),
    "contest_keeps_draw": (
        CONTEST, "UPDATE", f"OLD.seed <> '' AND ({differs('seed', 'value', 'signature', 'places')})",
    ),
    "contest_stays": (CONTEST, "DELETE", "OLD.announcement <> ''"),
    "contest_entry_comes_before_list": (
        ENTRY, "INSERT",
        f"EXISTS (SELECT 1 FROM {CONTEST} c WHERE c.id = NEW.contest_id AND c.list_hash <> '')",
    ),
    "contest_entry_keeps": (
        ENTRY, "UPDATE",
        "OLD.number > 0 AND ("
        + differs("number", "contest_id", "platform", "at", "state", "ruling", "person_mark", "text_mark")
        + " OR " + filled("account", "author", "handle", "text", "url", "salt", "note") + ")",
    ),
    "contest_entry_stays": (ENTRY, "DELETE", "OLD.number > 0"),
    "contest_rules_keep": (RULES, "UPDATE", differs("contest_id", "number", "text", "text_hash", "reason", "at")),
    "contest_rules_stay": (RULES, "DELETE", "1 = 1"),
    "contest_award_keeps": (
        AWARD, "UPDATE",
        differs("contest_id", "place", "entry_id") + f" OR (OLD.passed <> '' AND ({differs('passed')}))",
    ),
    "contest_award_stays": (AWARD, "DELETE", "1 = 1"),
}  # fmt: skip
TOLD = "what a contest has published is never changed"
POSTGRES_FUNCTION = (
    "CREATE FUNCTION refuse_contest_change() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{TOLD}'; END $$"
)
POSTGRES_INSERT = (
    "CREATE FUNCTION refuse_late_entry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF EXISTS (SELECT 1 FROM {CONTEST} c WHERE c.id = NEW.contest_id AND c.list_hash <> '') "
    f"THEN RAISE EXCEPTION '{TOLD}'; END IF; RETURN NEW; END $$"
)


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name, (table, event, refused) in GUARDS.items():
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused} "
                f"BEGIN SELECT RAISE(ABORT, '{TOLD}'); END"
            )
        return
    schema_editor.execute(POSTGRES_FUNCTION)
    schema_editor.execute(POSTGRES_INSERT)
    for name, (table, event, refused) in GUARDS.items():
        # PostgreSQL allows no subquery in WHEN, so the one of INSERT is in its function.
        when, function = ("", "refuse_late_entry") if event == "INSERT" else (f"WHEN ({refused})", "refuse_contest_change")
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {function}()"
        )


def remove(apps, schema_editor):
    for name, (table, _event, _refused) in GUARDS.items():
        on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {table}"
        schema_editor.execute(f"DROP TRIGGER {name}{on}")
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute("DROP FUNCTION refuse_contest_change()")
        schema_editor.execute("DROP FUNCTION refuse_late_entry()")


class Migration(migrations.Migration):
    dependencies = [("contests", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
