"""Shops that never chose had their links left as they are; from now on tagging is usual, and for them nothing changes."""

from typing import Any

from django.db import migrations


def keep_plain(apps: Any, editor: Any) -> None:
    settings = apps.get_model("links", "LinkSettings")
    chosen = settings.objects.values("workspace_id")
    for workspace in apps.get_model("workspace", "Workspace").objects.exclude(pk__in=chosen):
        settings.objects.create(workspace=workspace, use="plain")


class Migration(migrations.Migration):
    dependencies = [("links", "0002_links_of_posts"), ("workspace", "0003_forgotten")]

    operations = [migrations.RunPython(keep_plain, migrations.RunPython.noop)]
