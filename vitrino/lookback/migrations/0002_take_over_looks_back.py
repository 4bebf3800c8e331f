"""What was written in the earlier looks back goes on in the new ones."""

from django.db import migrations


def take_over(apps, schema_editor):
    LookBack = apps.get_model("lookback", "LookBack")
    Decision = apps.get_model("lookback", "Decision")
    for old in apps.get_model("insight", "Retrospective").objects.order_by("at", "pk"):
        made, is_new = LookBack.objects.get_or_create(
            workspace_id=old.workspace_id, every="month", from_on=old.from_on,
            defaults={"to_on": old.to_on, "step": 5, "wanted": old.wanted, "happened": old.happened,
                      "started_at": old.at, "closed_at": old.at, "by_id": old.by_id},
        )
        if not is_new:  # two on one day: nothing of the later one is lost
            made.wanted = "\n".join(filter(None, [made.wanted, old.wanted]))
            made.happened = "\n".join(filter(None, [made.happened, old.happened]))
            made.save(update_fields=["wanted", "happened"])
        for line in filter(None, (one.strip() for one in old.decisions.splitlines())):
            Decision.objects.create(look_back=made, kind="own", text=line[:300], at=old.at)


class Migration(migrations.Migration):
    dependencies = [("lookback", "0001_initial"), ("insight", "0001_initial")]
    operations = [migrations.RunPython(take_over, migrations.RunPython.noop, elidable=True)]
