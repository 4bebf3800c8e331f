"""One person behind several accounts: what is proof, what is only a hint, and merges that can always be taken back.

`compare` weighs two profiles; strong evidence may merge by itself, weak evidence only suggests. `People` says which
contact each identity belongs to; `merge`, `split` and `undo` return it changed, with a log that is never shortened.
Messages and orders belong to identities, so both histories stay whole: a merged contact shows them together, an undone
merge gives each back its own, with what came in the meantime.

Source: CARE.md 2.1 (person, identity): merged only on verified e-mail, phone or order number, or by hand.
"""

from __future__ import annotations

from vitrino.domain.identity.evidence import Evidence, Fact, FactKind, Profile, compare
from vitrino.domain.identity.people import Change, ChangeKind, People, merge, split, undo
from vitrino.domain.identity.suggestions import Suggestion, suggestions

__all__ = [
    "Change",
    "ChangeKind",
    "Evidence",
    "Fact",
    "FactKind",
    "People",
    "Profile",
    "Suggestion",
    "compare",
    "merge",
    "split",
    "suggestions",
    "undo",
]
