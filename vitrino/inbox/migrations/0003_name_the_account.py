"""Conversations made before they named the account that writes."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_the_account(apps: Any, _editor: Any) -> None:
    conversations = apps.get_model("inbox", "Conversation").objects
    # Until now nobody could merge people, so a person has one account.
    accounts = apps.get_model("inbox", "Identity").objects.filter(contact=OuterRef("contact"))
    conversations.filter(identity=None).update(identity=Subquery(accounts.values("pk")[:1]))


class Migration(migrations.Migration):
    dependencies = [("inbox", "0002_accounts_triage_and_presence")]
    operations = [migrations.RunPython(name_the_account, migrations.RunPython.noop, elidable=True)]
