"""Posts brought from other tools, as a table with our own headings.

Postiz has no export (gitroomhq/postiz-app issue 1780, open in July 2026); what its public API lists is taken instead:
{"posts": [{"content", "publishDate", "state", "integration": {"providerIdentifier"}}]} (docs.postiz.com/public-api, and
the newer form with "status" and "identifier", mintlify.com/gitroomhq/postiz-app). Mixpost Lite has none either; its
pages hold {"data": [{"status", "versions", "scheduled_at": {"date", "time"}}]} (inovector/mixpost,
src/Http/Resources/PostResource.php at 0dba820). Buffer's bulk template is an ordinary table (see meaning).
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

from vitrino.domain.message import say
from vitrino.domain.problem import Problem
from vitrino.imports.reading import MAX_ROWS, RawRow, Table

HEADINGS = ("text", "when", "channels")
_NOT_WANTED = frozenset({"published", "error", "failed", "publishing"})
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<br\s*/?>|</p>|</div>", re.IGNORECASE)


def read_json(content: bytes) -> Table | None:
    """The table in a JSON file of a tool we know; None when it is no JSON. Raises Problem for JSON nobody knows."""
    start = content.lstrip()[:1]
    if start not in (b"{", b"["):
        return None
    if content.count(b"[") + content.count(b"{") > 200_000:
        raise Problem(say("This file is nested deeper than Vitrino reads."))
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return None
    rows = _postiz(found) or _mixpost(found)
    if not rows:
        raise Problem(say("Vitrino knows no tool that writes files like this one. Bring a CSV file, please."))
    if len(rows) > MAX_ROWS:
        raise Problem(say("At most {n} rows at once, please; part the file.", n=MAX_ROWS))
    return Table(HEADINGS, tuple(RawRow(n, row) for n, row in enumerate(rows, start=2)), is_spreadsheet=True)


def _postiz(found: Any) -> list[tuple[str, ...]]:
    posts = found.get("posts") if isinstance(found, dict) else None
    return [_of_postiz(one) for one in posts or [] if isinstance(one, dict) and "content" in one and _is_wanted(one)]


def _of_postiz(one: dict[str, Any]) -> tuple[str, ...]:
    where = _object(one.get("integration"))
    platform = str(where.get("providerIdentifier") or where.get("identifier") or "").removesuffix("-page")
    return _plain(one["content"]), str(one.get("publishDate") or ""), platform


def _mixpost(found: Any) -> list[tuple[str, ...]]:
    posts = found.get("data") if isinstance(found, dict) else found
    if not isinstance(posts, list):
        return []
    return [_of_mixpost(one) for one in posts if isinstance(one, dict) and one.get("versions") and _is_wanted(one)]


def _of_mixpost(one: dict[str, Any]) -> tuple[str, ...]:
    versions = [version for version in one["versions"] if isinstance(version, dict)]
    first = next((version for version in versions if version.get("is_original")), versions[0] if versions else {})
    content = first.get("content") or [{}]
    at = _object(one.get("scheduled_at"))
    accounts = [str(account.get("provider", "")) for account in one.get("accounts") or [] if isinstance(account, dict)]
    when = f"{at.get('date') or ''} {at.get('time') or ''}".strip()
    return _plain(content[0].get("body", "")), when, ",".join(accounts)


def _object(found: Any) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def _is_wanted(one: dict[str, Any]) -> bool:
    """What is out already stays where it is."""
    return str(one.get("state") or one.get("status") or "").lower() not in _NOT_WANTED


def _plain(body: Any) -> str:
    """Those tools keep paragraphs as HTML."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", str(body or "")))).strip()
