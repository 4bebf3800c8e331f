"""What nobody has searched yet is said by a row of its own; the rows that said what was searched go."""

from typing import Any

from django.db import migrations
from django.db.models import Max
from django.utils import timezone

# As far as the sweep looked back until now.
LOOKED_BACK = 1_000


def keep_what_waits(apps: Any, _editor: Any) -> None:
    heard = apps.get_model("listening", "Hearing").objects
    arrivals = apps.get_model("channels", "Arrival").objects
    Unread = apps.get_model("channels", "Unread")
    last = heard.aggregate(last=Max("arrival_id"))["last"] or 0
    waiting = arrivals.filter(pk__gt=last - LOOKED_BACK).exclude(pk__in=heard.filter(arrival_id__gt=last - LOOKED_BACK)
                                                                 .values("arrival_id"))  # fmt: skip
    now = timezone.now()
    Unread.objects.bulk_create(
        [Unread(arrival_id=pk, reader="listening", due_at=now) for pk in waiting.values_list("pk", flat=True)],
        batch_size=1_000, ignore_conflicts=True,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("listening", "0001_initial"), ("channels", "0005_unread")]
    operations = [migrations.RunPython(keep_what_waits, migrations.RunPython.noop, elidable=True)]
