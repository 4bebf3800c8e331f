"""The forms of a brand's names: how customers write them, in four languages, with and without accents."""

from __future__ import annotations

from vitrino.domain.names.common import needs_context
from vitrino.domain.names.forms import LANGUAGES, LIMIT, Form, Kind, Language, by_kind, checked_name, forms

__all__ = ["LANGUAGES", "LIMIT", "Form", "Kind", "Language", "by_kind", "checked_name", "forms", "needs_context"]
