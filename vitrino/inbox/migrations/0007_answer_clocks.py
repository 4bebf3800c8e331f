"""Answer clocks run over rows: who asks, what was put off, by which rules; and what triage learns."""

from datetime import timedelta
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F

# What was older when it came asked for nothing, as `inbox.intake` says.
STILL_NEWS = timedelta(days=14)


def say_who_asks(apps: Any, _editor: Any) -> None:
    messages = apps.get_model("inbox", "Message").objects
    theirs = messages.filter(direction="in", arrival__received_at__lt=F("arrival__at") + STILL_NEWS)
    messages.filter(pk__in=theirs.values("pk")).update(asks=True)


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0006_second_eyes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("conversation", "judged", models.JSONField(default=list)),
        migrations.AddField("conversation", "clock_event_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("message", "asks", models.BooleanField(default=False)),
        migrations.AddField("message", "waited_since", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("message", "taken_back_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "miss", "recorded_at", models.DateTimeField(default=django.utils.timezone.now), preserve_default=False
        ),
        migrations.AddIndex(
            "conversation",
            models.Index(
                condition=models.Q(("clock_event_at__isnull", False)),
                fields=["clock_event_at"],
                name="conversation_by_clock",
            ),
        ),
        migrations.CreateModel(
            name="AnswerRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("policies", models.JSONField(default=list)),
                ("hours", models.JSONField(default=dict)),
                ("time_zone", models.CharField(max_length=60)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="workspace.workspace"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["workspace", "at"], name="answer_rules_by_time")]},
        ),
        migrations.CreateModel(
            name="Learnt",
            fields=[
                (
                    "workspace",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="workspace.workspace",
                    ),
                ),
                ("words", models.JSONField(default=dict)),
                ("corrections", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Snooze",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("woken_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="snoozes", to="inbox.conversation"
                    ),
                ),
            ],
        ),
        migrations.DeleteModel(name="ReplyTarget"),
        migrations.RunPython(say_who_asks, migrations.RunPython.noop, elidable=True),
    ]
