"""What is in no conversation yet is said by a row of its own."""

from typing import Any

from django.db import migrations
from django.db.models import Max
from django.utils import timezone

# As far as the sweep looked back until now.
LOOKED_BACK = 1_000
KINDS = ("comment", "message", "mention", "review")


def keep_what_waits(apps: Any, _editor: Any) -> None:
    messages = apps.get_model("inbox", "Message").objects
    arrivals = apps.get_model("channels", "Arrival").objects.filter(kind__in=KINDS)
    Unread = apps.get_model("channels", "Unread")
    last = messages.aggregate(last=Max("arrival_id"))["last"] or 0
    taken = messages.filter(arrival_id__gt=last - LOOKED_BACK).values("arrival_id")
    waiting = arrivals.filter(pk__gt=last - LOOKED_BACK).exclude(pk__in=taken)
    now = timezone.now()
    Unread.objects.bulk_create(
        [Unread(arrival_id=pk, reader="inbox", due_at=now) for pk in waiting.values_list("pk", flat=True)],
        batch_size=1_000, ignore_conflicts=True,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("inbox", "0004_what_is_known_of_people"), ("channels", "0005_unread")]
    operations = [migrations.RunPython(keep_what_waits, migrations.RunPython.noop, elidable=True)]
