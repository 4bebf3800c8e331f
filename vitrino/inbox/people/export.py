"""A person's own copy: one archive with everything the shop keeps of them, to read and for machines."""

from __future__ import annotations

import io
import json
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string

from vitrino.inbox.models import Contact
from vitrino.inbox.people.erasure import subject_of
from vitrino.ui.words import words
from vitrino.workspace.actions import record
from vitrino.workspace.keeping import held
from vitrino.workspace.models import Person


@transaction.atomic
def archive(*, contact: Contact, by: Person, now: datetime) -> bytes:
    """A ZIP with `person.html` and `person.json`."""
    holdings = held(subject_of(contact))
    record("contact.exported", workspace=contact.workspace_id, by=by, now=now, about=contact)
    told = {
        "shop": contact.workspace.name,
        "made_at": now,
        "holdings": [{"title": words(one.title), "rows": one.rows} for one in holdings],
    }
    page = render_to_string("inbox/person_copy.html", {"contact": contact, **told})
    return _zipped({"person.html": page, "person.json": json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False,
                                                                   indent=1)})  # fmt: skip


def _zipped(files: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()
