"""Two addresses for watchers: is the process alive, and would a post planned for now go out now?"""

from __future__ import annotations

from datetime import timedelta

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from vitrino.engine import queries as engine
from vitrino.publishing import queries as publishing
from vitrino.workspace.access import open_to

TOO_LATE = timedelta(minutes=5)


@open_to("everyone")
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"alive": True})


@open_to("everyone")
def ready(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, the scheduler ticks and nothing stands still; else 503 with the reasons."""
    try:
        reasons = _reasons()
    except DatabaseError:
        reasons = ["database"]
    return JsonResponse({"ready": not reasons, "failing": reasons}, status=503 if reasons else 200)


def _reasons() -> list[str]:
    now = timezone.now()
    checks = {
        "scheduler": engine.is_scheduler_stale(now),
        "outbox": engine.oldest_task_age(now) > TOO_LATE,
        "publications": publishing.aging(now).filter(state="ready", due_at__lt=now - TOO_LATE).exists(),
    }
    return [name for name, is_failing in checks.items() if is_failing]
