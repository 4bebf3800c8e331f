"""`python -m tests.bad_input`: write docs/reference/bad-input.md."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vitrino.config.settings")
django.setup()

from tests.bad_input import page  # noqa: E402  (models are imported by the tests)

if __name__ == "__main__":
    page.FILE.write_text(page.render(), encoding="utf-8")
