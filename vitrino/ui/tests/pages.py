"""Small pages on which a browser tries our scripts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils import timezone

from vitrino.ui import gallery

BEHAVIOUR = """{% extends "ui/frame.html" %}{% block title %}Try{% endblock %}{% block main %}
{{ ui.page_head("Try") }}
<div id="region"><h2>Before</h2>
  <form method="post" action="/behaviour/region/" hx-post="/behaviour/region/" hx-target="#region">{{ csrf_input }}
    {{ ui.button("Swap", attrs={"id": "swap"}) }}
    {{ ui.button("Swap badly", name="bad", value="1", attrs={"id": "swap-badly"}) }}
  </form>
</div>
<form class="form" data-draft="try" method="post" action="/behaviour/draft/">{{ csrf_input }}
  {{ ui.draft_offer() }}{{ ui.textarea("text", "Text") }}{{ ui.button("Send", attrs={"id": "send"}) }}
  {{ ui.saved_answers([{"id": 1, "title": "Thanks", "text": "Thank you!"}], "id_text") }}
</form>
<form method="get">{{ ui.search() }}</form>
{% call ui.rows("Two") %}{{ ui.list_row("One", href="#one") }}{{ ui.list_row("Two", href="#two") }}{% endcall %}
<p id="count" data-poll="1" hx-get="/behaviour/region/?count" hx-trigger="poll">no</p>
{{ ui.undo_bar("Gone.", "#undone", csrf_input) }}
{{ ui.dialog_button("Ask", "ask") }}
{{ ui.confirm_dialog("ask", "Sure?", "It goes.", "#", csrf_input, "Go") }}
{% endblock %}"""
REGION = """<h2>After</h2>{{ ui.announce("It is done.") }}{{ ui.oob_toast("Done.", "good") }}"""
BAD = """<h2>After</h2>{{ ui.error_summary(form) }}"""


def render(source: str, request: HttpRequest) -> HttpResponse:
    environment: Any = engines["jinja2"].env  # type: ignore[attr-defined]
    context = {**gallery.context(request, timezone.now()), "alerts": [], "rehearsal": False}
    return HttpResponse(environment.from_string(source).render(context))


def behaviour(request: HttpRequest) -> HttpResponse:
    return render(BEHAVIOUR, request)


def region(request: HttpRequest) -> HttpResponse:
    if "count" in request.GET:
        return HttpResponse("polled")
    return render(BAD if "bad" in request.POST else REGION, request)


def draft(request: HttpRequest) -> HttpResponse:
    return render(
        '{% extends "ui/plain.html" %}{% block title %}Sent{% endblock %}{% block main %}<h1>Sent</h1>{% endblock %}',
        request,
    )
