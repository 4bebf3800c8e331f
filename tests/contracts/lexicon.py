"""A small judge of the AT Protocol's lexicons: is a record, an input or an output what its schema says?

Covers the types and formats that our calls use; an unknown type or format is an error, not a pass.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from vitrino.domain.text import graphemes

Json = dict[str, Any]
DID = re.compile(r"did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]")
HANDLE = re.compile(r"(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?")
NSID = re.compile(r"[a-zA-Z](?:[a-zA-Z0-9-]{0,62})?(?:\.[a-zA-Z0-9-]{1,63})+(?:\.[a-zA-Z][a-zA-Z0-9]{0,62})")
RECORD_KEY = re.compile(r"(?!\.\.?$)[a-zA-Z0-9_~.:-]{1,512}")
TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
FORMATS: dict[str, Callable[[str], bool]] = {
    "did": lambda text: bool(DID.fullmatch(text)),
    "handle": lambda text: bool(HANDLE.fullmatch(text)),
    "at-identifier": lambda text: bool(DID.fullmatch(text) or HANDLE.fullmatch(text)),
    "at-uri": lambda text: bool(
        re.fullmatch(rf"at://(?:{DID.pattern}|{HANDLE.pattern})(?:/{NSID.pattern}(?:/[^/]+)?)?", text)
    ),
    "nsid": lambda text: bool(NSID.fullmatch(text)),
    "record-key": lambda text: bool(RECORD_KEY.fullmatch(text)),
    "tid": lambda text: bool(TID.fullmatch(text)),
    "cid": lambda text: bool(re.fullmatch(r"b[a-z2-7]{20,}", text)),
    "uri": lambda text: bool(re.fullmatch(r"[a-z][a-z0-9+.-]*:\S+", text)),
    "language": lambda text: bool(re.fullmatch(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8})*", text)),
    "datetime": lambda text: bool(DATETIME.fullmatch(text) and datetime.fromisoformat(text)),
}


class Lexicons:
    """All schemas below a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def main(self, nsid: str) -> Json:
        return self._definition(nsid, "main")

    def record_faults(self, value: Json, key: str) -> list[str]:
        """What is wrong with a record of the collection it names, and with its key."""
        schema = self.main(value["$type"])
        wrong_key = [] if schema["key"] != "tid" or TID.fullmatch(key) else [f"key {key} is no TID"]
        return wrong_key + list(self.faults(schema["record"], value, value["$type"]))

    def faults(self, schema: Json, value: Any, home: str, at: str = "$") -> Iterator[str]:
        """Everything wrong with `value`. home: the lexicon the schema's short references point into."""
        check = getattr(self, f"_{schema['type'].replace('-', '_')}")
        yield from check(schema, value, home, at)

    def _definition(self, nsid: str, name: str) -> Json:
        document = json.loads((self._folder / f"{nsid.replace('.', '/')}.json").read_text("utf-8"))
        found: Json = document["defs"][name]
        return found

    def _named(self, reference: str, home: str) -> tuple[Json, str]:
        nsid, _, name = reference.partition("#")
        return self._definition(nsid or home, name or "main"), nsid or home

    def _object(self, schema: Json, value: Any, home: str, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at} is no object"
            return
        yield from (f"{at} lacks {name}" for name in schema.get("required", []) if name not in value)
        nullable = schema.get("nullable", [])
        for name, part in schema.get("properties", {}).items():
            if name in value and not (value[name] is None and name in nullable):
                yield from self.faults(part, value[name], home, f"{at}.{name}")

    _params = _object

    def _array(self, schema: Json, value: Any, home: str, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{at} is no list"
            return
        if len(value) > schema.get("maxLength", len(value)) or len(value) < schema.get("minLength", 0):
            yield f"{at} has {len(value)} items"
        for number, item in enumerate(value):
            yield from self.faults(schema["items"], item, home, f"{at}[{number}]")

    def _string(self, schema: Json, value: Any, _home: str, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{at} is no text"
            return
        if len(value.encode()) > schema.get("maxLength", 10**9) or len(value.encode()) < schema.get("minLength", 0):
            yield f"{at} has {len(value.encode())} bytes"
        if "maxGraphemes" in schema and len(list(graphemes(value))) > schema["maxGraphemes"]:
            yield f"{at} has too many signs"
        if "format" in schema and not FORMATS[schema["format"]](value):
            yield f"{at} is no {schema['format']}: {value}"
        if value not in schema.get("enum", [value]):
            yield f"{at} is none of {schema['enum']}"

    def _integer(self, schema: Json, value: Any, _home: str, at: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield f"{at} is no whole number"
        elif not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            yield f"{at} is out of bounds"

    def _boolean(self, _schema: Json, value: Any, _home: str, at: str) -> Iterator[str]:
        if not isinstance(value, bool):
            yield f"{at} is no yes or no"

    def _unknown(self, _schema: Json, value: Any, _home: str, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at} is no object"

    def _blob(self, schema: Json, value: Any, _home: str, at: str) -> Iterator[str]:
        if not isinstance(value, dict) or value.get("$type") != "blob" or set(value.get("ref", {})) != {"$link"}:
            yield f"{at} is no blob"
            return
        accepted = schema.get("accept", ["*/*"])
        if not any(re.fullmatch(kind.replace("*", ".*"), value["mimeType"]) for kind in accepted):
            yield f"{at} may not be {value['mimeType']}"
        if value["size"] > schema.get("maxSize", value["size"]):
            yield f"{at} is too large"

    def _ref(self, schema: Json, value: Any, home: str, at: str) -> Iterator[str]:
        named, there = self._named(schema["ref"], home)
        yield from self.faults(named, value, there, at)

    def _union(self, schema: Json, value: Any, home: str, at: str) -> Iterator[str]:
        kind = value.get("$type", "") if isinstance(value, dict) else ""
        known = [reference if not reference.startswith("#") else home + reference for reference in schema["refs"]]
        if kind.removesuffix("#main") not in known:
            yield f"{at} is {kind or 'nothing'}, none of {known}"
            return
        yield from self._ref({"ref": kind}, value, home, at)
