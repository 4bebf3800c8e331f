"""A standing belongs to the account that broke the rules, so it follows that account when people are joined."""

import django.db.models.deletion
from django.db import migrations, models


def find_accounts(apps, _editor):
    """The account of the first step's talk."""
    Standing = apps.get_model("conduct", "Standing")
    for standing in Standing.objects.filter(identity=None):
        first = standing.records.exclude(conversation=None).order_by("at", "pk").first()
        if first is not None and first.conversation.identity_id:
            Standing.objects.filter(pk=standing.pk).update(identity=first.conversation.identity_id)


class Migration(migrations.Migration):
    dependencies = [("conduct", "0001_initial"), ("inbox", "0008_forgotten_people")]
    operations = [
        migrations.AddField(
            "standing",
            "identity",
            models.ForeignKey(
                "inbox.identity", null=True, blank=True, on_delete=django.db.models.deletion.CASCADE, related_name="+"
            ),
        ),
        migrations.AlterField(
            "standing",
            "contact",
            models.ForeignKey("inbox.contact", on_delete=django.db.models.deletion.CASCADE, related_name="+"),
        ),
        migrations.RunPython(find_accounts, migrations.RunPython.noop, elidable=True),
    ]
