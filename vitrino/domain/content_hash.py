"""Which words exactly: the hash that people agree to, and that every attempt of a publication carries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def hash_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of JSON values as hex; equal contents have equal hashes whatever the order of their keys."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
